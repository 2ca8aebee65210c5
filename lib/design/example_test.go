package design_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
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

// A factor of one's own: a field of the plan, and what it could be. The protocol's level
// is added where it belongs.
func ExampleNewFactor() {
	depth := design.NewFactor("spike depth", "of the radius", func(p *lab.Plan) *float64 { return &p.Config.SpikeDepth }, .3, .45, .6)
	sweep := design.OneAtATime("mine", lab.PaperPlan(3), depth)
	for _, c := range sweep.Cells {
		fmt.Println(c.Plan.Config.SpikeDepth, c, len(c.Plan.Jobs()), "networks")
	}
	for i, l := range sweep.Factors[0].Levels {
		fmt.Println(l.Label, i == sweep.Factors[0].Default(sweep.Base))
	}
	// Output:
	// 0.5 the protocol 15 networks
	// 0.3 spike depth = 0.3 15 networks
	// 0.45 spike depth = 0.45 15 networks
	// 0.6 spike depth = 0.6 15 networks
	// 0.3 false
	// 0.45 false
	// 0.5 true
	// 0.6 false
}

// A factor whose levels are no values of one field sets them, and tells them, itself.
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

// A sweep of one's own over a scenario of one's own: two small networks of cross-entropy,
// with and without noise, in a store of their own. What was trained once is read from the
// store the next time.
func ExampleSweep_Train() {
	dir, err := os.MkdirTemp("", "runs")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	store, err := runs.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	l := &lab.Lab{Store: store, Engine: "native", Workers: lab.Workers{
		Engines: 1, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil },
	}}
	base := lab.PaperPlan(1)
	base.Config.Side, base.Config.Samples, base.Config.Training, base.Protocol.Epochs = 16, 20, 16, 2
	base.Scenarios = []paper.Scenario{{Number: 4, Training: nodule.D(190, 130), Tests: []nodule.Distribution{nodule.D(190, 130)}, Losses: paper.Scenarios()[2].Losses}}
	noise := design.NewFactor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 0, 10)
	for range 2 {
		swept, err := design.OneAtATime("mine", base, noise).Train(context.Background(), l)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(len(swept.Results), "results of", swept.Rows()[0])
	}
	// Output:
	// 2 results of scenario 4, CE, 190,130 → 190,130
	// 2 results of scenario 4, CE, 190,130 → 190,130
}

// Results print as means, and are written as CSV.
func ExampleSwept_String() {
	s, err := design.Load(design.AreaSweep)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s)
	var table strings.Builder
	if err := s.WriteCSV(&table); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.String()[:strings.Index(table.String(), "\n")])
	// Output:
	// areas: mean accuracy over the seeds, by cell and test set
	//
	// scenario, loss     1, CE    1, CE    1, Contrast  1, Contrast  2, CE    2, CE    2, Contrast  2, Contrast  3, CE
	// training           150,150  150,150  150,150      150,150      180,160  180,160  180,160      180,160      180,150
	// test               130,170  170,130  130,170      170,130      150,190  190,150  150,190      190,150      150,190
	// the protocol       1.00     0.54     1.00         0.17         1.00     1.00     0.19         1.00         0.74
	// areas = equal      1.00     0.44     1.00         0.14         0.83     0.99     0.00         1.00         0.10
	// areas = exchanged  1.00     0.25     1.00         0.56         0.18     1.00     0.01         1.00         0.00
	//
	// cell,seed,scenario,loss,train,test,train_acc,val_acc,acc,se,sp
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
func ExampleSwept_OfCell() {
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
func ExampleSweep_CellWith() {
	sweep := design.OneAtATime("areas", lab.PaperPlan(1), design.Areas())
	for _, l := range design.Areas().Levels {
		cell, err := sweep.CellWith(design.Setting{Factor: "areas", Level: l.Label})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: cell %d\n", l.Label, cell)
	}
	// Output:
	// as derived: cell 0
	// equal: cell 1
	// exchanged: cell 2
}

// The sweeps by name, and how many networks each has, of those with looks at the first.
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
	// seeds: 1 cells, 300 networks
	// variance: 20 cells, 600 networks
	// factors: 75 cells, 4000 networks
	// difficulty: 8 cells, 650 networks
	// depth: 20 cells, 1250 networks
	// network: 16 cells, 1050 networks
	// remedies: 12 cells, 1200 networks
	// areas: 3 cells, 300 networks
	// hypercube: 240 cells, 1200 networks
}
