package probe_test

import (
	"context"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/simd"
	"nodulelab/lib/lab"
	"nodulelab/lib/probe"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// The penalty of a probe is almost never at an end of the grid: in one probe of twenty at
// most, over the paper's networks of two seeds, the untrained ones and the pixels. The mean
// of the whole image is left out for pixels: it is a linear function of them, to the last
// digit, so that the smallest penalty is the best of any grid.
func TestPenaltiesLieWithinTheGrid(t *testing.T) {
	if testing.Short() {
		t.Skip("trains eight networks")
	}
	if simd.Elsewhere(t, "^TestPenaltiesLieWithinTheGrid$") {
		return
	}
	store, err := runs.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l := &lab.Lab{Plan: lab.PaperPlan(2), Store: store, Engine: "native", Workers: lab.Workers{
		Engines: 2, Replicas: 2, Open: func() (train.Engine, error) { return train.NewNative(), nil },
	}}
	all := must[[]probe.Readout](t)(probe.MeasureReadouts(context.Background(), l))
	grid := explain.Penalties()
	ends, probes := 0, 0
	for _, r := range all {
		for target, penalty := range r.Penalties {
			end := penalty == grid[0] || penalty == grid[len(grid)-1]
			if r.Network == probe.Pixels && target == 2 {
				if penalty != grid[0] {
					t.Errorf("pixels, the whole image's mean: penalty %g", penalty)
				}
				continue
			}
			if probes++; end {
				ends++
				t.Logf("%s, seed %d, target %d: penalty %g", r.Group, r.Seed, target, penalty)
			}
		}
	}
	if probes != 2*(8*3-2) || 20*ends > probes {
		t.Errorf("%d of %d penalties lie at an end of the grid", ends, probes)
	}
}
