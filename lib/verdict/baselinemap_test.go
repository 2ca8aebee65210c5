package verdict_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/baseline"
	"nodulelab/lib/design"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// With a baseline in the place of a loss the same is asked, by the same bounds.
func TestBaselineConclusions(t *testing.T) {
	name := baseline.Names()[1]
	var rs []results.Result
	add := func(l loss.Name, scenario int, test nodule.Distribution, training, accuracy float64) {
		s := paper.Scenarios()[scenario-1]
		rs = append(rs, results.Result{Seed: 1, Row: paper.Row{Scenario: scenario, Training: s.Training, Test: test, Loss: l}, TrainAccuracy: training, Scores: paper.Scores{Accuracy: accuracy}})
	}
	add(loss.CE, 2, nodule.D(150, 190), .6, .97) // its training is not asked
	add(loss.Contrast, 1, nodule.D(170, 130), .5, .2)
	add(name, 1, nodule.D(170, 130), 1, .3)
	add(name, 1, nodule.D(130, 170), 1, .9)
	add(name, 2, nodule.D(150, 190), .98, .4)
	add(name, 3, nodule.D(150, 190), .99, .1)
	own, networks := verdict.BaselineConclusions(name), verdict.Conclusions()
	for i, want := range []float64{.98, .3, .57, .3} {
		got := own[i].Values(rs)
		if len(got) != 1 || math.Abs(got[0]-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", own[i].Name, got, want)
		}
		if own[i].Bound != networks[i].Bound || own[i].Paper != networks[i].Paper {
			t.Errorf("%s: %s, networks %s", own[i].Name, own[i].Bound, networks[i].Bound)
		}
	}
	if v := own[2].Values(rs[1:]); len(v) != 1 || !math.IsNaN(v[0]) {
		t.Errorf("without networks the second conclusion is %v", v)
	}
}

// The stored map: every level of the data has an estimate from the seeds that networks and
// baselines share, and the protocol's is that of its cell.
func TestBaselineResponses(t *testing.T) {
	networks, err := design.Load(design.FactorSweep)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := baseline.Load()
	if err != nil {
		t.Fatal(err)
	}
	name := baseline.Names()[0]
	all, err := verdict.BaselineResponses(networks, stored, name)
	if err != nil || len(all) != len(stored.Sweep.Factors) {
		t.Fatalf("%d factors, %v", len(all), err)
	}
	at := verdict.BaselineConclusions(name)[1].Values(stored.OfCell(0))
	for _, r := range all {
		for i, l := range r.Levels {
			for k, e := range l.Estimates {
				if e.N != len(at) || math.IsNaN(e.Mean) {
					t.Errorf("%s = %s, conclusion %d: %s", r.Factor.Name, l.Label, k, e)
				}
			}
			var sum float64
			for _, v := range at {
				sum += v / float64(len(at))
			}
			if i == r.Default && math.Abs(l.Estimates[1].Mean-sum) > 1e-9 {
				t.Errorf("%s at the protocol: %s, want %.4f", r.Factor.Name, l.Estimates[1], sum)
			}
		}
	}
	few := networks
	few.Sweep.Cells = few.Sweep.Cells[:3]
	if _, err := verdict.BaselineResponses(few, stored, name); err == nil || !strings.Contains(err.Error(), "networks beside the baselines") {
		t.Errorf("levels that networks lack: %v", err)
	}
	other := networks
	other.Results = slices.Clone(networks.Results)
	for i := range other.Results {
		other.Results[i].Seed += 100
	}
	if _, err := verdict.BaselineResponses(other, stored, name); err == nil || !strings.Contains(err.Error(), "no seed in common") {
		t.Errorf("other seeds: %v", err)
	}
	stored.Results = stored.Results[1:]
	if _, err := verdict.BaselineResponses(networks, stored, name); err == nil {
		t.Error("results that are missing were not missed")
	}
}
