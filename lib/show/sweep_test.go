package show_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/show"
)

// tiny is a plan of two seeds over a scenario that the paper does not have, trained in no
// time.
func tiny() lab.Plan {
	p := lab.PaperPlan(2)
	p.Config.Side, p.Config.Samples, p.Config.Training, p.Protocol.Epochs = 16, 20, 16, 2
	own := paper.Scenarios()[2]
	own.Number, own.Training, own.Tests = 4, nodule.D(190, 130), []nodule.Distribution{nodule.D(190, 130), nodule.D(130, 190)}
	p.Scenarios = []paper.Scenario{own}
	return p
}

func init() {
	cells["sweep"] = func() {
		noise := design.NewFactor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 0, 20)
		swept := show.Sweep(design.OneAtATime("mine", tiny(), noise))
		show.Table(exhibit.SweepTable(swept))
		show.Figure(exhibit.SweepFigure(swept, "noise"))
		fmt.Print(swept)
	}
	cells["wrong sweep"] = func() {
		noise := design.NewFactor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 20, 20)
		show.Sweep(design.OneAtATime("mine", tiny(), noise))
	}
}

// A cell trains a sweep; run again it reads all from the store and shows the same.
func TestSweep(t *testing.T) {
	environ := []string{"NODULELAB_RUNS=" + t.TempDir(), "NODULELAB_ENGINE=native"}
	first, second := run(t, "sweep", environ...), run(t, "sweep", environ...)
	if first.err != nil || second.err != nil {
		t.Fatalf("%v: %s; %v: %s", first.err, first.stderr, second.err, second.stderr)
	}
	before, again := shownIn(first), shownIn(second)
	if len(before) != 2 || strings.Join(again, "\n") != strings.Join(before, "\n") {
		t.Errorf("first\n%q\nthen\n%q", before, again)
	}
	for i, want := range []string{`<th scope="row">noise = 20</th>`, `<figure><img alt="Means of accuracy with their intervals at 3 levels of noise`} {
		if !strings.Contains(before[i], want) {
			t.Errorf("%q lacks %q", before[i], want)
		}
	}
}

// shownIn are the texts that a cell shows, but for its progress.
func shownIn(s shown) []string {
	var all []string
	for _, d := range s.displays {
		if d.DisplayID == "" {
			all = append(all, text(d))
		}
	}
	return all
}

// What is wrong with a sweep ends the cell before anything is trained.
func TestWrongSweep(t *testing.T) {
	s := run(t, "wrong sweep", "NODULELAB_RUNS="+t.TempDir(), "NODULELAB_ENGINE=native")
	if s.err == nil || !strings.Contains(s.stderr, `the factor "noise" has the level "20" twice`) || len(s.displays) != 0 {
		t.Errorf("ended with %v, stderr %q, %d displays", s.err, s.stderr, len(s.displays))
	}
}

// The stored sweeps are shown as those of one's own: here is where the paper's second
// conclusion holds in one of them.
func ExampleMust_sweep() {
	stored := show.Must(design.Load(design.AreaSweep))
	show.Figure(exhibit.ConclusionFigure(stored))
	fmt.Println(stored.Sweep.Cells[1])
	// Output: areas = equal
}
