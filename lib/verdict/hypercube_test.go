package verdict

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
)

// In a hypercube made so that one factor decides, that factor explains all and
// no other does.
func TestInfluences(t *testing.T) {
	factors := design.IndependentFactors()
	sweep, err := design.LatinHypercube("test", lab.PaperPlan(1), 60, 1, factors...)
	if err != nil {
		t.Fatal(err)
	}
	s := design.Swept{Sweep: sweep}
	for i, c := range sweep.Cells {
		for _, r := range printed(uint64(i + 1)) {
			if r.Scenario == 2 && r.Loss == loss.CE && c.Plan.Protocol.Network.Pooling == "max" {
				r.Accuracy = .3
			}
			s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
		}
	}
	c := Conclusions()[2]
	all, err := c.Influences(s)
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Factor != "pooling" || math.Abs(all[0].Ratio-1) > 1e-9 || all[0].P > .01 {
		t.Errorf("the first is %+v", all[0])
	}
	overall, err := c.Overall(s)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(all[0].ByLevel[0].Value(), all[0].ByLevel[1].Value(), overall.Value()); got != "1 0 0.5" {
		t.Errorf("shares %s", got)
	}
	if where, err := c.Where(Conclusions()[0], s); err != nil || where.Total != 60 || where.Hits != 30 {
		t.Errorf("all cells learn: %d of %d", where.Hits, where.Total)
	}
	if where, err := c.Where(c, s); err != nil || where.Total != 30 || where.Hits != 30 {
		t.Errorf("where it holds it holds in %d of %d", where.Hits, where.Total)
	}
	if all[1].P < .01 {
		t.Errorf("%s explains something too: %+v", all[1].Factor, all[1])
	}
}

// Factors are sorted by what they explain; their p-values are those of the unsorted
// list, adjusted over it.
func TestInfluencesAreSorted(t *testing.T) {
	factors := design.IndependentFactors()[:6]
	sweep, err := design.LatinHypercube("test", lab.PaperPlan(1), 40, 2, factors...)
	if err != nil {
		t.Fatal(err)
	}
	s := design.Swept{Sweep: sweep}
	last := factors[5]
	for i, c := range sweep.Cells {
		for _, r := range printed(uint64(i + 1)) {
			r.TrainAccuracy = .5 + .2*float64(last.Default(c.Plan)) + .01*float64(i%2)
			s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
		}
	}
	all, err := Conclusions()[0].Influences(s)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range all {
		if i > 0 && f.Ratio > all[i-1].Ratio {
			t.Errorf("%s explains %v, after %v", f.Factor, f.Ratio, all[i-1].Ratio)
		}
		if f.Ratio < 0 || f.Ratio > 1 || !(f.P > 0) || f.P > 1 {
			t.Errorf("%s: ratio %v, p %v", f.Factor, f.Ratio, f.P)
		}
	}
	if all[0].Factor != last.Name || all[0].P > .01 || all[1].P < .05 {
		t.Errorf("the first are %+v and %+v", all[0], all[1])
	}
	cells := 0
	for i, share := range all[0].ByLevel {
		if share.Level != last.Levels[i].Label {
			t.Errorf("level %d is %s", i, share.Level)
		}
		cells += share.Total
	}
	if cells != 40 {
		t.Errorf("%d cells by level, want 40", cells)
	}
}

// What a sweep cannot say is an error that names the cell: several seeds in a cell,
// scenarios that are not there, a plan at none of a factor's levels.
func TestInfluencesRefuse(t *testing.T) {
	base := lab.PaperPlan(1)
	spikes := design.NewFactor("spikes", "", func(p *lab.Plan) *int { return &p.Config.Spikes }, 5, 9)
	made := func(base lab.Plan, seeds ...uint64) design.Swept {
		sweep, err := design.LatinHypercube("test", base, 4, 1, spikes)
		if err != nil {
			t.Fatal(err)
		}
		s := design.Swept{Sweep: sweep}
		for i := range sweep.Cells {
			for _, seed := range seeds {
				for _, r := range printed(seed) {
					s.Results = append(s.Results, design.CellResult{Cell: i, Result: r})
				}
			}
		}
		return s
	}
	part, outside := base, made(base, 1)
	part.Scenarios = base.Scenarios[:2]
	outside.Sweep.Cells[2].Plan.Config.Spikes = 7
	for want, s := range map[string]design.Swept{
		`cell 0 of the sweep "test" has results of 2 seeds: want one seed a cell`:                                                                 made(base, 1, 2),
		`cell 0 of the sweep "test" has results of 0 seeds`:                                                                                       made(base),
		`“3: ten grey levels matter” cannot be computed of cell 0 of the sweep "test": there is no result of CE in scenario 3, 180,150 → 150,190`: made(part, 1),
		`cell 2 of the sweep "test" has none of the levels of spikes`:                                                                             outside,
	} {
		c := Conclusions()[3]
		if _, err := c.Influences(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
		if strings.Contains(want, "levels of") {
			continue
		}
		_, err := c.Overall(s)
		_, where := c.Where(Conclusions()[0], s)
		if err == nil || where == nil || !strings.Contains(err.Error(), want) || where.Error() != err.Error() {
			t.Errorf("errors %v and %v, want %q", err, where, want)
		}
	}
}
