package nodule

import (
	"fmt"
	"strconv"
	"strings"
)

// Class is the class of a nodule, which decides its outline. Its value is the label y
// of the paper's Eq. 1.
type Class int

// The two classes. Malignant is the positive class.
const (
	Benign    Class = 0
	Malignant Class = 1
)

// String returns "benign" or "malignant".
func (c Class) String() string {
	if c == Malignant {
		return "malignant"
	}
	return "benign"
}

// Distribution is the paper's D(imal, iben): the mean foreground intensities of
// malignant and of benign shapes, in grey levels.
type Distribution struct{ Malignant, Benign int }

// D returns D(malignant, benign), in the paper's order.
func D(malignant, benign int) Distribution { return Distribution{malignant, benign} }

// String returns the distribution as it is written in Table 1, for example "150,170".
func (d Distribution) String() string { return fmt.Sprintf("%d,%d", d.Malignant, d.Benign) }

// Key returns the distribution in a form for file names and CSV files, for example
// "150-170".
func (d Distribution) Key() string { return fmt.Sprintf("%d-%d", d.Malignant, d.Benign) }

// ParseDistribution reads the output of [Distribution.String] or [Distribution.Key].
// Any other text is an error; whether the intensities are allowed is checked where a
// set is drawn.
func ParseDistribution(text string) (Distribution, error) {
	malignant, benign, _ := strings.Cut(strings.ReplaceAll(text, ",", "-"), "-")
	m, errM := strconv.Atoi(malignant)
	b, errB := strconv.Atoi(benign)
	if errM != nil || errB != nil {
		return Distribution{}, fmt.Errorf("nodule: distribution %q: want malignant,benign such as 150,170", text)
	}
	return D(m, b), nil
}

// Intensity returns the mean foreground intensity of a class, in grey levels.
func (d Distribution) Intensity(c Class) int {
	if c == Malignant {
		return d.Malignant
	}
	return d.Benign
}

// check returns an error unless both intensities are among the paper's ten or, with
// anyIntensity, are grey levels.
func (d Distribution) check(anyIntensity bool) error {
	for _, c := range []Class{Malignant, Benign} {
		i := d.Intensity(c)
		if anyIntensity && i >= 0 && i <= 255 {
			continue
		}
		if anyIntensity {
			return fmt.Errorf("nodule: %s intensity %d: want a grey level from 0 to 255", c, i)
		}
		if i < 110 || i > 200 || i%10 != 0 {
			return fmt.Errorf("nodule: %s intensity %d: the paper's are 110, 120 … 200; set Config.AnyIntensity for others", c, i)
		}
	}
	return nil
}
