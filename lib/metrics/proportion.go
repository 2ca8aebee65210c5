package metrics

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"
)

// Proportion is a number of hits out of a total.
type Proportion struct{ Hits, Total int }

// Count returns the proportion of values that are true.
func Count(values []bool) Proportion {
	p := Proportion{Total: len(values)}
	for _, v := range values {
		if v {
			p.Hits++
		}
	}
	return p
}

// Agreement returns the proportion of places where two lists hold the same value. Lists
// of different lengths are an error.
func Agreement[T comparable](a, b []T) (Proportion, error) {
	if len(a) != len(b) {
		return Proportion{}, fmt.Errorf("metrics: agreement of %d and %d values: want two lists of one length", len(a), len(b))
	}
	p := Proportion{Total: len(a)}
	for i, v := range a {
		if v == b[i] {
			p.Hits++
		}
	}
	return p, nil
}

// Value returns Hits/Total, NaN for 0/0.
func (p Proportion) Value() float64 { return float64(p.Hits) / float64(p.Total) }

// String is "98/100": hits of all.
func (p Proportion) String() string { return fmt.Sprintf("%d/%d", p.Hits, p.Total) }

// ParseProportion reads what [Proportion.String] wrote. The total is at least 1.
func ParseProportion(text string) (p Proportion, err error) {
	hits, total, _ := strings.Cut(text, "/")
	h, errHits := strconv.Atoi(hits)
	n, errTotal := strconv.Atoi(total)
	if errHits != nil || errTotal != nil || h < 0 || h > n || n == 0 {
		return p, fmt.Errorf("metrics: proportion %q: want hits of all, such as 98/100", text)
	}
	return Proportion{Hits: h, Total: n}, nil
}

// Wilson returns the 95 % score interval of the proportion, without continuity
// correction (Wilson 1927). It lies within [0, 1], and has a width above 0 even if there
// is no hit or if all are hits. For a total of 0 both ends are NaN.
func (p Proportion) Wilson() Interval {
	n, z := float64(p.Total), distuv.UnitNormal.Quantile(.975)
	v := p.Value()
	centre := (v + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(v*(1-v)/n+z*z/(4*n*n))
	i := Interval{centre - half, centre + half}
	if p.Hits == 0 && p.Total > 0 {
		i.Low = 0 // exactly, without the rounding of the line above
	}
	if p.Hits == p.Total && p.Total > 0 {
		i.High = 1
	}
	return i
}

// AtMost returns the exact upper bound of the probability of a hit, at 95 % confidence and
// on this side alone (Clopper and Pearson 1934): the probability at which so few hits, or
// fewer, come up in one of 20 cases. Of n without a hit it is 1 − .05^(1/n). If all are
// hits it is 1, and for a total of 0 it is 1 as well.
func (p Proportion) AtMost() float64 {
	if p.Hits >= p.Total {
		return 1
	}
	return distuv.Beta{Alpha: float64(p.Hits + 1), Beta: float64(p.Total - p.Hits)}.Quantile(level)
}

// Confusion counts the samples of a test set by class and prediction. Malignant is the
// positive class.
type Confusion struct {
	TP int // malignant, predicted malignant
	FN int // malignant, predicted benign
	TN int // benign, predicted benign
	FP int // benign, predicted malignant
}

// Score counts predictions. Both slices hold one value per sample, true for malignant:
// what was predicted, and what the sample is. Slices of different lengths are an error.
func Score(predicted, malignant []bool) (Confusion, error) {
	if len(predicted) != len(malignant) {
		return Confusion{}, fmt.Errorf("metrics: %d predictions for %d samples: want one per sample", len(predicted), len(malignant))
	}
	var c Confusion
	for i, p := range predicted {
		switch {
		case malignant[i] && p:
			c.TP++
		case malignant[i]:
			c.FN++
		case p:
			c.FP++
		default:
			c.TN++
		}
	}
	return c, nil
}

// Accuracy returns the proportion of all samples that are predicted correctly, Acc in
// Table 1.
func (c Confusion) Accuracy() Proportion {
	return Proportion{c.TP + c.TN, c.TP + c.FN + c.TN + c.FP}
}

// Sensitivity returns the proportion of malignant samples that are predicted malignant,
// SE in Table 1.
func (c Confusion) Sensitivity() Proportion { return Proportion{c.TP, c.TP + c.FN} }

// Specificity returns the proportion of benign samples that are predicted benign, SP in
// Table 1.
func (c Confusion) Specificity() Proportion { return Proportion{c.TN, c.TN + c.FP} }
