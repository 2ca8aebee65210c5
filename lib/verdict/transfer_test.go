package verdict

import (
	"math"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/transfer"
)

// transferred is a study of one cell with 20 seeds of one accuracy each, in 100 decisions.
func transferred(t *testing.T, right func(seed int) int) transfer.Found {
	t.Helper()
	s, err := transfer.Paper()
	if err != nil {
		t.Fatal(err)
	}
	f := transfer.Found{Study: s}
	for seed := 1; seed <= 20; seed++ {
		d := make(transfer.Decisions, 100)
		for i := range right(seed) {
			d[i] = true
		}
		f.Outcomes = append(f.Outcomes, transfer.Outcome{Job: transfer.Job{Scenario: 2, By: loss.CE, Seed: uint64(seed)}, Tests: []transfer.Decisions{d}})
	}
	return f
}

func TestJudgeTransfer(t *testing.T) {
	for name, test := range map[string]struct {
		right        func(seed int) int
		want         Outcome
		holds, fails int
	}{
		"holds":     {func(seed int) int { return 85 + seed%3 }, Holds, 20, 0},
		"fails":     {func(seed int) int { return 40 + seed%3 }, Fails, 0, 20},
		"between":   {func(seed int) int { return 60 + seed%3 }, Undecided, 0, 0},
		"bimodal":   {func(seed int) int { return 10 + 80*(seed%2) }, Undecided, 10, 10},
		"the bound": {func(int) int { return 80 }, Holds, 20, 0},
		"a coin":    {func(int) int { return 50 }, Fails, 0, 20},
	} {
		f := transferred(t, test.right)
		got, err := JudgeTransfer(f, f.Study.Cells[0], 2, loss.CE, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got.Outcome != test.want || got.Holds.Hits != test.holds || got.Fails.Hits != test.fails || len(got.Seeds) != 20 {
			t.Errorf("%s: %v, %v hold, %v fail", name, got.Outcome, got.Holds, got.Fails)
		}
	}
	f := transferred(t, func(int) int { return 85 })
	f.Outcomes = f.Outcomes[:19]
	if got, err := JudgeTransfer(f, f.Study.Cells[0], 2, loss.CE, 0); err != nil || got.Outcome != Undecided {
		t.Errorf("19 seeds: %v, %v; want undecided", got.Outcome, err)
	}
	if _, err := JudgeTransfer(f, f.Study.Cells[1], 2, loss.CE, 0); err == nil {
		t.Error("a cell without outcomes is judged")
	}
}

// Between two drawn shapes the curve is a straight line; beyond them it is level.
func TestCurve(t *testing.T) {
	place := func(x, y, half float64) Place {
		return Place{Learnable: metrics.Estimate{Mean: x}, Misled: metrics.Estimate{Mean: y, Interval: metrics.Interval{Low: y - half, High: y + half}}}
	}
	c := CurveOf([]Place{place(.9, .8, 0), place(.5, 0, 0)})
	for x, want := range map[float64]float64{.4: 0, .5: 0, .7: .4, .9: .8, 1: .8} {
		if got := c.At(x); math.Abs(got-want) > 1e-12 {
			t.Errorf("at %v the curve is %v, want %v", x, got, want)
		}
	}
	for y, want := range map[float64]Outcome{.45: Holds, .6: Fails, .5: Undecided} {
		if got, err := c.Judge(place(.7, y, .04)); err != nil || got != want {
			t.Errorf("%v ± .04 where the curve is .4: %v, %v; want %v", y, got, err, want)
		}
	}
	if _, err := c[:1].Judge(place(.7, .5, .04)); err == nil {
		t.Error("a curve of one place judges")
	}
}
