package metrics

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// CohenDz is the mean of paired differences in units of their standard deviation
// (Cohen 1988, section 2.3.5). If all differences are equal it is +Inf or −Inf,
// with the sign of the mean, and NaN where that is 0; of fewer than 2 differences
// it is NaN.
func CohenDz(differences []float64) float64 {
	if len(differences) < 2 {
		return math.NaN()
	}
	mean, sd := stat.MeanStdDev(differences, nil)
	if slices.Min(differences) == slices.Max(differences) {
		mean, sd = differences[0], 0 // exactly, without the rounding of the line above
	}
	return mean / sd
}

// Superiority is the share of pairs in which the first member is the larger one,
// ties as halves (Grissom and Kim 2012, chapter 5, for dependent groups), of the
// differences first − second. Of no difference, or with a NaN, it is NaN.
func Superiority(differences []float64) float64 {
	var larger float64
	for _, d := range differences {
		switch {
		case math.IsNaN(d):
			return d
		case d > 0:
			larger++
		case d == 0:
			larger += .5
		}
	}
	return larger / float64(len(differences))
}
