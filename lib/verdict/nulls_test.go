package verdict_test

import (
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// Every trained group is compared with both nulls of its scenario, region by region.
func TestOverNulls(t *testing.T) {
	e := measured(density(1, loss.CE, 2, 1, .6, .1), density(2, loss.Contrast, .5, 3, 2, .1))
	e = against(e, 1, probe.Averaging, explain.Density{Inside: 1 + 1e-9, Border: 1, Outside: 1})
	e = against(e, 2, probe.Averaging, explain.Density{Inside: .25, Border: 3, Outside: 4})
	all, err := verdict.OverNulls(e.Maps)
	if err != nil || len(all) != 4 {
		t.Fatalf("%d comparisons, %v", len(all), err)
	}
	holds, fails, undecided := verdict.Holds, verdict.Fails, verdict.Undecided
	for i, want := range []struct {
		group, name string
		ratios      [3]float64
		denser      [3]verdict.Outcome
	}{
		{"scenario 1, CE", "the untrained network", [3]float64{2, 1, .6}, [3]verdict.Outcome{holds, undecided, fails}},
		{"scenario 1, CE", "the averaging network", [3]float64{2, 1, .6}, [3]verdict.Outcome{holds, undecided, fails}},
		{"scenario 2, Contrast", "the untrained network", [3]float64{.5, 3, 2}, [3]verdict.Outcome{fails, holds, holds}},
		{"scenario 2, Contrast", "the averaging network", [3]float64{2, 1, .5}, [3]verdict.Outcome{holds, undecided, fails}},
	} {
		o := all[i]
		if o.Group.String() != want.group || o.NullName != want.name || !strings.Contains(want.name, o.Null.Network) || o.Null.Scenario != o.Scenario || len(o.Densities) != seeds || len(o.Regions) != 3 {
			t.Errorf("comparison %d: %s over %s, %s, %d seeds", i, o.Group, o.NullName, o.Null, len(o.Densities))
		}
		if want := map[bool]int{true: seeds}[i == 1]; o.NullInside.Hits != want || o.NullInside.Total != seeds {
			t.Errorf("%s by itself is the densest inside in %+v", o.NullName, o.NullInside)
		}
		for j, r := range o.Regions {
			if r.Name != []string{"inside the shape", "on its border", "outside"}[j] || r.Ratio.N != seeds || r.Ratio.Mean < want.ratios[j]-1e-6 || r.Ratio.Mean > want.ratios[j]+1e-6 || r.Denser != want.denser[j] {
				t.Errorf("%s over %s: %+v, want %v, %s", o.Group, o.NullName, r, want.ratios[j], want.denser[j])
			}
		}
	}
}

// Without a null there is no comparison; a seed without its null is an error.
func TestOverNullsRefuse(t *testing.T) {
	e := measured(density(1, loss.CE, 2, 1, .6, .1))
	if all, err := verdict.OverNulls(e.Maps[:seeds]); len(all) != 0 || err != nil {
		t.Errorf("%d comparisons, %v", len(all), err)
	}
	if _, err := verdict.OverNulls(e.Maps[1:]); err == nil || !strings.Contains(err.Error(), "seed 1 has a result in scenario 1, untrained, but none in scenario 1, CE") {
		t.Errorf("error %v", err)
	}
}
