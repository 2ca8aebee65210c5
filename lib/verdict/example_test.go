package verdict_test

import (
	"fmt"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// The claims that are judged, as the paper numbers its results.
func ExampleAll() {
	var numbers []string
	for _, c := range verdict.All() {
		numbers = append(numbers, c.Number)
	}
	fmt.Println(strings.Join(numbers, " "))
	// Output: 1 2 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4 5 6 7a 7b 7c 7d 8a 8b 8c 8d 9a 9b
}

// What the paper concludes, as one number a seed with a bound.
func ExampleConclusions() {
	for _, c := range verdict.Conclusions() {
		fmt.Printf("%s, where %s is %s; %.2f in the paper\n", c.Name, c.Statistic, c.Bound, c.Paper)
	}
	// Output:
	// learns, where the lowest training accuracy of the seed's networks is above 0.9; 1.00 in the paper
	// 1: both losses fail, where the higher accuracy of the two losses on D(170,130) is below 0.75; 0.62 in the paper
	// 2: the loss matters, where accuracy on D(150,190), CE less the other loss is above 0.15; 0.67 in the paper
	// 3: ten grey levels matter, where CE's accuracy on D(150,190), scenario 2 less scenario 3 is above 0.175; 0.35 in the paper
}

// A conclusion, judged by the 20 seeds of an independent implementation.
func ExampleConclusion_Values() {
	rs, err := results.Reference()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range verdict.Conclusions() {
		e := metrics.EstimateMean(c.Values(rs))
		fmt.Printf("%s: %s\n", c.Name, c.Bound.Judge(e.Interval))
	}
	// Output:
	// learns: holds
	// 1: both losses fail: holds
	// 2: the loss matters: holds
	// 3: ten grey levels matter: holds
}

// What a sweep over the paper's first scenario alone can be asked.
func ExampleComputable() {
	base := lab.PaperPlan(3)
	base.Scenarios = base.Scenarios[:1]
	can, cannot := verdict.Computable(design.OneAtATime("mine", base, design.Areas()))
	for _, c := range can {
		fmt.Println(c.Name)
	}
	for _, o := range cannot {
		fmt.Printf("not %s: %s\n", o.Name, o.Why)
	}
	// Output:
	// learns
	// 1: both losses fail
	// not 2: the loss matters: there is no result of CE in scenario 2, 180,160 → 150,190
	// not 3: ten grey levels matter: there is no result of CE in scenario 2, 180,160 → 150,190
}

// How the second conclusion answers to the depth of the spikes.
func ExampleResponses() {
	r, err := respond("spike depth")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, l := range r.Levels {
		fmt.Printf("%s: %.2f, %s, the protocol %t\n", l.Label, l.Estimates[2].Mean, l.States[2], i == r.Default)
	}
	// Output:
	// 0.2: 0.21, holds, the protocol false
	// 0.35: 0.52, holds, the protocol false
	// 0.5: 0.87, holds, the protocol true
	// 0.65: 0.00, fails, the protocol false
	// 0.8: 0.00, fails, the protocol false
}

// respond loads the response of the conclusions to a factor.
func respond(factor string) (verdict.FactorResponse, error) {
	s, err := design.Load(design.FactorSweep)
	if err != nil {
		return verdict.FactorResponse{}, err
	}
	all, err := verdict.Responses(s, factor)
	if err != nil {
		return verdict.FactorResponse{}, err
	}
	return all[0], nil
}

// Whether the shear of the images matters to a conclusion, and by how much at most.
func ExampleFactorResponse_Effects() {
	r, err := respond("shear")
	if err != nil {
		fmt.Println(err)
		return
	}
	effects, err := r.Effects()
	if err != nil {
		fmt.Println(err)
		return
	}
	e := effects[2]
	fmt.Println("shear", e.Importance)
	fmt.Printf("%s: %.2f\n", e.Levels[e.Largest].Label, e.Levels[e.Largest].Difference.Mean)
	// Output:
	// shear does not matter
	// 0.1: -0.01
}

// In how many cells the second conclusion holds when all choices are drawn at once:
// of all, and of those whose networks learn their training set.
func ExampleConclusion_Overall() {
	cube, err := design.Load(design.HypercubeSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	all := verdict.Conclusions()
	premise, c := all[0], all[2]
	overall, err := c.Overall(cube)
	if err != nil {
		fmt.Println(err)
		return
	}
	where, err := c.Where(premise, cube)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, share := range []verdict.Share{overall, where} {
		fmt.Printf("%s: %d of %d\n", share.Level, share.Hits, share.Total)
	}
	// Output:
	// all: 105 of 240
	// where learns: 30 of 101
}

// How much of the second conclusion's variance the input explains by itself.
func ExampleConclusion_Influences() {
	cube, err := design.Load(design.HypercubeSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	all, err := verdict.Conclusions()[2].Influences(cube, "input")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: η² %.2f, p %.4f\n", all[0].Factor, all[0].Ratio, all[0].P)
	for _, share := range all[0].ByLevel {
		fmt.Printf("%s: holds in %d of %d\n", share.Level, share.Hits, share.Total)
	}
	// Output:
	// input: η² 0.05, p 0.0030
	// 0 to 1: holds in 27 of 60
	// -1 to 1: holds in 15 of 60
	// training set standardised: holds in 30 of 60
	// 0 to 255: holds in 33 of 60
}
