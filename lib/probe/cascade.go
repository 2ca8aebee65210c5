package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Layers lists the layers whose weights a cascade replaces, from the top down.
func Layers() []string { return []string{"cls", "f2", "f1", "c2", "c1"} }

// Cascade is what is left of one network's saliency while its weights are replaced,
// layer by layer, by the weights of an untrained network of another seed.
type Cascade struct {
	Subject

	// Kept has one rank correlation for each of [Layers]: between the maps of the
	// trained network and its maps once this layer, and all layers above it, have the
	// other weights; mean over the first 20 training images.
	Kept []float64
}

// MeasureCascades replaces the weights of each trained network.
func MeasureCascades(ctx context.Context, l *lab.Lab) ([]Cascade, error) {
	return measure(ctx, l, bench.cascades)
}

func (b bench) cascades(ctx context.Context, e train.Engine) ([]Cascade, error) {
	return byScenario(b.networks, b.few, func(n network, s *nodule.Set) (Cascade, error) {
		kept, err := b.cascade(ctx, e, n, s)
		return Cascade{n.Subject, kept}, err
	})
}

// few returns the first training images of a scenario.
func (b bench) few(s paper.Scenario) (*nodule.Set, error) {
	sets, err := b.plan.Draw(s, b.seed)
	if err != nil {
		return nil, err
	}
	return sets.Training.First(min(compared, sets.Training.Len()))
}

func (b bench) cascade(ctx context.Context, e train.Engine, n network, s *nodule.Set) ([]float64, error) {
	before, err := e.Saliency(ctx, n.weights, s)
	if err != nil {
		return nil, err
	}
	if n.weights.Custom != nil {
		return nil, fmt.Errorf("a cascade replaces the layers of LeNet-5, one after the other: the network %s has others", n.weights.Form())
	}
	other, err := n.weights.Form().Init(b.seed+stranger, b.plan.Protocol.Initialisation)
	if err != nil {
		return nil, err
	}
	w := n.weights.Clone()
	return slice.Try(Layers(), func(layer string) (float64, error) {
		if err := replace(w, other, layer); err != nil {
			return 0, err
		}
		after, err := e.Saliency(ctx, w, s)
		if err != nil {
			return 0, err
		}
		return explain.MeanRankCorrelation(before, after, s.Side*s.Side)
	})
}

// stranger added to a seed is the seed of the weights that a cascade brings in.
const stranger = 1_000_000

// replace puts another network's weights and biases of a layer into w.
func replace(w, other lenet.Weights, layer string) error {
	found := false
	for i, t := range w.Tensors {
		if strings.HasPrefix(t.Name, layer+".") || strings.HasPrefix(t.Name, "enc."+layer+".") {
			w.Tensors[i].Data, found = slices.Clone(other.Tensors[i].Data), true
		}
	}
	if !found {
		return fmt.Errorf("no layer %q among the weights", layer)
	}
	return nil
}
