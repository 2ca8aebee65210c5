package verdict_test

import (
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// ofLoss are results of one loss in scenario 3, one a seed.
func ofLoss(name string, of func(seed int) float64, seeds int) []results.Result {
	var rs []results.Result
	for seed := range seeds {
		row := paper.Row{Scenario: 3, Loss: loss.Name(name), Training: nodule.D(180, 150), Test: nodule.D(150, 190)}
		rs = append(rs, results.Result{Seed: uint64(seed + 1), Row: row, TrainAccuracy: 1, Scores: paper.Scores{Accuracy: of(seed)}})
	}
	return rs
}

func TestJudgeRestorations(t *testing.T) {
	level := func(a float64) func(int) float64 {
		return func(seed int) float64 { return a + .005*float64(seed%5) }
	}
	mixed := func(seed int) float64 { return []float64{1, .7}[seed%2] }
	for name, test := range map[string]struct {
		ce, own func(int) float64
		seeds   int
		want    verdict.Outcome
		share   float64
	}{
		"restored":              {level(.6), level(.95), 20, verdict.Holds, 1},
		"better, not restored":  {level(.6), level(.8), 20, verdict.Fails, 0},
		"worse":                 {level(.6), level(.2), 20, verdict.Fails, 0},
		"some seeds":            {level(.6), mixed, 20, verdict.Undecided, .5},
		"too few seeds":         {level(.6), level(.95), 19, verdict.Undecided, 1},
		"not shown to differ":   {func(seed int) float64 { return []float64{.95, .95, .95, .4, .95}[seed%5] }, level(.92), 20, verdict.Undecided, 1},
		"no failure to restore": {level(.95), level(.97), 20, -1, 0},
	} {
		rs := append(ofLoss("CE", test.ce, test.seeds), ofLoss("mine", test.own, test.seeds)...)
		got, err := verdict.JudgeRestorations(rs)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if test.want < 0 {
			if len(got) != 0 {
				t.Errorf("%s: %+v, want nothing to judge", name, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Outcome != test.want || got[0].Share != test.share {
			t.Errorf("%s: %+v, want %s in a share of %g", name, got, test.want, test.share)
		}
	}
	if _, err := verdict.JudgeRestorations(ofLoss("CE", level(.6), 20)); err == nil || !strings.Contains(err.Error(), "want results of CE and of another loss") {
		t.Errorf("cross-entropy alone: %v", err)
	}
	lacking := append(ofLoss("CE", level(.6), 20), ofLoss("mine", level(.9), 19)...)
	if _, err := verdict.JudgeRestorations(lacking); err == nil || !strings.Contains(err.Error(), "20") {
		t.Errorf("a seed without its pair: %v", err)
	}
}
