package exhibit_test

import (
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// spoilt is a sweep of three levels of the spikes and two of the edges, three seeds each,
// with the paper's accuracies, in which every conclusion holds but where something is done
// to the results of a cell: 0 is the protocol, then spikes 5 and 7, and hard edges.
func spoilt(change func(cell int, r *results.Result)) design.Swept { return spoiltOver(3, change) }

// spoiltOver is the same over more seeds.
func spoiltOver(seeds int, change func(cell int, r *results.Result)) design.Swept {
	levels := design.NewFactor("spikes", "", func(p *lab.Plan) *int { return &p.Config.Spikes }, 5, 7)
	edges := design.NewFactor("edges", "", func(p *lab.Plan) *bool { return &p.Config.HardEdges }, true)
	s := madeUp(design.OneAtATime("mine", planOf(seeds, paper.Scenarios()...), levels, edges))
	for i := range s.Results {
		r := &s.Results[i]
		for _, p := range paper.Table1() {
			if p.Row == r.Row {
				r.Accuracy = p.Accuracy
			}
		}
		change(r.Cell, &r.Result)
	}
	return s
}

// fail makes cross-entropy fail in scenario 2, so that conclusions 2 and 3 do.
func fail(r *results.Result) {
	if r.Scenario == 2 && r.Loss == loss.CE {
		r.Accuracy = .3
	}
}

// Levels are counted by seeds: all of them, some of them, none, and those that do not learn.
func TestJointText(t *testing.T) {
	mixed := spoilt(func(cell int, r *results.Result) {
		if cell == 1 || cell == 2 && r.Seed > 1 {
			fail(r)
		}
		if cell == 3 || cell == 0 && r.Seed == 2 {
			r.TrainAccuracy = .5
		}
	})
	for want, s := range map[string]design.Swept{
		"- **At the protocol** 2 of 3 seeds learn their training set; all three conclusions hold at once in 2 of these 2 (a share of 1.00, 95 % score interval 0.34 to 1.00).\n" +
			"- **At the 3 other levels**, of the seeds that learn: all three conclusions hold at once in more than half of them at none, most often at *spikes 7* (1 of 3); in none of them at 1: *spikes 5*. No seed learns at *edges true*.\n": mixed,
		"- **At the protocol** 3 of 3 seeds learn their training set; all three conclusions hold at once in 3 of these 3 (a share of 1.00, 95 % score interval 0.44 to 1.00).\n" +
			"- **At the 3 other levels**, of the seeds that learn: all three conclusions hold at once in more than half of them at 3: *spikes 5* (3 of 3), *spikes 7* (3 of 3), *edges true* (3 of 3); in none of them at no level.\n": spoilt(func(int, *results.Result) {}),
		"- **At the protocol** 3 of 3 seeds learn their training set; all three conclusions hold at once in 0 of these 3 (a share of 0.00, 95 % score interval 0.00 to 0.56).\n" +
			"- **At the 3 other levels**, of the seeds that learn: all three conclusions hold at once in more than half of them at none; in none of them at 3: *spikes 5*, *spikes 7*, *edges true*.\n": spoilt(func(_ int, r *results.Result) { fail(r) }),
		"- **At the protocol** 0 of 3 seeds learn their training set.\n- **At the 3 other levels**, of the seeds that learn: all three conclusions hold at once in more than half of them at none; in none of them at no level. No seed learns at *spikes 5*": spoilt(func(_ int, r *results.Result) { r.TrainAccuracy = .5 }),
	} {
		if text := textOf(t)(exhibit.JointText(s)); !strings.HasPrefix(text, want) {
			t.Errorf("%q, want %q", text, want)
		}
	}
	f, err := exhibit.JointFigure(mixed)
	drawn(t, f, err, "The share of single seeds that show each of 4 conclusions, and all at once, at 5 levels of the factors.",
		" learns: shown by most in 4, shown by none in 1, shown by some in 0 of 5. Shown by none at edges true (0.00).",
		" 2: the loss matters: shown by most in 3, shown by none in 1, shown by some in 1 of 5. Shown by none at spikes 5 (0.00). Shown by some at spikes 7 (0.33).",
		" all at once, if it learns: shown by most in 2, shown by none in 1, shown by some in 1 of 4, missing in 1. Shown by none at spikes 5 (0.00). Shown by some at spikes 7 (0.33).")
}

// A level is excluded by its seeds, not by its mean.
func TestExcludedBySeeds(t *testing.T) {
	text := textOf(t)(exhibit.ExcludedText(spoilt(func(cell int, r *results.Result) {
		if cell == 1 || cell == 2 && r.Seed > 1 {
			fail(r)
		}
	})))
	for _, want := range []string{
		"- **1: both losses fail**: at every level some seed shows it.\n",
		"- **2: the loss matters**: no seed shows it with *spikes 5* (0 of 3).",
		"- **3: ten grey levels matter**: no seed shows it with *spikes 5* (0 of 3).",
		"- Where 0 of 3 seeds show a conclusion, at most 0.63 of single runs do (95 % confidence, for each level by itself).\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not say %q", text, want)
		}
	}
	if none := textOf(t)(exhibit.ExcludedText(spoilt(func(int, *results.Result) {}))); strings.Contains(none, "Where 0 of") || strings.Count(none, "at every level some seed shows it.") != 3 {
		t.Errorf("%q", none)
	}
}

// What the mean denies, single seeds may show: one of 20 does.
func TestExcludedDespiteTheMean(t *testing.T) {
	text := textOf(t)(exhibit.ExcludedText(spoiltOver(20, func(cell int, r *results.Result) {
		if cell != 2 && r.Seed > 1 {
			fail(r)
		}
	})))
	want := "- **3: ten grey levels matter**: at every level some seed shows it. By its mean it fails, though single seeds show it, with the protocol (1 of 20), *spikes 5* (1 of 20), *edges true* (1 of 20).\n"
	if !strings.Contains(text, want) || strings.Contains(text, "Where 0 of") {
		t.Errorf("%q does not say %q", text, want)
	}
}

// A hypercube's cells are counted.
func TestJointCubeText(t *testing.T) {
	cube, err := design.LatinHypercube("cube", planOf(1, paper.Scenarios()...), 12, 1, spikes(), noise())
	if err != nil {
		t.Fatal(err)
	}
	s := madeUp(cube)
	for i := range s.Results {
		r := &s.Results[i]
		if r.Accuracy = .9; r.Row.Loss == loss.Contrast || r.Row.Scenario != 2 {
			r.Accuracy = .3
		}
		if r.Cell < 4 {
			fail(&r.Result)
		}
		if r.Cell == 0 || r.Cell > 9 {
			r.TrainAccuracy = .5
		}
	}
	want := "- **With all choices drawn at random** 9 of 12 cells learn their training set; all three conclusions hold at once in 6 of these 9 (a share of 0.67, 95 % score interval 0.35 to 0.88).\n"
	if text := textOf(t)(exhibit.JointCubeText(s)); text != want {
		t.Errorf("%q, want %q", text, want)
	}
	for i := range s.Results {
		s.Results[i].TrainAccuracy = .5
	}
	if text := textOf(t)(exhibit.JointCubeText(s)); text != "- **With all choices drawn at random** 0 of 12 cells learn their training set.\n" {
		t.Errorf("%q", text)
	}
}
