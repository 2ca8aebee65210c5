package design_test

import (
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// A plan of the protocol goes on with the stored seeds, each once; any other plan stands
// for itself.
func TestFurther(t *testing.T) {
	stored, err := design.Load(design.SeedSweep)
	if err != nil {
		t.Fatal(err)
	}
	all := stored.OfCell(0)
	one := results.Result{Seed: 1, Row: paper.Table1()[0].Row}
	for name, test := range map[string]struct {
		change func(*lab.Plan)
		want   int // results that are added
	}{
		"the protocol":     {func(*lab.Plan) {}, 40 * 9},
		"one scenario":     {func(p *lab.Plan) { p.Scenarios = p.Scenarios[:1] }, 40 * 4},
		"more seeds":       {func(p *lab.Plan) { p.Seeds = lab.PaperPlan(30).Seeds }, 30 * 9},
		"all seeds":        {func(p *lab.Plan) { p.Seeds = lab.PaperPlan(70).Seeds }, 0},
		"fewer seeds":      {func(p *lab.Plan) { p.Seeds = p.Seeds[:5] }, 0},
		"seeds of its own": {func(p *lab.Plan) { p.Seeds[0] = 99 }, 0},
		"other data":       {func(p *lab.Plan) { p.Config.SpikeDepth = .3 }, 0},
		"other training":   {func(p *lab.Plan) { p.Protocol.Epochs = 50 }, 0},
		"another loss":     {func(p *lab.Plan) { p.Scenarios = []paper.Scenario{p.Scenarios[0].With(loss.SupCon)} }, 0},
	} {
		p := lab.PaperPlan(20)
		test.change(&p)
		got, err := design.Further(p, []results.Result{one})
		if err != nil || len(got) != 1+test.want || got[0] != one {
			t.Errorf("%s: %d results, want %d and the plan's own first, %v", name, len(got), 1+test.want, err)
		}
		seen := map[results.Result]bool{}
		for _, r := range got[1:] {
			if seen[r] {
				t.Errorf("%s: seed %d twice in %s", name, r.Seed, r.Row)
			}
			seen[r] = true
		}
	}
	if len(all) != 60*9 {
		t.Errorf("%d stored results", len(all))
	}
}
