package nodule

import (
	"fmt"
	"strconv"
	"strings"
)

// Distribution is the paper's D(imal, iben): the mean foreground intensities of
// malignant and of benign shapes, in grey levels. A set that was not drawn by that
// recipe, such as one of your own images, has a name in its place ([Named]).
type Distribution struct {
	Malignant, Benign int
	Name              string `json:",omitempty"` // "" for D(imal, iben)
}

// D returns D(malignant, benign), in the paper's order.
func D(malignant, benign int) Distribution {
	return Distribution{Malignant: malignant, Benign: benign}
}

// Named returns the distribution of a set that no D(imal, iben) describes. No set can be
// drawn from it.
func Named(name string) Distribution { return Distribution{Name: name} }

// String returns the distribution as it is written in Table 1, for example "150,170", or
// its name. A name that would be read as something else has the characters %XX in place
// of a byte, as in a URL.
func (d Distribution) String() string {
	if d.Name == "" {
		return fmt.Sprintf("%d,%d", d.Malignant, d.Benign)
	}
	return escape(d.Name, func(i int) bool { return d.ambiguous(i) })
}

// Key returns the distribution in a form for file names and CSV files, for example
// "150-170". Of a name, each byte that is not a letter of ASCII, a digit, "-", "_" or "."
// is written as %XX, as in a URL: "my%20scans".
func (d Distribution) Key() string {
	if d.Name == "" {
		return fmt.Sprintf("%d-%d", d.Malignant, d.Benign)
	}
	return escape(d.Name, func(i int) bool {
		return d.ambiguous(i) || !portable(d.Name[i]) || i == 0 && d.Name[i] == '.'
	})
}

// Label returns the distribution as it stands in tables and figures: "D(150,170)", or the
// name.
func (d Distribution) Label() string {
	if d.Name == "" {
		return fmt.Sprintf("D(%s)", d)
	}
	return d.Name
}

// ParseDistribution reads the output of [Distribution.String] or [Distribution.Key]: a
// pair of numbers is D(malignant, benign), any other text a name. The empty text is an
// error. Whether a set can be drawn from the distribution is checked where one is drawn.
func ParseDistribution(text string) (Distribution, error) {
	if text == "" {
		return Distribution{}, fmt.Errorf("nodule: empty distribution: want malignant,benign such as 150,170, or a name")
	}
	if malignant, benign, ok := pair(text); ok {
		return D(malignant, benign), nil
	}
	return Named(unescape(text)), nil
}

// Intensity returns the mean foreground intensity of a class, in grey levels; 0 if the
// distribution has a name.
func (d Distribution) Intensity(c Class) int {
	if c == Malignant {
		return d.Malignant
	}
	return d.Benign
}

// Check returns an error unless sets can be drawn from the distribution: it has no name,
// and both intensities are grey levels, 0 to 255.
func (d Distribution) Check() error {
	if d.Name != "" {
		return fmt.Errorf("nodule: nothing can be drawn from %q: it is a name; want D(malignant, benign)", d.Name)
	}
	for _, c := range []Class{Malignant, Benign} {
		if i := d.Intensity(c); i < 0 || i > 255 {
			return fmt.Errorf("nodule: %s intensity %d: want a grey level from 0 to 255", c, i)
		}
	}
	return nil
}

// pair reads two whole numbers with a comma or a dash between them.
func pair(text string) (malignant, benign int, ok bool) {
	first, second, found := strings.Cut(text, ",")
	if !found {
		first, second, _ = strings.Cut(text, "-")
	}
	malignant, errM := strconv.Atoi(first)
	benign, errB := strconv.Atoi(second)
	return malignant, benign, errM == nil && errB == nil
}

// ambiguous reports whether byte i of the name, as it is, would be read as part of a pair
// of numbers or as the beginning of %XX.
func (d Distribution) ambiguous(i int) bool {
	switch d.Name[i] {
	case ',', '-':
		_, _, ok := pair(d.Name)
		return ok
	case '%':
		_, ok := hexByte(d.Name[i:])
		return ok
	}
	return false
}

// portable reports whether a byte may stand in a file name on every system.
func portable(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-_.", b) >= 0
}

// escape writes %XX in place of the bytes whose index is given.
func escape(text string, is func(i int) bool) string {
	var b strings.Builder
	for i := range len(text) {
		if is(i) {
			fmt.Fprintf(&b, "%%%02X", text[i])
		} else {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

// unescape reads the output of escape. A % that no two hexadecimal digits follow stays.
func unescape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c, ok := hexByte(text[i:])
		if ok {
			i += 2
		} else {
			c = text[i]
		}
		b.WriteByte(c)
	}
	return b.String()
}

// hexByte reads %XX at the beginning of a text.
func hexByte(text string) (byte, bool) {
	if len(text) < 3 || text[0] != '%' {
		return 0, false
	}
	v, err := strconv.ParseUint(text[1:3], 16, 8)
	return byte(v), err == nil
}
