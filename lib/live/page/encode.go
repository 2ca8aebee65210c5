package page

import (
	"slices"
	"strings"
)

// escaped are the numbers from 0 to 127 that cannot stand in a script's text between
// quotes. In their place stand the characters from U+0080 on.
var escaped = []byte{0, '\n', '\r', '"', '\\'}

// encode writes bytes as text for a script: seven bits a character of ASCII. A seventh of
// the bytes is added, where base64 adds a third. The page's scripts have the inverse.
func encode(b []byte) string {
	var text strings.Builder
	bits, n := 0, 0
	put := func(v byte) {
		if i := slices.Index(escaped, v); i >= 0 {
			text.WriteRune(rune(0x80 + i))
		} else {
			text.WriteByte(v)
		}
	}
	for _, v := range b {
		bits, n = bits<<8|int(v), n+8
		for n >= 7 {
			n -= 7
			put(byte(bits >> n & 127))
		}
		bits &= 1<<n - 1
	}
	if n > 0 {
		put(byte(bits << (7 - n) & 127))
	}
	return text.String()
}
