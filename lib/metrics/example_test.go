package metrics_test

import (
	"fmt"

	"nodulelab/lib/metrics"
)

// Table 1's three numbers, of four predictions.
func ExampleScore() {
	predicted, malignant := []bool{true, true, false, true}, []bool{true, true, false, false}
	c, err := metrics.Score(predicted, malignant)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", c)
	fmt.Println("accuracy", c.Accuracy().Value(), "sensitivity", c.Sensitivity().Value(), "specificity", c.Specificity().Value())
	// Output:
	// {TP:2 FN:0 TN:1 FP:1}
	// accuracy 0.75 sensitivity 1 specificity 0.5
}

// 188 of 200 test images are classified correctly: how sure is the accuracy?
func ExampleProportion_Wilson() {
	p := metrics.Proportion{Hits: 188, Total: 200}
	i := p.Wilson()
	fmt.Printf("%.2f, 95 %% interval %.3f to %.3f\n", p.Value(), i.Low, i.High)
	// Output: 0.94, 95 % interval 0.898 to 0.965
}

func ExampleCount() {
	p := metrics.Count([]bool{true, false, true, true})
	fmt.Println(p.Hits, "of", p.Total)
	// Output: 3 of 4
}

// How often two networks predict the same.
func ExampleAgreement() {
	p, err := metrics.Agreement([]bool{true, true, false, false}, []bool{true, false, false, false})
	fmt.Println(p.Value(), err)
	// Output: 0.75 <nil>
}

func ExampleSummarise() {
	s := metrics.Summarise([]float64{.9, .95, 1, .99, .6})
	fmt.Printf("%d seeds: mean %.3f, standard deviation %.3f, %.2f to %.2f\n", s.N, s.Mean, s.SD, s.Min, s.Max)
	// Output: 5 seeds: mean 0.888, standard deviation 0.166, 0.60 to 1.00
}

func ExampleEstimateMean() {
	e := metrics.EstimateMean([]float64{.9, .95, 1, .99, .6})
	fmt.Printf("%.3f (%.3f to %.3f) over %d seeds\n", e.Mean, e.Low, e.High, e.N)
	fmt.Println("chance, .5, lies in the interval:", e.Contains(.5))
	// Output:
	// 0.888 (0.600 to 1.000) over 5 seeds
	// chance, .5, lies in the interval: false
}

// Accuracies near 1 are skewed, and so is the interval of their mean, .94.
func ExampleMeanInterval() {
	accuracies := []float64{.9, .95, 1, 1, .6, .98, 1, .99, .97, 1}
	i := metrics.MeanInterval(accuracies)
	fmt.Printf("%.2f to %.2f\n", i.Low, i.High)
	// Output: 0.65 to 0.99
}

// Accuracies of two losses, by seed. The order of the second sample does not matter.
func ExampleDifferences() {
	ce := metrics.Sample[float64]{Name: "CE", Seeds: []uint64{1, 2, 3}, Values: []float64{.9, .8, 1}}
	contrastive := metrics.Sample[float64]{Name: "contrastive", Seeds: []uint64{3, 1, 2}, Values: []float64{.5, .25, .4}}
	d, err := metrics.Differences(ce, contrastive)
	fmt.Printf("%.2f %v\n", d, err)

	contrastive.Seeds[0] = 4
	_, err = metrics.Differences(ce, contrastive)
	fmt.Println(err)
	// Output:
	// [0.65 0.40 0.50] <nil>
	// metrics: seed 4 has a result in contrastive, but none in CE: compute it for both, or leave it out of both
}

// Any values can be paired, here the predictions for two images.
func ExamplePair() {
	type result struct {
		seed      uint64
		predicted []bool
	}
	of := func(r result) (uint64, []bool) { return r.seed, r.predicted }
	before := metrics.Collect("before", []result{{1, []bool{true, true}}, {2, []bool{false, true}}}, of)
	after := metrics.Collect("after", []result{{2, []bool{false, true}}, {1, []bool{true, false}}}, of)
	pairs, err := metrics.Pair(before, after)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range pairs {
		same, err := metrics.Agreement(p.First, p.Second)
		fmt.Println("seed", p.Seed, "agrees in", same.Hits, "of", same.Total, err)
	}
	// Output:
	// seed 1 agrees in 1 of 2 <nil>
	// seed 2 agrees in 2 of 2 <nil>
}

// Accuracy with one loss less accuracy with the other, of six seeds. With all signs equal p
// would be 2/64.
func ExampleSignFlip() {
	p, err := metrics.SignFlip([]float64{.3, .2, .4, .1, .2, -.1})
	fmt.Printf("p = %.3f %v\n", p, err)
	// Output: p = 0.094 <nil>
}

// The mean difference is 1.1 standard deviations, and five of six are above 0.
func ExampleCohenDz() {
	d := []float64{.3, .2, .4, .1, .2, -.1}
	fmt.Printf("dz %.2f, superiority %.2f\n", metrics.CohenDz(d), metrics.Superiority(d))
	// Output: dz 1.06, superiority 0.83
}

// In how many of four seeds the first loss is the better one; a tie counts as half.
func ExampleSuperiority() {
	fmt.Println(metrics.Superiority([]float64{.2, .1, 0, -.3}))
	// Output: 0.625
}

// Three tests at the level .05: after the adjustment the second is still significant.
func ExampleHolm() {
	adjusted, err := metrics.Holm([]float64{.01, .02, .5})
	fmt.Println(adjusted, err)
	// Output: [0.03 0.04 0.5] <nil>
}

// Accuracies of two implementations whose seeds have nothing in common.
func ExampleMannWhitney() {
	u, p, err := metrics.MannWhitney([]float64{.9, .95, .97, 1}, []float64{.6, .7, .92, .94})
	fmt.Printf("U = %.0f of 16 pairs, p = %.3f, %v\n", u, p, err)
	// Output: U = 14 of 16 pairs, p = 0.112, <nil>
}

// The two equal values share the ranks 2 and 3.
func ExampleRanks() {
	ranks, err := metrics.Ranks([]float64{.5, .1, .9, .5})
	fmt.Println(ranks, err)
	// Output: [2.5 1 4 2.5] <nil>
}

// Saliency of four pixels before and after training: is it strong in the same places?
func ExampleRankCorrelation() {
	r, err := metrics.RankCorrelation([]float32{.1, .9, .5, .2}, []float32{.2, .8, .9, .1})
	fmt.Printf("%.1f %v\n", r, err)
	// Output: 0.6 <nil>
}

// Four fifths of the variance lie between the two groups.
func ExampleCorrelationRatio() {
	fmt.Printf("%.2f\n", metrics.CorrelationRatio([]float64{1, 3, 5, 7}, []int{0, 0, 1, 1}))
	// Output: 0.80
}

// Does the level of a factor explain the accuracy of ten networks?
func ExampleRatioTest() {
	accuracy := []float64{.9, .92, .95, .9, .91, .6, .7, .65, .9, .62}
	level := []int{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}
	ratio, p, err := metrics.RatioTest(accuracy, level)
	fmt.Printf("η² = %.2f, p = %.3f, %v\n", ratio, p, err)
	// Output: η² = 0.67, p = 0.025, <nil>
}

func ExampleEstimate_String() {
	fmt.Println(metrics.EstimateMean([]float64{.9, .95, 1, .85, .95}))
	// Output: 0.93 [0.86, 0.99], n = 5
}
