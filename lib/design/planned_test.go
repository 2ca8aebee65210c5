package design

import (
	"testing"

	"nodulelab/lib/lab"
)

// The sweeps that are planned can be run.
func TestPlannedSweeps(t *testing.T) {
	single := OneAtATime(FactorSweep, lab.PaperPlan(cellSeeds), tiedFactors()...).withBaseSeeds(protocolSeeds)
	single.Looks = looks()
	for _, s := range []Sweep{
		single,
		Grid(VarianceSweep, lab.PaperPlan(weightSeeds), seedFactors()...),
		OneAtATime(DifficultySweep, lab.PaperPlan(remedySeeds), difficulties()...),
	} {
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
		t.Logf("%s: %d cells of %d networks", s.Name, len(s.Cells), len(s.Jobs()))
	}
	if n := len(lab.PaperPlan(dataSeeds).Seeds); n != len(seedFactors()[0].Levels) {
		t.Errorf("%d seeds of the data", n)
	}
}
