package probe

import (
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// Sets that are drawn from a scenario's distributions need D(imal, iben): a name in its
// place, or no test set, is an error.
func TestScenariosOfNamedSets(t *testing.T) {
	named := nodule.Named("my scans")
	s := paper.Scenarios()[1]
	trainedOn, testedOn, untested := s, s, s
	trainedOn.Training = named
	testedOn.Tests = []nodule.Distribution{named}
	untested.Tests = nil
	b := bench{plan: lab.PaperPlan(1), seed: 1}
	for what, err := range map[string]error{
		"conflicts": failed(ConflictSets(nodule.Paper(), trainedOn, 1)),
		"training":  failed(b.levels(trainedOn)), "test": failed(b.levels(testedOn)),
		"flips": failed(b.versions(named)), "maps": failed(b.ground(trainedOn)), "sets": failed(b.sets(testedOn)),
	} {
		if err == nil || !strings.Contains(err.Error(), `nothing can be drawn from "my scans"`) {
			t.Errorf("%s: error %v", what, err)
		}
	}
	if _, err := b.levels(untested); err == nil || !strings.Contains(err.Error(), "scenario 2 has no test set") {
		t.Errorf("no test: error %v", err)
	}
	if _, err := StrayedIn([]lab.View{{}}); err == nil || !strings.Contains(err.Error(), "view 0 has no set") {
		t.Errorf("no set: error %v", err)
	}
}

func failed[T any](_ T, err error) error { return err }
