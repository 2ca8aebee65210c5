package probe_test

import (
	"fmt"

	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// What was measured of the networks of a group, in the order of the measurements.
func ExampleValues() {
	all := append(numbers(ce, .9, .8), numbers(contrastive, .2, .4)...)
	fmt.Println(probe.Values(all, contrastive, value))
	// Output: [0.2 0.4]
}

func ExampleEstimate() {
	all := append(numbers(ce, .9, .8, .7, .8), numbers(contrastive, .2, .4)...)
	e := probe.Estimate(all, ce, value)
	fmt.Printf("%.2f [%.2f, %.2f] over %d seeds\n", e.Mean, e.Low, e.High, e.N)
	// Output: 0.80 [0.70, 0.90] over 4 seeds
}

func ExampleGroups() {
	all := append(numbers(ce, .9, .8), numbers(contrastive, .2, .4)...)
	for _, g := range probe.Groups(all) {
		fmt.Println(g)
	}
	// Output:
	// scenario 1, CE
	// scenario 1, Contrast
}

// The brightness of a response curve: the paper's intensities, and a step beyond.
func ExampleLevels() {
	fmt.Println(probe.Levels())
	// Output: [100 110 120 130 140 150 160 170 180 190 200 210]
}

// Two curves lie ½ apart at one of four points.
func ExampleCurve_Gap() {
	foreground := probe.Curve{Malignant: []float64{1, 1}, Benign: []float64{0, 0}}
	background := probe.Curve{Malignant: []float64{1, .5}, Benign: []float64{0, 0}}
	fmt.Println(foreground.Gap(background))
	// Output: 0.125
}

// A cell of the first factorial design, and how much of it is called malignant.
func ExampleCalls_Of() {
	calls := probe.Calls{7: .75}
	fmt.Println(calls.Of(probe.Cell{Malignant: true, Large: true, Bright: true}))
	// Output: 0.75
}

// The worse of a scenario's two tests.
func ExampleAccuracies_Worst() {
	a := probe.Accuracies{Training: 1, Tests: []float64{.62, .98}}
	fmt.Println(a.Worst(), metrics.EstimateMean(a.Tests).Mean)
	// Output: 0.62 0.8
}
