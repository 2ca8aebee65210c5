package exhibit_test

import (
	"strconv"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// What notebook 05 says in words is what the stored results say. If they are made
// again and a line of this fails, the notebook's words have to change.
func TestWordsOfOpenQuestions(t *testing.T) {
	s := load(t, design.FactorSweep)
	one := func(name string) verdict.FactorResponse {
		r, err := verdict.Responses(s, name)
		if err != nil {
			t.Fatal(err)
		}
		return r[0]
	}
	t.Run("with deep spikes both losses find the shape", func(t *testing.T) {
		for _, l := range one("spike depth").Levels[3:] {
			if l.States[2] != verdict.Fails {
				t.Errorf("at %s the loss %s", l.Label, l.States[2])
			}
		}
		for _, loss := range []loss.Name{loss.CE, loss.Contrast} {
			row := paper.Row{Scenario: 2, Training: nodule.D(180, 160), Test: nodule.D(150, 190), Loss: loss}
			e := metrics.EstimateMean(results.Accuracies(results.OfRow(s.OfCell(cell(t, s, "spike depth = 0.8")), row)))
			if !(e.Low > verdict.Holding) {
				t.Errorf("%s has %v", loss, e)
			}
		}
	})
	t.Run("the input moves all three conclusions", func(t *testing.T) {
		for i, e := range effects(t, one("input"))[1:] {
			if e.Importance != verdict.MovesIt && e.Importance != verdict.FlipsIt {
				t.Errorf("conclusion %d: %s", i+1, e.Importance)
			}
		}
	})
	t.Run("what the contrastive loss alone knows leaves scenario 3 as it is", func(t *testing.T) {
		for _, name := range []string{"pairs", "margin", "stage 2 rate"} {
			for _, l := range effects(t, one(name))[3].Levels {
				if l.Difference.Mean != 0 || l.Difference.SD != 0 {
					t.Errorf("%s %s: %v", name, l.Label, l.Difference)
				}
			}
		}
	})
	t.Run("somewhere all conclusions hold", func(t *testing.T) {
		text, err := exhibit.CandidateText(s)
		if err != nil || strings.Contains(text, "hold** at: none") {
			t.Errorf("%s, %v", text, err)
		}
	})
	t.Run("some choices do not matter to any", func(t *testing.T) {
		for _, name := range []string{"noise lies", "shear"} {
			for i, e := range effects(t, one(name))[1:] {
				if e.Importance != verdict.Immaterial {
					t.Errorf("%s, conclusion %d: %s", name, i+1, e.Importance)
				}
			}
		}
	})
}

func load(t *testing.T, sweep string) design.Swept {
	t.Helper()
	s, err := design.Load(sweep)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cell is the number of the cell with a name.
func cell(t *testing.T, s design.Swept, name string) int {
	t.Helper()
	for i, c := range s.Sweep.Cells {
		if c.String() == name {
			return i
		}
	}
	t.Fatalf("no cell %q", name)
	return 0
}

func effects(t *testing.T, r verdict.FactorResponse) []verdict.FactorEffect {
	t.Helper()
	e, err := r.Effects()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Every exhibit of choices can be made, has as many rows as it should, and says
// what is wrong with what it is asked.
func TestChoices(t *testing.T) {
	if got := len(tableOf(t)(exhibit.ChoiceTable()).Rows); got != len(design.Factors()) {
		t.Errorf("%d choices, want %d", got, len(design.Factors()))
	}
	for _, r := range tableOf(t)(exhibit.ChoiceTable()).Rows {
		if strings.Count(r[3], "[") != 1 {
			t.Errorf("%s: levels %s, want one in brackets", r[0], r[3])
		}
	}
	if got := len(tableOf(t)(exhibit.ConclusionTable()).Rows); got != len(verdict.Conclusions()) {
		t.Errorf("%d conclusions", got)
	}
	single, network, cube := load(t, design.FactorSweep), load(t, design.NetworkSweep), load(t, design.HypercubeSweep)
	for want, err := range map[string]error{
		`no factors of "weather": want data, network, training`: second(exhibit.ImportanceTable(single, "weather")),
		`no factors of "reader"`:                                second(exhibit.GroupDoseFigure(single, design.ReaderGroup, 1)),
		"part 4 of the choices of the data: want 1 to 3":        second(exhibit.GroupDoseFigure(single, design.DataGroup, 4)),
		"part 0 of the choices":                                 second(exhibit.GroupDoseFigure(single, design.DataGroup, 0)),
		`"factors" does not vary "weather"`:                     second(exhibit.DoseFigure(single, "weather")),
		"with 34 factors: want 1 to 10":                         second(exhibit.DoseFigure(single)),
		`pooling "median": want "average" or "max"`:             second(exhibit.PlaneFigure(network, "activation", "input", design.Setting{Factor: "pooling", Level: "median"})),
		"has no cell with":                                      second(exhibit.PlaneFigure(single, "activation", "input")),
		`"network" does not vary "spikes"`:                      second(exhibit.PlaneFigure(network, "activation", "spikes")),
		"scenario 4: want 1 to 3":                               second(exhibit.InfluenceTable(cube, 4)),
		"want one seed a cell":                                  second(exhibit.InfluenceTable(single, 1)),
		"has results of 60 seeds":                               second(exhibit.HypercubeTable(single)),
		`sweep "hope"`:                                          second(exhibit.RemedyTable("hope")),
		"has no cell with image side = 16 alone":                second(exhibit.ConclusionFigure(cube)),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// The words name as decisive what the tables have below the level, and nothing else.
func TestDecisive(t *testing.T) {
	text, err := exhibit.InfluenceText(load(t, design.HypercubeSweep))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for scenario := 1; scenario <= 3; scenario++ {
		table, err := exhibit.InfluenceTable(load(t, design.HypercubeSweep), scenario)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range table.Rows {
			p, err := strconv.ParseFloat(strings.TrimPrefix(r[2], "<\u00a0"), 64)
			if err != nil {
				t.Fatal(err)
			}
			if named := strings.Contains(lines[scenario-1], r[0]+" (η²"); named != (p < results.Significant) {
				t.Errorf("scenario %d: %s has p %s, and is named: %t", scenario, r[0], r[2], named)
			}
		}
	}
}

func TestFiguresOfChoices(t *testing.T) {
	if testing.Short() {
		t.Skip("judges every cell of every sweep")
	}
	f, err := exhibit.ConclusionFigure(load(t, design.FactorSweep))
	if err != nil || !strings.Contains(f.Alt, "spike depth") {
		t.Errorf("map: %v, %s", err, f.Alt)
	}
	if f, err = exhibit.GroupDoseFigure(load(t, design.FactorSweep), design.NetworkGroup, 1); err != nil || !strings.Contains(f.Alt, "pooling") {
		t.Errorf("responses: %v, %s", err, f.Alt)
	}
	if f, err = exhibit.PlaneFigure(load(t, design.DepthSweep), "spike depth", "input"); err != nil || !strings.Contains(f.Alt, "spike depth") {
		t.Errorf("plane: %v, %s", err, f.Alt)
	}
	if f, err = exhibit.PlaneFigure(load(t, design.NetworkSweep), "activation", "input", design.Setting{Factor: "pooling", Level: "max"}); err != nil || !strings.Contains(f.Alt, "ReLU") {
		t.Errorf("plane: %v, %s", err, f.Alt)
	}
	table, err := exhibit.RemedyTable(design.RemedySweep)
	if err != nil || len(table.Rows) != len(load(t, design.RemedySweep).Sweep.Cells) {
		t.Errorf("remedies: %v, %d rows", err, len(table.Rows))
	}
}
