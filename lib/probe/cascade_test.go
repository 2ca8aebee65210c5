package probe_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/train"
)

// witness is an engine that keeps the weights whose saliency it was asked for. Its
// saliency is new each time.
type witness struct {
	train.Engine
	seen *[]lenet.Weights
}

func (w witness) Saliency(_ context.Context, weights lenet.Weights, s *nodule.Set) ([]float32, error) {
	*w.seen = append(*w.seen, weights.Clone())
	maps := make([]float32, len(s.Images))
	for i := range maps {
		maps[i] = float32((i*len(*w.seen))%7) + 1
	}
	return maps, nil
}

// Weights are replaced from the top: the classifier first, then the encoder's dense
// layers, then its convolutions, each with all that lie above it.
func TestCascadeGoesDown(t *testing.T) {
	if got := probe.Layers(); !slices.Equal(got, []string{"cls", "f2", "f1", "c2", "c1"}) {
		t.Errorf("layers %v", got)
	}
	var seen []lenet.Weights
	l := smallLab(t, func() (train.Engine, error) {
		e, err := openGo()
		return witness{e, &seen}, err
	})
	l.Plan.Seeds, l.Plan.Scenarios = l.Plan.Seeds[:1], paper.Scenarios()[:1]
	l.Plan.Scenarios[0].Losses = l.Plan.Scenarios[0].Losses[:1]
	all := must[[]probe.Cascade](t)(probe.MeasureCascades(ctx, l))
	if len(all) != 1 || len(seen) != 6 {
		t.Fatalf("%d cascades, %d looks, want the trained network and 5 steps", len(all), len(seen))
	}
	other := must[lenet.Weights](t)(lenet.Init(1_000_001, 16))
	layers := []string{"cls.", "enc.f2.", "enc.f1.", "enc.c2.", "enc.c1."}
	for step, w := range seen {
		for i, tensor := range w.Tensors {
			layer := slices.IndexFunc(layers, func(prefix string) bool { return strings.HasPrefix(tensor.Name, prefix) })
			if layer < 0 {
				t.Fatalf("tensor %s is of no layer", tensor.Name)
			}
			want := seen[0].Tensors[i].Data
			if layer < step {
				want = other.Tensors[i].Data
			}
			if !slices.Equal(tensor.Data, want) {
				t.Errorf("after %d steps %s is not as it should be", step, tensor.Name)
			}
		}
	}
}

// The layers of a cascade, in the order in which their weights are replaced.
func ExampleLayers() {
	fmt.Println(strings.Join(probe.Layers(), " then "))
	// Output: cls then f2 then f1 then c2 then c1
}
