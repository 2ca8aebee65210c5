package loss_test

import (
	"fmt"

	"nodulelab/lib/loss"
)

// Eq. 1 over a batch of two: one right and sure, one right by a little.
func ExampleCrossEntropy() {
	value, gradient := loss.Evaluate(loss.CrossEntropy(), [][]float64{{3}, {-.1}}, []float64{1, 0})
	fmt.Printf("%.3f, gradient %.3f\n", value, gradient)
	// Output: 0.346, gradient [[-0.024] [0.238]]
}

// One sample costs little where the logit is on its label's side of 0, and about
// as much as the logit is wrong where it is on the other.
func ExampleSampleCost() {
	for _, logit := range []float64{-5, 0, 5} {
		cost, slope := loss.SampleCost(logit, 1)
		fmt.Printf("logit %2.0f of a malignant sample: cost %.3f, slope %.3f\n", logit, cost, slope)
	}
	// Output:
	// logit -5 of a malignant sample: cost 5.007, slope -0.993
	// logit  0 of a malignant sample: cost 0.693, slope -0.500
	// logit  5 of a malignant sample: cost 0.007, slope -0.007
}

// Two samples of one class and one of the other on a line: the pair within the
// class costs .6² = .36, the pair at .5 lacks .5 to the margin, the pair at 1.1
// lacks nothing.
func ExampleContrastive() {
	value, gradient := loss.Evaluate(loss.Contrastive(1), [][]float64{{0}, {.6}, {1.1}}, []float64{1, 1, 0})
	fmt.Printf("%.3f, gradient %.3f\n", value, gradient)
	// Output: 0.203, gradient [[-0.400] [0.733] [-0.333]]
}

// Each sample is in one pair: the first with the third, the second with the
// fourth.
func ExampleContrastiveInPairs() {
	value, _ := loss.Evaluate(loss.ContrastiveInPairs(1), [][]float64{{0}, {0}, {.5}, {.5}}, []float64{1, 1, 1, 0})
	fmt.Printf("%.2f\n", value)
	// Output: 0.25
}

// A pair of one class pulls at any distance; a pair of two classes pushes up to
// the margin.
func ExamplePairCost() {
	for _, d := range []float64{.5, 1, 2} {
		one, _ := loss.PairCost(true, d*d, 1)
		two, _ := loss.PairCost(false, d*d, 1)
		fmt.Printf("at a distance of %.1f: one class %.2f, two classes %.2f\n", d, one, two)
	}
	// Output:
	// at a distance of 0.5: one class 0.25, two classes 0.25
	// at a distance of 1.0: one class 1.00, two classes 0.00
	// at a distance of 2.0: one class 4.00, two classes 0.00
}

func ExampleDistance() {
	d2 := loss.SquaredDistance([]float64{1, 2}, []float64{4, 6})
	fmt.Printf("%.0f %.6f\n", d2, loss.Distance(d2))
	// Output: 25 5.000000
}

// Directions matter, lengths do not. A low temperature punishes the same mistake
// more.
func ExampleSupervisedContrastive() {
	labels := []float64{0, 0, 1, 1}
	sorted := [][]float64{{1, 0}, {7, 0}, {0, 1}, {0, 2}}
	mixed := [][]float64{{1, 0}, {0, 1}, {5, 0}, {0, 2}}
	for _, temperature := range []float64{1, .1} {
		good, _ := loss.Evaluate(loss.SupervisedContrastive(temperature), sorted, labels)
		bad, _ := loss.Evaluate(loss.SupervisedContrastive(temperature), mixed, labels)
		fmt.Printf("temperature %g: sorted %.3f, mixed %.3f\n", temperature, good, bad)
	}
	// Output:
	// temperature 1: sorted 0.551, mixed 1.551
	// temperature 0.1: sorted 0.000, mixed 10.000
}

// Both samples of the one class should lie nearer to each other than to the sample
// of the other class, by .5: the first does, the second lacks .3.
func ExampleTripletMargin() {
	value, gradient := loss.Evaluate(loss.TripletMargin(.5), [][]float64{{0}, {.5}, {1.2}}, []float64{1, 1, 0})
	fmt.Printf("%.2f, gradient %.2f\n", value, gradient)
	// Output: 0.15, gradient [[-0.50] [1.00] [-0.50]]
}

// The hinge loss, of the sort that trains support vector machines: logits should
// be 1 or more on their label's side of 0.
func hinge(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	n := float64(len(rows))
	for i, row := range rows {
		side := 2*labels[i] - 1
		if short := 1 - side*row[0]; short > 0 {
			value += short / n
			gradient[i][0] -= side / n
		}
	}
	return value
}

// A loss of one's own is a function.
func ExampleNew() {
	mine := loss.New("Hinge", loss.Logits, hinge)
	fmt.Println(mine.Name(), "of", mine.On(), loss.CheckGradient(mine))
	// Output: Hinge of logits <nil>
}

// A forgotten factor is found.
func ExampleCheckGradient() {
	wrong := loss.New("Spread", loss.Embeddings, func(rows [][]float64, _ []float64, gradient [][]float64) (value float64) {
		for i, row := range rows {
			for k, x := range row {
				value += x * x
				gradient[i][k] += x
			}
		}
		return value
	})
	fmt.Println(loss.CheckGradient(wrong))
	// Output: loss: Spread on 2 samples: the gradient at number 0 of sample 0 is 0.906358, finite differences give 1.81272
}

func ExampleCheck() {
	fmt.Println(loss.Check(loss.Contrastive(-1)))
	fmt.Println(loss.Check(loss.New("CE", loss.Logits, hinge)))
	// Output:
	// loss: Contrast: Margin -1: want more than 0; the paper's is 1
	// loss: "CE" is the name of a built-in loss: choose another
}

func ExampleParseName() {
	name, err := loss.ParseName("Contrast")
	fmt.Println(name, err)
	_, err = loss.ParseName("hinge")
	fmt.Println(err)
	// Output:
	// Contrast <nil>
	// loss: no loss "hinge": want "CE" or "Contrast" or "SupCon" or "Triplet"
}

func ExampleEvaluate() {
	value, gradient := loss.Evaluate(loss.New("Hinge", loss.Logits, hinge), [][]float64{{2}, {.5}}, []float64{1, 0})
	fmt.Println(value, gradient)
	// Output: 0.75 [[0] [0.5]]
}

// The contrastive loss at a margin that is not the protocol's, under a name that says so.
func ExampleRename() {
	wide := loss.Rename("Contrast, m = 2", loss.Contrastive(2))
	fmt.Println(wide.Name(), loss.Check(wide))
	// Output: Contrast, m = 2 <nil>
}
