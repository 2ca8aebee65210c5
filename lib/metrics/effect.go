package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// CohenDz returns the mean of paired differences in units of their standard deviation
// (Cohen 1988, section 2.3.5). If all differences are equal it is +Inf or −Inf, by the
// sign of the mean, or NaN if they are 0. For fewer than 2 differences it is NaN.
func CohenDz(differences []float64) float64 {
	if len(differences) < 2 {
		return math.NaN()
	}
	mean, sd := stat.MeanStdDev(differences, nil)
	return mean / sd
}

// Superiority returns the share of pairs whose first value is the larger one, ties
// counted as halves, from the differences first − second (Grissom and Kim 2012,
// chapter 5, dependent groups). Without differences, or with a NaN, it is NaN.
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
