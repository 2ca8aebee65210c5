package design_test

import (
	"fmt"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// A factor at a level changes one thing of a plan.
func ExampleFactor_Level() {
	spikes, err := design.FactorByName("spikes")
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := spikes.Level("13")
	if err != nil {
		fmt.Println(err)
		return
	}
	plan := lab.PaperPlan(1)
	before := plan.Config.Spikes
	l.Set(&plan)
	fmt.Println(before, "to", plan.Config.Spikes)
	// Output: 9 to 13
}

// The level that the protocol has, among all that are tried.
func ExampleFactor_Default() {
	pooling, err := design.FactorByName("pooling")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, l := range pooling.Levels {
		fmt.Println(l.Label, i == pooling.Default(lab.PaperPlan(1)))
	}
	// Output:
	// average true
	// max false
}

// A factor of one's own is a name and some levels.
func ExampleFactor() {
	seeds := design.Factor{Name: "first seed", Levels: []design.Level{
		{Label: "1", Set: func(p *lab.Plan) { p.Seeds = []uint64{1} }, Is: func(p lab.Plan) bool { return p.Seeds[0] == 1 }},
		{Label: "9", Set: func(p *lab.Plan) { p.Seeds = []uint64{9} }, Is: func(p lab.Plan) bool { return p.Seeds[0] == 9 }},
	}}
	for _, c := range design.OneAtATime("mine", lab.PaperPlan(1), seeds).Cells {
		fmt.Println(c, c.Plan.Seeds)
	}
	// Output:
	// the protocol [1]
	// first seed = 9 [9]
}

// Every combination of two factors' levels; the last factor changes first.
func ExampleGrid() {
	var factors []design.Factor
	for _, name := range []string{"pooling", "edges"} {
		f, err := design.FactorByName(name)
		if err != nil {
			fmt.Println(err)
			return
		}
		factors = append(factors, f)
	}
	for _, c := range design.Grid("both", lab.PaperPlan(1), factors...).Cells {
		fmt.Println(c)
	}
	// Output:
	// the protocol
	// edges = hard
	// pooling = max
	// pooling = max, edges = hard
}

// In six cells each of three levels comes twice, each of two three times. The seed
// fixes which cells have it.
func ExampleLatinHypercube() {
	var factors []design.Factor
	for _, name := range []string{"rotation", "pooling"} {
		f, err := design.FactorByName(name)
		if err != nil {
			fmt.Println(err)
			return
		}
		factors = append(factors, f)
	}
	s, err := design.LatinHypercube("six", lab.PaperPlan(1), 6, 1, factors...)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range s.Cells {
		fmt.Println(c.Plan.Seeds, c)
	}
	// Output:
	// [1] rotation = 0.25, pooling = max
	// [2] the protocol
	// [3] pooling = max
	// [4] rotation = 0.25, pooling = max
	// [5] rotation = 0
	// [6] rotation = 0
}

// The stored results of a sweep, with what made them.
func ExampleLoad() {
	s, err := design.Load(design.AreaSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d cells, %d networks, %d results, by %s\n", len(s.Sweep.Cells), s.Manifest.Networks, len(s.Results), s.Manifest.Command)
	// Output: 3 cells, 300 networks, 540 results, by go run ./notebooks sweep -only areas
}

// Cross-entropy in scenario 2, tested where the intensities are exchanged: with the
// areas as derived, equal, and exchanged.
func ExampleStored_OfCell() {
	s, err := design.Load(design.AreaSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	row := paper.Table1()[4].Row
	for i, c := range s.Sweep.Cells {
		e := metrics.EstimateMean(results.Accuracies(results.OfRow(s.OfCell(i), row)))
		fmt.Printf("%s: %.2f over %d seeds\n", c, e.Mean, e.N)
	}
	// Output:
	// the protocol: 1.00 over 20 seeds
	// areas = equal: 0.83 over 20 seeds
	// areas = exchanged: 0.18 over 20 seeds
}

// The cell of a level, all else as in the protocol.
func ExampleStored_CellAt() {
	s, err := design.Load(design.AreaSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	areas := design.Areas()
	for level, l := range areas.Levels {
		fmt.Printf("%s: cell %d\n", l.Label, s.CellAt(areas, level))
	}
	// Output:
	// as derived: cell 0
	// equal: cell 1
	// exchanged: cell 2
}

// The sweeps by name, and how many networks each has.
func ExampleSweeps() {
	all, err := design.Sweeps()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range all {
		fmt.Printf("%s: %d cells, %d networks\n", s.Name, len(s.Cells), len(s.Jobs()))
	}
	// Output:
	// factors: 68 cells, 3400 networks
	// depth: 20 cells, 1000 networks
	// network: 16 cells, 800 networks
	// remedies: 12 cells, 1200 networks
	// areas: 3 cells, 300 networks
	// hypercube: 240 cells, 1200 networks
}
