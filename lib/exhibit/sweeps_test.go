package exhibit_test

import (
	"fmt"
	"log"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

func spikes() design.Factor {
	return design.NewFactor("spikes", "", func(p *lab.Plan) *int { return &p.Config.Spikes }, 5)
}

func noise() design.Factor {
	return design.NewFactor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 0, 20)
}

// planOf is a plan of some scenarios.
func planOf(seeds int, scenarios ...paper.Scenario) lab.Plan {
	p := lab.PaperPlan(seeds)
	p.Scenarios = scenarios
	return p
}

// madeUp gives a sweep results: in rows of the paper its own accuracies, otherwise .9, less
// .1 for each cell before and .02 for each seed before.
func madeUp(s design.Sweep) design.Swept {
	made := design.Swept{Sweep: s}
	for i, c := range s.Cells {
		for _, row := range paper.Rows(c.Plan.Scenarios) {
			scores := paper.Scores{Accuracy: .9}
			for _, p := range paper.Table1() {
				if p.Row == row {
					scores = p.Scores
				}
			}
			for _, seed := range c.Plan.Seeds {
				r := results.Result{Seed: seed, Row: row, TrainAccuracy: 1, Scores: scores}
				r.Accuracy = max(0, r.Accuracy-.1*float64(i)-.02*float64(seed-1))
				made.Results = append(made.Results, design.CellResult{Cell: i, Result: r})
			}
		}
	}
	return made
}

// ownScenario is one that the paper does not have, with two tests and CE.
func ownScenario() paper.Scenario {
	s := paper.Scenarios()[2]
	s.Number, s.Training, s.Tests = 4, nodule.D(190, 130), []nodule.Distribution{nodule.D(190, 130), nodule.D(130, 190)}
	return s
}

// A table has every cell and every test set, whatever the scenarios; what a cell has not
// is a dash that the caption explains.
func TestSweepTable(t *testing.T) {
	table := tableOf(t)(exhibit.SweepTable(madeUp(design.OneAtATime("mine", planOf(3, ownScenario()), noise()))))
	if got := strings.Join(table.Header, "; "); got != "cell; 4: 190,130 → 190,130, CE; 4: 190,130 → 130,190, CE" {
		t.Errorf("header %s", got)
	}
	if got := fmt.Sprint(table.Rows); got != "[[the protocol 0.88 [0.86, 0.90] 0.88 [0.86, 0.90]] [noise = 0 0.78 [0.76, 0.80] 0.78 [0.76, 0.80]] [noise = 20 0.68 [0.66, 0.70] 0.68 [0.66, 0.70]]]" {
		t.Errorf("rows %s", got)
	}
	if table.Caption != "Accuracy in the sweep “mine”: mean over seeds [95 % interval]" {
		t.Errorf("caption %q", table.Caption)
	}
	table = tableOf(t)(exhibit.SweepTable(load(t, design.RemedySweep)))
	if len(table.Rows) != 12 || len(table.Header) != 1+17 || !strings.Contains(fmt.Sprint(table.Rows), "–") || !strings.HasSuffix(table.Caption, "; –: the cell's plan has no such network") {
		t.Errorf("%d rows, header %q, caption %q", len(table.Rows), table.Header, table.Caption)
	}
	lacking := madeUp(design.OneAtATime("mine", planOf(3, ownScenario()), noise()))
	lacking.Results = lacking.Results[1:]
	if _, err := exhibit.SweepTable(lacking); err == nil || !strings.Contains(err.Error(), "0 results of seed 1") {
		t.Errorf("error %v", err)
	}
}

