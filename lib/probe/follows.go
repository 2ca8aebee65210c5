package probe

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// numbers is how many numbers of an image are held against the logit.
const numbers = 7

// Numbers lists the numbers of an image that are candidates for what a logit follows:
// the shape (its class), the area of the shape, the intensity of the foreground, the whole
// image's mean, the contrast (foreground less background), the light that the foreground
// adds (the whole image's mean less the background, which is contrast × area), and the
// energy of the blurred image ([explain.BlurredEnergy]). What fits best is the best of this
// list, and no more than that.
func Numbers() []string {
	return []string{"shape", "area", "foreground intensity", "mean of the whole image", "contrast", "light that the foreground adds", "blurred energy"}
}

// Follows is how closely a network's logit follows the numbers of an image, each alone and
// two together.
type Follows struct {
	Correlations [numbers]float64 // with each number, in the order of [Numbers]

	// Pairs are the shares of the logit's variance that a linear model of two numbers
	// explains, R², in the order of [Pairs].
	Pairs [numbers * (numbers - 1) / 2]float64
}

// R2 is the share of the logit's variance that a linear model of one number explains.
func (f Follows) R2(number int) float64 { return f.Correlations[number] * f.Correlations[number] }

// Pairs lists the pairs of numbers by their indices in [Numbers].
func Pairs() [][2]int {
	var all [][2]int
	for i := range numbers {
		for j := range i {
			all = append(all, [2]int{j, i})
		}
	}
	return all
}

// follows holds logits against numbers of their images. With a number that never changes,
// or if the logit never does, the correlation is 0.
func follows(design []cell, logits [][]float32) (f Follows) {
	var all []float64
	var values [numbers][]float64
	for i, c := range design {
		for j, v := range logits[i] {
			all = append(all, float64(v))
			for k := range values {
				values[k] = append(values[k], c.numbers[k][j])
			}
		}
	}
	for k := range f.Correlations {
		f.Correlations[k] = correlation(all, values[k])
	}
	for k, p := range Pairs() {
		f.Pairs[k] = pairR2(f.Correlations[p[0]], f.Correlations[p[1]], correlation(values[p[0]], values[p[1]]))
	}
	return f
}

// correlation is 0 where one of the two never changes.
func correlation(a, b []float64) float64 {
	if r := stat.Correlation(a, b, nil); !math.IsNaN(r) {
		return r
	}
	return 0
}

// pairR2 is the R² of a linear model of two numbers, by their correlations with what is
// modelled and with each other. Of two numbers that say the same, one is enough.
func pairR2(first, second, between float64) float64 {
	if 1-between*between < 1e-9 {
		return max(first*first, second*second)
	}
	return (first*first + second*second - 2*first*second*between) / (1 - between*between)
}
