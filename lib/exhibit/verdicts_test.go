package exhibit

import (
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
)

// way stands for a remedy of package verdict: the words ask it for its changes.
type way struct {
	Name    string
	changes map[string][]changed
}

func (w way) Changed(kind string) []changed { return w.changes[kind] }

// changed stands for a change of one accuracy, by as much to either side.
type changed struct {
	Name       string
	Difference metrics.Estimate
}

func by(name string, mean float64) changed {
	return changed{name, metrics.Estimate{N: 20, Mean: mean, Interval: metrics.Interval{Low: mean - .01, High: mean + .02}}}
}

// The kinds of changes stand from the best to the worst, and each change with its
// size; what it costs on validation comes last, or that it costs nothing there.
func TestRemedyWords(t *testing.T) {
	for want, w := range map[string]way{
		"- **a**: changes nothing significantly.\n":                          {Name: "a"},
		"- **b**: restores x (+0.45); no cost on validation is shown.\n":     {"b", map[string][]changed{"restores": {by("x", .45)}}},
		"- **c**: makes better x (+0.20); no cost on validation is shown.\n": {"c", map[string][]changed{"makes better": {by("x", .2)}}},
		"- **d**: makes worse x (−0.20); no cost on validation is shown.\n":  {"d", map[string][]changed{"makes worse": {by("x", -.2)}}},
		"- **e**: moves v (−0.03), w (+0.03).\n":                             {"e", map[string][]changed{"moves": {by("v", -.03), by("w", .03)}}},
		"- **f**: restores x (+0.45); makes better y (+0.20); makes worse z (−0.20); moves v (−0.03).\n": {
			"f", map[string][]changed{"restores": {by("x", .45)}, "makes better": {by("y", .2)}, "makes worse": {by("z", -.2)}, "moves": {by("v", -.03)}},
		},
	} {
		if got, err := block("RemedyText").text(struct{ Others []way }{[]way{w}}); err != nil || got != want {
			t.Errorf("%s, %v: want %s", got, err, want)
		}
	}
}

// The table's numbers come from the stored results: the protocol's accuracy of
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