// A figure has a panel for each test, a line for each loss, and the numbers of its own
// cells; with one seed there is no interval.
func TestSweepFigure(t *testing.T) {
	both := ownScenario()
	both.Losses = paper.Scenarios()[0].Losses
	f, err := exhibit.SweepFigure(madeUp(design.OneAtATime("mine", planOf(3, both), noise())), "noise")
	want := "Means of accuracy with their intervals at 3 levels of noise (grey levels), in 2 panels; the protocol's level is 10." +
		" scenario 4: 190,130 → 190,130: CE 0.78 (0.76 to 0.80) at 0, 0.88 (0.86 to 0.90) at 10, 0.68 (0.66 to 0.70) at 20; Contrast 0.78"
	if err != nil || f.Title != "Accuracy by noise" || !strings.HasPrefix(f.Alt, want) {
		t.Errorf("%q: %q, want %q (%v)", f.Title, f.Alt, want, err)
	}
	if _, err := f.SVG(); err != nil {
		t.Error(err)
	}
	f, err = exhibit.SweepFigure(madeUp(design.OneAtATime("mine", planOf(1, both), noise())), "noise")
	if err != nil || !strings.Contains(f.Alt, "CE 0.80 at 0, 0.90 at 10, 0.70 at 20") {
		t.Errorf("of one seed: %q (%v)", f.Alt, err)
	}
}

