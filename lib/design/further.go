package design

import (
	"reflect"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Further adds to the results of a plan those of the stored sweep [SeedSweep] whose seeds
// the plan does not have, so that what is said of Table 1 rests on more seeds than one
// waits for. It adds nothing to a plan that differs from the protocol in its data or its
// training, nor to one of fewer seeds than the first 20: such a plan stands for itself.
// The plan's own results come first. An error is that of [Load].
func Further(p lab.Plan, own []results.Result) ([]results.Result, error) {
	protocol := lab.PaperPlan(remedySeeds)
	same := reflect.DeepEqual(p.Config, protocol.Config) && reflect.DeepEqual(p.Protocol, protocol.Protocol)
	first := !slices.ContainsFunc(protocol.Seeds, func(s uint64) bool { return !slices.Contains(p.Seeds, s) })
	if !same || !first {
		return own, nil
	}
	stored, err := Load(SeedSweep)
	if err != nil {
		return nil, err
	}
	rows := paper.Rows(p.Scenarios)
	more := slice.Filter(stored.OfCell(0), func(r results.Result) bool {
		return !slices.Contains(p.Seeds, r.Seed) && slices.Contains(rows, r.Row)
	})
	return slices.Concat(own, more), nil
}
