package exhibit

import (
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// estimateOf is an estimate around a mean, a little to either side.
func estimateOf(mean float64) metrics.Estimate {
	return metrics.Estimate{N: 20, Mean: mean, Interval: metrics.Interval{Low: mean - .01, High: mean + .01}}
}

// changed is a column after a remedy, with the p-value of the change.
func changed(before, after, p float64) (outcome, outcome) {
	return outcome{estimateOf(before), estimateOf(0), 1}, outcome{estimateOf(after), estimateOf(after - before), p}
}

// Each change is named for what it is: restored above the threshold, better or
// worse, a move on validation; and nothing that is not significant.
func TestRestored(t *testing.T) {
	columns := remedyColumns()
	for want, change := range map[string][3]float64{
		"restores 1 → 170,130, CE (+0.45":      {.5, .95, .001},
		"makes better 1 → 170,130, CE (+0.20":  {.5, .7, .001},
		"makes worse 1 → 170,130, CE (−0.20":   {.5, .3, .001},
		"changes nothing significantly":        {.5, .95, .2},
		"makes better 1 → 170,130, CE (+0.04,": {.91, .95, .001},
	} {
		before, after := make([]outcome, len(columns)), make([]outcome, len(columns))
		for k := range columns {
			before[k], after[k] = changed(1, 1, 1)
		}
		before[2], after[2] = changed(change[0], change[1], change[2])
		if got := restored(before, after); !strings.HasPrefix(got, want) {
			t.Errorf("%v: %s, want %s", change, got, want)
		}
		before[0], after[0] = changed(1, .97, .01)
		if got := restored(before, after); !strings.HasSuffix(got, "moves validation, CE (−0.03, −0.04 to −0.02)") {
			t.Errorf("with a cost: %s", got)
		}
	}
}

// The table's numbers are those of the stored results: the protocol's accuracy of
// CE in scenario 3, and its difference under the first remedy.
func TestRemediesTable(t *testing.T) {
	s, err := design.Load(design.RemedySweep)
	if err != nil {
		t.Fatal(err)
	}
	var sums [2]float64
	for _, r := range s.Results {
		if r.Scenario == 3 && r.Cell < 2 {
			sums[r.Cell] += r.Accuracy / 20
		}
	}
	table, err := Remedies(design.RemedySweep)
	if err != nil {
		t.Fatal(err)
	}
	last := len(table.Header) - 1
	if got := table.Rows[0][last]; got != two(sums[0]) {
		t.Errorf("protocol: %s, want %s", got, two(sums[0]))
	}
	if got, want := table.Rows[1][last], two(sums[1])+" ("+signed(sums[1]-sums[0]); !strings.HasPrefix(got, want) {
		t.Errorf("first remedy: %s, want %s", got, want)
	}
}
