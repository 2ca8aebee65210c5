package exhibit

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// estimateOf is an estimate around a mean, a little to either side.
func estimateOf(mean float64) metrics.Estimate {
	return metrics.Estimate{N: 20, Mean: mean, Interval: metrics.Interval{Low: mean - .01, High: mean + .01}}
}

// outcomeOf is a column after a remedy, with the p-value of the change.
func outcomeOf(c remedyColumn, before, after, p float64) outcome {
	return outcome{Column: c, Before: before, Accuracy: estimateOf(after), Difference: estimateOf(after - before), P: p}
}

// Each change is named for what it is: restored above the threshold, better or
// worse, a move on validation; and nothing that is not significant.
func TestRemedyWords(t *testing.T) {
	columns := remedyColumns()
	for want, change := range map[string][3]float64{
		"- **x**: restores 1 → 170,130, CE (+0.45, 0.44 to 0.46); no cost":  {.5, .95, .001},
		"- **x**: makes better 1 → 170,130, CE (+0.20, 0.19 to 0.21); no":   {.5, .7, .001},
		"- **x**: makes worse 1 → 170,130, CE (−0.20, −0.21 to −0.19); no":  {.5, .3, .001},
		"- **x**: changes nothing significantly.\n":                         {.5, .95, .2},
		"- **x**: makes better 1 → 170,130, CE (+0.04, 0.03 to 0.05); no c": {.91, .95, .001},
	} {
		r := remedy{Name: "x"}
		for _, c := range columns {
			r.Outcomes = append(r.Outcomes, outcomeOf(c, 1, 1, 1))
		}
		r.Outcomes[2] = outcomeOf(columns[2], change[0], change[1], change[2])
		if got := remedyText(t, r); !strings.HasPrefix(got, want) {
			t.Errorf("%v: %s, want %s", change, got, want)
		}
		r.Outcomes[0] = outcomeOf(columns[0], 1, .97, .01)
		if got := remedyText(t, r); !strings.HasSuffix(got, "moves validation, CE (−0.03, −0.04 to −0.02).\n") {
			t.Errorf("with a cost: %s", got)
		}
	}
}

func remedyText(t *testing.T, all ...remedy) string {
	t.Helper()
	text, err := block("RemedyText").text(remedies{Others: all})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Several changes of one kind stand in the columns' order, the kinds from the best to
// the worst.
func TestRemedyWordsInOrder(t *testing.T) {
	columns := remedyColumns()
	r := remedy{Name: "all at once"}
	for k, after := range []float64{1, 1, .3, .95, .95, .7, .7} {
		r.Outcomes = append(r.Outcomes, outcomeOf(columns[k], .5, after, .01))
	}
	got := remedyText(t, r, remedy{Name: "nothing"})
	var at []int
	for _, part := range []string{"restores 1 → 170,130, other", ", 2 → 150,190, CE", "; makes better 2 → 150,190, other", ", 3 → 150,190, CE", "; makes worse 1 → 170,130, CE", "; moves validation, CE", ", validation, other", ".\n- **nothing**"} {
		at = append(at, strings.Index(got, part))
	}
	if at[0] < 0 || !slices.IsSorted(at) {
		t.Errorf("parts at %v: %s", at, got)
	}
}

// The failing tests are those on which the protocol lies below the threshold;
// validation is no test. All, some or none of them are restored.
func TestCureWords(t *testing.T) {
	columns := remedyColumns()
	way := func(name string, restored ...int) remedy {
		r := remedy{Name: name}
		for k, c := range columns {
			before, after := 1., 1.
			if k == 1 || k == 2 || k == 5 { // validation and two tests
				before, after = .5, .5
			}
			if slices.Contains(restored, k) {
				after = .95
			}
			p := 1.
			if after != before {
				p = .01
			}
			r.Outcomes = append(r.Outcomes, outcomeOf(c, before, after, p))
		}
		return r
	}
	got, err := block("CureText").text(remedies{way("protocol"), []remedy{way("a", 2, 5), way("b", 5), way("c"), way("d", 1), way("e", 5, 2, 1)}})
	want := "- **All of the 2 failing tests** restored by: *a*, *e*.\n- **Some of the 2 failing tests** restored by: *b*.\n- **None of the 2 failing tests** restored by: *c*, *d*.\n"
	if err != nil || got != want {
		t.Errorf("got %s, want %s, %v", got, want, err)
	}
}

// The table's numbers are those of the stored results: the protocol's accuracy of
// CE in scenario 3, and its difference under the first remedy.
func TestRemedyTable(t *testing.T) {
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
	table, err := RemedyTable(design.RemedySweep)
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
