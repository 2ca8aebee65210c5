package sensitivity

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// paper is Table 1 as the results of one seed.
func printed(seed uint64) []results.Result {
	var all []results.Result
	for _, r := range paper.Table1() {
		all = append(all, results.Result{Seed: seed, Row: r.Row, TrainAccuracy: 1, ValidationAccuracy: 1, Scores: r.Scores})
	}
	return all
}

// On the paper's own table each conclusion has the paper's number, and holds.
func TestConclusionsOfThePaper(t *testing.T) {
	for _, c := range Conclusions() {
		got := c.Values(printed(3))
		if len(got) != 1 || math.Abs(got[0]-c.Paper) > 1e-9 {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Paper)
		}
		if !c.Holds(got[0]) || c.Threshold < c.Low || c.Threshold > c.High {
			t.Errorf("%s: %v does not hold, or the threshold %v is not drawn", c.Name, got, c.Threshold)
		}
	}
}

// A loss in the contrastive one's place is taken as the other loss; a result that
// is not there is no number.
func TestOtherLoss(t *testing.T) {
	rs := printed(1)
	for i := range rs {
		if rs[i].Loss == train.Contrastive {
			rs[i].Loss = train.Triplet
		}
	}
	if got := Conclusions()[2].Values(rs); math.Abs(got[0]-.67) > 1e-9 {
		t.Errorf("the lead is %v", got)
	}
	if got := Conclusions()[3].Values(rs[:4]); !math.IsNaN(got[0]) {
		t.Errorf("without scenario 3 the drop is %v", got)
	}
}

func TestJudge(t *testing.T) {
	above, below := Conclusion{Threshold: .5, Above: true}, Conclusion{Threshold: .5}
	for _, test := range []struct {
		low, high    float64
		above, below State
	}{
		{.6, .7, Holds, Fails}, {.3, .4, Fails, Holds}, {.4, .6, Undecided, Undecided},
		{.5, .6, Undecided, Undecided}, {math.NaN(), math.NaN(), Undecided, Undecided}, {1, 1, Holds, Fails},
	} {
		i := metrics.Interval{Low: test.low, High: test.high}
		if a, b := above.Judge(i), below.Judge(i); a != test.above || b != test.below {
			t.Errorf("%v: %s and %s, want %s and %s", i, a, b, test.above, test.below)
		}
	}
}

// made is a response whose second level has these differences from the first in
// scenario 2, and none otherwise.
func made(protocol, other []float64) Response {
	level := func(label string, lead []float64) LevelResponse {
		l := LevelResponse{Label: label}
		for i, c := range Conclusions() {
			values := make([]float64, len(lead))
			if i == 2 {
				values = lead
			}
			e := metrics.EstimateMean(values)
			l.values, l.Estimates, l.States = append(l.values, values), append(l.Estimates, e), append(l.States, c.Judge(e.Interval))
		}
		return l
	}
	return Response{Factor: design.Factor{Name: "made"}, Levels: []LevelResponse{level("0", protocol), level("1", other)}}
}

func TestImportance(t *testing.T) {
	high, low := []float64{.8, .82, .79, .81, .8, .83, .78, .8, .81, .8}, make([]float64, 10)
	some := make([]float64, 10)
	noisy := slices.Clone(high)
	for i := range some {
		some[i] = high[i] - .2 - .01*float64(i%3)
		noisy[i] -= .3 * float64(i%2)
	}
	for want, other := range map[Importance][]float64{Flips: low, Moves: some, Nothing: high, Unclear: noisy} {
		effects, err := made(high, other).Effects()
		if err != nil {
			t.Fatal(err)
		}
		if e := effects[2]; e.Importance != want {
			t.Errorf("%v: %s, want %s", e.Levels, e.Importance, want)
		}
		if e := effects[1]; e.Importance != Nothing || e.Levels[0].Adjusted != 1 {
			t.Errorf("scenario 1, where nothing differs: %+v", e)
		}
	}
}

// In a hypercube made so that one factor decides, that factor explains all and
// no other does.
func TestInfluences(t *testing.T) {
	factors := design.Factors()
	sweep, err := design.LatinHypercube("test", lab.PaperPlan(1), 60, 1, factors...)
	if err != nil {
		t.Fatal(err)
	}
	s := Stored{Sweep: sweep}
	for i, c := range sweep.Cells {
		for _, r := range printed(uint64(i + 1)) {
			if r.Scenario == 2 && r.Loss == train.CrossEntropy && c.Plan.Protocol.Network.Pooling == "max" {
				r.Accuracy = .3
			}
			s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
		}
	}
	c := Conclusions()[2]
	all, err := s.Influences(c, factors...)
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Factor != "pooling" || math.Abs(all[0].Ratio-1) > 1e-9 || all[0].P > .01 {
		t.Errorf("the first is %+v", all[0])
	}
	if got := fmt.Sprint(all[0].ByLevel[0].Value(), all[0].ByLevel[1].Value(), s.Overall(c).Value()); got != "1 0 0.5" {
		t.Errorf("shares %s", got)
	}
	if where := s.Where(Conclusions()[0], c); where.Total != 60 || where.Hits != 30 {
		t.Errorf("all cells learn: %d of %d", where.Hits, where.Total)
	}
	if where := s.Where(c, c); where.Total != 30 || where.Hits != 30 {
		t.Errorf("where it holds it holds in %d of %d", where.Hits, where.Total)
	}
	if all[1].P < .01 {
		t.Errorf("%s explains something too: %+v", all[1].Factor, all[1])
	}
}

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
	if _, err := SweepByName("all of it"); err == nil || !strings.Contains(err.Error(), "want factors, depth") {
		t.Errorf("error %v", err)
	}
}
