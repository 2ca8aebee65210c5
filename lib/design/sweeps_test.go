package design

import (
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/lab"
)

func TestSweeps(t *testing.T) {
	all, err := Sweeps()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
		if again, err := SweepByName(s.Name); err != nil || len(again.Cells) != len(s.Cells) {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	if _, err := SweepByName("all of it"); err == nil || !strings.Contains(err.Error(), "want seeds, variance, factors") {
		t.Errorf("error %v", err)
	}
}

// Every sweep has its stored results, of the cells that it has now: what a sweep
// draws cannot change without them.
func TestEverySweepIsStored(t *testing.T) {
	all, err := Sweeps()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		stored, err := Load(s.Name)
		if err != nil {
			t.Error(err)
			continue
		}
		if m := stored.Manifest; m.Sweep != s.Name || m.Networks != len(stored.Sweep.Jobs()) || !strings.HasSuffix(m.Command, "-only "+s.Name) {
			t.Errorf("%s: manifest of %q, %d networks, %s", s.Name, m.Sweep, m.Networks, m.Command)
		}
	}
}

// Cells are found by the settings in which they differ from the base.
func TestCellWith(t *testing.T) {
	stored, err := Load(FactorSweep)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Factors() {
		for level, l := range f.Levels {
			want := f.Name + " = " + l.Label
			if level == f.Default(lab.PaperPlan(1)) {
				want = "the protocol"
			}
			if cell, err := stored.Sweep.CellWith(Setting{f.Name, l.Label}); err != nil || stored.Sweep.Cells[cell].String() != want {
				t.Errorf("%s is in cell %d, %v", want, cell, err)
			}
		}
	}
	grid, err := Load(NetworkSweep)
	if err != nil {
		t.Fatal(err)
	}
	// in whatever order they are given; one that the base has too changes nothing
	cell, err := grid.Sweep.CellWith(Setting{"input", "-1 to 1"}, Setting{"activation", "ReLU"}, Setting{"pooling", "average"})
	if err != nil || grid.Sweep.Cells[cell].String() != "activation = ReLU, input = -1 to 1" {
		t.Errorf("cell %d, %v", cell, err)
	}
	if cell, err := grid.Sweep.CellWith(); err != nil || grid.Sweep.Cells[cell].String() != "the protocol" {
		t.Errorf("without settings: cell %d, %v", cell, err)
	}
}

func TestCellWithRefuses(t *testing.T) {
	base := lab.PaperPlan(1)
	pooling, errPooling := FactorByName("pooling")
	input, errInput := FactorByName("input")
	if errPooling != nil || errInput != nil {
		t.Fatal(errPooling, errInput)
	}
	one := OneAtATime("one", base, pooling, input)
	for want, settings := range map[string][]Setting{
		`the sweep "one" does not vary "spikes": want "pooling" or "input"`:        {{"spikes", "5"}},
		`pooling "median": want "average" or "max"`:                                {{"pooling", "median"}},
		`the sweep "one" has no cell with pooling = max, input = -1 to 1 alone`:    {{"pooling", "max"}, {"input", "-1 to 1"}},
		`the sweep "one" has no cell with input = -1 to 1, input = 0 to 255 alone`: {{"input", "-1 to 1"}, {"input", "0 to 255"}},
	} {
		if cell, err := one.CellWith(settings...); err == nil || cell != -1 || !strings.Contains(err.Error(), want) {
			t.Errorf("cell %d, error %v, want %q", cell, err, want)
		}
	}
	if _, err := (Sweep{Name: "by hand", Cells: one.Cells}).CellWith(Setting{"pooling", "max"}); err == nil || !strings.Contains(err.Error(), `"by hand" has no factors`) {
		t.Errorf("error %v", err)
	}
}

// A cell has the results of its own seeds and rows, and no other cell's.
func TestOfCell(t *testing.T) {
	stored, err := Load(AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for i, c := range stored.Sweep.Cells {
		own := stored.OfCell(i)
		if len(own) != 9*len(c.Plan.Seeds) {
			t.Errorf("cell %d has %d results", i, len(own))
		}
		total += len(own)
	}
	if total != len(stored.Results) || stored.OfCell(len(stored.Sweep.Cells)) != nil {
		t.Errorf("%d results in cells, %d in all", total, len(stored.Results))
	}
}

// The files of a sweep are read as what was written.
func TestFilesComeBack(t *testing.T) {
	stored, err := Load(AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	files, err := Files(stored.Sweep, &lab.Lab{Engine: "native"}, stored.Results, map[string]string{"by": "a test"})
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	again, err := parse(stored.Sweep, files["areas.csv"], files["areas.json"])
	if err != nil || !reflect.DeepEqual(again.Results, stored.Results) {
		t.Errorf("came back otherwise: %v", err)
	}
	if m := again.Manifest; m.Engine != "native" || m.Made["by"] != "a test" || len(m.Sources) < 8 || m.Networks != stored.Manifest.Networks {
		t.Errorf("manifest %+v", m)
	}
}

func TestSweepsByNames(t *testing.T) {
	all, err := SweepsByNames("all")
	if err != nil || len(all) != 9 {
		t.Errorf("%d sweeps, %v", len(all), err)
	}
	two, err := SweepsByNames("areas,remedies")
	if err != nil || len(two) != 2 || two[0].Name != "areas" {
		t.Errorf("%v, %v", two, err)
	}
	for list, want := range map[string]string{
		"areas,weather": `sweep "weather": want seeds, variance, factors,`,
		"":              `sweep "": want seeds,`,
		"areas,":        `sweep "": want seeds,`,
		"areas,areas":   `sweep "areas" is given twice`,
	} {
		if _, err := SweepsByNames(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", list, err, want)
		}
	}
}
