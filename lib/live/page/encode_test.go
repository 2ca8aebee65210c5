package page

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
)

// decode is the inverse of encode, as the page's scripts have it.
func decode(text string) []byte {
	var b []byte
	bits, n := 0, 0
	for _, c := range text {
		if c >= 0x80 {
			c = rune(escaped[c-0x80])
		}
		bits, n = bits<<7|int(c), n+7
		if n >= 8 {
			n -= 8
			b = append(b, byte(bits>>n))
			bits &= 1<<n - 1
		}
	}
	return b
}

func FuzzEncode(f *testing.F) {
	all := make([]byte, 1000)
	for i := range all {
		all[i] = byte(rand.Uint32())
	}
	for _, seed := range [][]byte{nil, {0}, {255}, {1, 2}, bytes.Repeat([]byte{0}, 7), bytes.Repeat([]byte{255}, 13), all} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text := encode(b)
		if got := decode(text); !bytes.Equal(got, b) {
			t.Errorf("%v comes back as %v", b, got)
		}
		if slices.ContainsFunc([]rune(text), func(c rune) bool {
			return c >= 0x80+rune(len(escaped)) || slices.Contains(escaped, byte(c)) && c < 0x80
		}) {
			t.Errorf("%q does not stand between quotes", text)
		}
	})
}