// Of a grid the figure shows one row of cells, which the title names; the base's level is
// marked only in the base's.
func TestSweepFigureOfAGrid(t *testing.T) {
	edges := design.NewFactor("edges", "", func(p *lab.Plan) *bool { return &p.Config.HardEdges }, false, true)
	depth := design.NewFactor("depth", "", func(p *lab.Plan) *float64 { return &p.Config.SpikeDepth }, .3, .5)
	grid := madeUp(design.Grid("mine", planOf(2, ownScenario()), edges, depth))
	for want, fixed := range map[string][]design.Setting{
		"Accuracy by depth; the protocol's level is 0.5. CE 0.89 (0.88 to 0.90) at 0.3, 0.79":                        nil,
		"Accuracy by depth, true edges; the protocol's level is not among them. CE 0.69 (0.68 to 0.70) at 0.3, 0.59": {{Factor: "edges", Level: "true"}},
	} {
		f, err := exhibit.SweepFigure(grid, "depth", fixed...)
		parts := strings.Split(want, "; ")
		level, numbers, _ := strings.Cut(parts[1], ". CE ")
		if err != nil || f.Title != parts[0] || !strings.Contains(f.Alt, level+".") || !strings.Contains(f.Alt, ": CE "+numbers) {
			t.Errorf("%q: %q, want %q (%v)", f.Title, f.Alt, want, err)
		}
	}
	f, err := exhibit.SweepFigure(grid, "edges", design.Setting{Factor: "depth", Level: "0.3"})
	if err != nil || f.Title != "Accuracy by edges, depth = 0.3" {
		t.Errorf("%q, %v", f.Title, err)
	}
	for want, err := range map[string]error{
		`does not vary "noise": want "edges" or "depth"`: second(exhibit.SweepFigure(grid, "noise")),
		`depth "0.9": want "0.3" or "0.5"`:               second(exhibit.SweepFigure(grid, "edges", design.Setting{Factor: "depth", Level: "0.9"})),
		"no cell with image side = 16 alone":             second(exhibit.SweepFigure(load(t, design.HypercubeSweep), "image side")),
		"with 13 panels: want 1 to 12":                   second(exhibit.SweepFigure(madeUp(design.OneAtATime("mine", planOf(1, manyTests()), noise())), "noise")),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func manyTests() paper.Scenario {
	s := ownScenario()
	for i := range 11 {
		s.Tests = append(s.Tests, nodule.D(100+10*i, 200))
	}
	return s
}

// A loss that one level alone trains has a point there, and gaps beside it.
func TestSweepFigureOfLosses(t *testing.T) {
	f, err := exhibit.SweepFigure(load(t, design.RemedySweep), "loss of the encoder")
	if err != nil || strings.Count(f.Alt, "scenario ") != 5 || !strings.Contains(f.Alt, "Triplet none at Contrast, none at SupCon, ") {
		t.Errorf("%q, %v", f.Alt, err)
	}
}

// Of some of the paper's scenarios, the exhibits show the conclusions that can be
// computed, and name the others with what they lack.
func TestExhibitsOfSomeScenarios(t *testing.T) {
	single := madeUp(design.OneAtATime("mine", planOf(3, paper.Scenarios()[1:]...), spikes()))
	cube, err := design.LatinHypercube("cube", planOf(1, paper.Scenarios()[1:]...), 12, 1, spikes(), noise())
	if err != nil {
		t.Fatal(err)
	}
	all, grid := madeUp(cube), madeUp(design.Grid("grid", planOf(2, paper.Scenarios()[1:]...), noise(), design.NewFactor("spikes", "", func(p *lab.Plan) *int { return &p.Config.Spikes }, 5, 9)))
	const note = "Not computed, since the sweep has not what it takes: “1: both losses fail”: there is no result of CE in scenario 1, 150,150 → 170,130."
	for what, draw := range map[string]func() (figure.Figure, error){
		"Where the paper's conclusions hold (not computed: 1)":   func() (figure.Figure, error) { return exhibit.ConclusionFigure(single) },
		"How the conclusions answer to spikes (not computed: 1)": func() (figure.Figure, error) { return exhibit.DoseFigure(single) },
		"How the conclusions answer to choices of the reader (not computed: 1)": func() (figure.Figure, error) {
			return exhibit.GroupDoseFigure(single, design.ReaderGroup, 1)
		},
		"What single seeds show (not computed: 1)":    func() (figure.Figure, error) { return exhibit.JointFigure(single) },
		"What each choice can do (not computed: 1)":   func() (figure.Figure, error) { return exhibit.ImportanceFigure(single) },
		"Noise and spikes together (not computed: 1)": func() (figure.Figure, error) { return exhibit.PlaneFigure(grid, "noise", "spikes") },
	} {
		f, err := draw()
		if err != nil || f.Title != what || !strings.HasSuffix(f.Alt, " "+note) || !strings.Contains(f.Alt, "2: the loss matters") || strings.Contains(f.Alt, `"1: both`) {
			t.Errorf("%q, want %q: %q (%v)", f.Title, what, f.Alt, err)
		}
	}
	for what, write := range map[string]func() (string, error){
		"ImportanceText": func() (string, error) { return exhibit.ImportanceText(single) },
		"ExcludedText":   func() (string, error) { return exhibit.ExcludedText(single) },
		"CandidateText":  func() (string, error) { return exhibit.CandidateText(single) },
		"RobustnessText": func() (string, error) { return exhibit.RobustnessText(single, all) },
		"InfluenceText":  func() (string, error) { return exhibit.InfluenceText(all) },
		"JointText":      func() (string, error) { return exhibit.JointText(single) },
		"JointCubeText":  func() (string, error) { return exhibit.JointCubeText(all) },
	} {
		text, err := write()
		if err != nil || !strings.HasSuffix(text, "\n- "+note+"\n") || strings.Contains(text, "**1:") {
			t.Errorf("%s: %s, %v", what, text, err)
		}
	}
	for i, make := range []func() (exhibit.Table, error){
		func() (exhibit.Table, error) { return exhibit.ImportanceTable(single, design.ReaderGroup) },
		func() (exhibit.Table, error) { return exhibit.HypercubeTable(all) },
	} {
		table, err := make()
		if err != nil || !strings.HasSuffix(table.Caption, ". "+note) || strings.Contains(fmt.Sprint(table.Header, table.Rows), "1: both") {
			t.Errorf("table %d: %+v, %v", i, table, err)
		}
	}
	if _, err := exhibit.InfluenceTable(all, 1); err == nil || !strings.Contains(err.Error(), "there is no result of CE in scenario 1") {
		t.Errorf("error %v", err)
	}
	if table, err := exhibit.InfluenceTable(all, 2); err != nil || len(table.Rows) != 2 {
		t.Errorf("of two factors: %+v, %v", table, err)
	}
}

// One conclusion, or two, are not called three.
func TestCandidatesAreCounted(t *testing.T) {
	scenarios := paper.Scenarios()
	for want, some := range map[string][]paper.Scenario{
		"- **All three conclusions hold** at: the protocol": scenarios,
		"- **Both conclusions hold** at: ":                  scenarios[1:],
		"- **The one conclusion holds** at: ":               scenarios[:1],
	} {
		text, err := exhibit.CandidateText(madeUp(design.OneAtATime("mine", planOf(3, some...), spikes())))
		if err != nil || !strings.HasPrefix(text, want) {
			t.Errorf("%s, want %q (%v)", text, want, err)
		}
	}
}

// A sweep that answers none of the paper's conclusions is no empty figure: the error says
// why, and what shows it.
func TestExhibitsOfOtherScenarios(t *testing.T) {
	own := madeUp(design.OneAtATime("mine", planOf(3, ownScenario()), spikes()))
	one, err := design.LatinHypercube("mine", planOf(1, ownScenario()), 4, 1, spikes())
	if err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"ConclusionFigure": second(exhibit.ConclusionFigure(own)), "DoseFigure": second(exhibit.DoseFigure(own, "spikes")), "ImportanceFigure": second(exhibit.ImportanceFigure(own)),
		"GroupDoseFigure": second(exhibit.GroupDoseFigure(own, design.ReaderGroup, 1)), "ImportanceTable": second(exhibit.ImportanceTable(own, design.ReaderGroup)),
		"ImportanceText": second(exhibit.ImportanceText(own)), "ExcludedText": second(exhibit.ExcludedText(own)), "CandidateText": second(exhibit.CandidateText(own)),
		"RobustnessText": second(exhibit.RobustnessText(own, own)), "HypercubeTable": second(exhibit.HypercubeTable(madeUp(one))), "JointFigure": second(exhibit.JointFigure(own)),
		"JointText": second(exhibit.JointText(own)), "JointCubeText": second(exhibit.JointCubeText(madeUp(one))), "InfluenceText": second(exhibit.InfluenceText(madeUp(one))),
	} {
		if err == nil || !strings.Contains(err.Error(), `the sweep "mine" answers none of the paper's conclusions (“1: both losses fail”: there is no result of CE in scenario 1`) || !strings.Contains(err.Error(), "SweepFigure and SweepTable") {
			t.Errorf("%s: error %v", what, err)
		}
	}
	lacking := own
	lacking.Results = slices.Clone(own.Results)[:3]
	for what, err := range map[string]error{
		"ConclusionFigure": second(exhibit.ConclusionFigure(lacking)), "HypercubeTable": second(exhibit.HypercubeTable(lacking)),
		"InfluenceTable": second(exhibit.InfluenceTable(lacking, 1)), "SweepFigure": second(exhibit.SweepFigure(lacking, "spikes")),
		"PlaneFigure": second(exhibit.PlaneFigure(lacking, "spikes", "spikes")),
	} {
		if err == nil || !strings.Contains(err.Error(), "results of seed") {
			t.Errorf("%s of a part of the results: error %v", what, err)
		}
	}
}

// The accuracy of the stored sweep of areas in the opposite test of scenario 2.
func ExampleSweepTable() {
	stored, err := design.Load(design.AreaSweep)
	if err != nil {
		log.Fatal(err)
	}
	table, err := exhibit.SweepTable(stored)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(table.Header[5])
	for _, row := range table.Rows {
		fmt.Printf("%s: %s\n", row[0], row[5])
	}
	// Output:
	// 2: 180,160 → 150,190, CE
	// the protocol: 1.00 [1.00, 1.00]
	// areas = equal: 0.83 [0.68, 0.93]
	// areas = exchanged: 0.18 [0.08, 0.44]
}

// How accuracy answers to the areas, in words.
func ExampleSweepFigure() {
	stored, err := design.Load(design.AreaSweep)
	if err != nil {
		log.Fatal(err)
	}
	f, err := exhibit.SweepFigure(stored, "areas")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.Title)
	fmt.Println(strings.SplitAfter(f.Alt, ".")[0])
	// Output:
	// Accuracy by areas
	// Means of accuracy with their intervals at 3 levels of areas, in 5 panels; the protocol's level is as derived.
}
