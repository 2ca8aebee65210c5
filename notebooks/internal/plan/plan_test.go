package plan_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/paper"
	"nodulelab/notebooks/internal/plan"
)

func TestScenarios(t *testing.T) {
	for list, want := range map[string][]int{"1": {1}, "2,3": {2, 3}, "3,1,2": {3, 1, 2}} {
		scenarios, err := plan.Scenarios(list)
		var got []int
		for _, s := range scenarios {
			got = append(got, s.Number)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gave %v, %v", list, got, err)
		}
	}
	for list, want := range map[string]string{
		"":     `-scenarios "": want numbers from 1 to 3 with commas between them`,
		"1,":   "want numbers from 1 to 3",
		"1 2":  "want numbers from 1 to 3",
		"one":  "want numbers from 1 to 3",
		"4":    `-scenarios "4": `,
		"1,0":  `-scenarios "1,0": `,
		"-1":   `-scenarios "-1": `,
		"2,02": `-scenarios "2,02": 2 is given twice`,
	} {
		if scenarios, err := plan.Scenarios(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v, error %v, want %q", list, scenarios, err, want)
		}
	}
}

func TestSeeds(t *testing.T) {
	for _, s := range []plan.Seeds{{Number: 1}, {Number: 1000}, {Number: 1001, Many: true}, {Number: 100_000, Many: true}} {
		if err := s.Check(5 * s.Number); err != nil {
			t.Errorf("%+v: %v", s, err)
		}
	}
	for _, n := range []int{0, -3, 100_001, 1e9} {
		if err := (plan.Seeds{Number: n, Many: true}).Check(5); err == nil || !strings.Contains(err.Error(), "want the number of seeds, 1 to 100000") {
			t.Errorf("%d seeds: error %v", n, err)
		}
	}
	err := plan.Seeds{Number: 100_000}.Check(500_000)
	want := `^-seeds 100000: that takes up to 500000 networks, about \d+ hours with the native engine on \d+ cores, and 130\.0 GB in the store of runs; add -many if you mean more than 1000 seeds$`
	if err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
		t.Errorf("error %v", err)
	}
}

func TestNetworks(t *testing.T) {
	if n := plan.Networks(paper.Scenarios()); n != 5 {
		t.Errorf("%d networks of a seed, want 5", n)
	}
}
