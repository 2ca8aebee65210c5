package paper

import "nodulelab/lib/nodule"

// Range is a range of values, both ends included; there is none if Low exceeds High.
type Range struct{ Low, High float64 }

// Middle is the middle of the range.
func (r Range) Middle() float64 { return (r.Low + r.High) / 2 }

// meet is what two ranges share.
func (r Range) meet(other Range) Range { return Range{max(r.Low, other.Low), min(r.High, other.High)} }

// rounding is how far a mean may lie from the whole grey level that is printed for it.
const rounding = .5

// BackgroundRange returns the backgrounds, in grey levels, that the paper's printed means
// allow ([Means]): about 94.8 to 100.6.
//
// A class of area a, a fraction of the image, whose foreground is i on a background b has
// the whole-image mean a·i + (1−a)·b. That it is printed as m says that
// m − ½ ≤ a·i + (1−a)·b ≤ m + ½, or
//
//	(m − ½ − b)/(i − b) ≤ a ≤ (m + ½ − b)/(i − b).
//
// Each class has two means, at two intensities, and so its area two such ranges, which
// meet as long as the upper end of the one is not below the lower end of the other. They
// touch where (p − b)/(i − b) = (q − b)/(j − b), with p and q the means at the two ends;
// that is, at b = (p·j − q·i)/(p + j − q − i). The background is common to both classes.
func BackgroundRange() Range {
	r := Range{0, 255}
	for _, c := range []nodule.Class{nodule.Benign, nodule.Malignant} {
		m := meansOf(c)
		r = r.meet(Range{touch(m[0], -rounding, m[1], rounding), touch(m[0], rounding, m[1], -rounding)})
	}
	return r
}

// touch is the background at which two means, each moved by some grey levels, give one
// area.
func touch(first Mean, by float64, second Mean, other float64) float64 {
	p, q := first.Grey+by, second.Grey+other
	i, j := first.foreground(), second.foreground()
	return (p*j - q*i) / (p + j - q - i)
}

// AreaRange returns the areas of a class, fractions of the image, that the paper's printed
// means allow on a background in grey levels, by the derivation at [BackgroundRange]. There
// is none on a background outside that range.
func AreaRange(c nodule.Class, background float64) Range {
	r := Range{0, 1}
	for _, m := range meansOf(c) {
		over := m.foreground() - background
		r = r.meet(Range{(m.Grey - rounding - background) / over, (m.Grey + rounding - background) / over})
	}
	return r
}

// foreground is the class's foreground intensity where the mean was taken.
func (m Mean) foreground() float64 { return float64(m.Distribution.Intensity(m.Class)) }

// meansOf are the printed means of a class.
func meansOf(c nodule.Class) (own []Mean) {
	for _, m := range Means() {
		if m.Class == c {
			own = append(own, m)
		}
	}
	return own
}
