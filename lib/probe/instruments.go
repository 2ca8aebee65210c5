package probe

import (
	"cmp"
	"context"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Instruments probe networks of one scenario and one seed as [MeasureReadouts] and
// [MeasureFlips] do, whoever has trained them and for however long. They hold the images,
// which are drawn once for many networks.
type Instruments struct {
	crossed []*nodule.Crossed
	tests   [][]*nodule.Set // each in its versions
}

// NewInstruments draws the images by a plan's configuration. A scenario with a source of
// its own is an error.
func NewInstruments(p lab.Plan, s paper.Scenario, seed uint64) (*Instruments, error) {
	b := bench{plan: p, seed: seed, networks: []network{{Subject: Subject{Group: Group{Scenario: s.Number}}, scenario: s}}}
	if err := b.needRecipe("probes"); err != nil {
		return nil, err
	}
	crossed, errCrossed := b.crossed()
	tests, errTests := slice.Try(s.Tests, b.versions)
	return &Instruments{crossed, tests}, cmp.Or(errCrossed, errTests)
}

// Readout is what linear probes read from a network's embeddings. Its subject is empty.
func (i *Instruments) Readout(ctx context.Context, e train.Engine, w lenet.Weights) (Readout, error) {
	return readout(ctx, e, w, i.crossed)
}

// Flips is how a network's decisions flip. Its subject is empty.
func (i *Instruments) Flips(ctx context.Context, e train.Engine, w lenet.Weights) (Flips, error) {
	return flip(ctx, e, w, i.tests)
}
