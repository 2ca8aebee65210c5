package probe

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
)

// Map is where one network's saliency lies on its training images, and what is
// left of it when the network is not the one that was trained. Baselines, which
// know no network, have a density alone; their groups bear their names
// ([explain.Baselines]).
type Map struct {
	Subject
	Density explain.Density

	// Edges and Image are the rank correlations of the saliency with the baselines,
	// pixel by pixel, mean over the first 20 images.
	Edges, Image float64

	// Cascade are the rank correlations of the saliency with itself after the
	// weights of a layer, and of all layers above it, were replaced by those of
	// another seed's untrained network: one each of [Layers]. Untrained networks
	// have none.
	Cascade []float64
}

// Layers are those whose weights a cascade replaces, from the top.
func Layers() []string { return []string{"cls", "f2", "f1", "c2", "c1"} }

// MeasureMaps looks at the saliency of each trained network, of the network that
// it started from, and at the baselines.
func MeasureMaps(ctx context.Context, l *study.Lab) ([]Map, error) {
	return measure(ctx, l, bench.maps)
}

func (b bench) maps() ([]Map, error) {
	networks, err := b.withUntrained()
	if err != nil {
		return nil, err
	}
	var all []Map
	err = byScenario(networks, func(s study.Scenario) (ground, error) {
		on, err := b.ground(s)
		all = append(all, on.baselines...)
		return on, err
	}, func(n network, on ground) error {
		m, err := b.mapOf(n, on)
		all = append(all, m)
		return err
	})
	return all, err
}

// ground is what the maps of a scenario's networks lie on.
type ground struct {
	set, few     *nodule.Set // the training images, and the first of them
	edges, image []float32   // the baselines' maps of the few
	baselines    []Map
}

func (b bench) ground(s study.Scenario) (ground, error) {
	training, _, err := b.plan.Config.TrainingSets(b.seed, s.Training)
	if err != nil {
		return ground{}, err
	}
	g := ground{set: training, few: first(training, compared)}
	var few [][]float32
	for _, base := range explain.Baselines(b.plan.Config.Background) {
		maps, err := base.Maps(g.set)
		if err != nil {
			return ground{}, err
		}
		d, err := explain.SetDensity(maps, g.set)
		if err != nil {
			return ground{}, err
		}
		none := math.NaN()
		g.baselines = append(g.baselines, Map{Subject: Subject{Group{s.Number, base.Name}, b.seed}, Density: d, Edges: none, Image: none})
		few = append(few, maps[:len(g.few.Images)])
	}
	g.edges, g.image = few[0], few[1]
	return g, nil
}

func (b bench) mapOf(n network, on ground) (Map, error) {
	maps, err := b.engine.Saliency(b.ctx, n.weights, on.set)
	if err != nil {
		return Map{}, err
	}
	m := Map{Subject: n.Subject}
	if m.Density, err = explain.SetDensity(maps, on.set); err != nil {
		return Map{}, err
	}
	few, size := maps[:len(on.few.Images)], on.few.Side*on.few.Side
	if m.Edges, err = explain.MeanRankCorrelation(few, on.edges, size); err != nil {
		return Map{}, err
	}
	if m.Image, err = explain.MeanRankCorrelation(few, on.image, size); err != nil || n.Network == Untrained {
		return m, err
	}
	m.Cascade, err = b.cascade(n, on.few, few)
	return m, err
}

// cascade replaces layer after layer, from the top.
func (b bench) cascade(n network, s *nodule.Set, before []float32) ([]float64, error) {
	other, err := lenet.Init(b.seed+stranger, b.plan.Config.Side)
	if err != nil {
		return nil, err
	}
	w := n.weights.Clone()
	var all []float64
	for _, layer := range Layers() {
		if err := replace(w, other, layer); err != nil {
			return nil, err
		}
		after, err := b.engine.Saliency(b.ctx, w, s)
		if err != nil {
			return nil, err
		}
		r, err := explain.MeanRankCorrelation(before, after, s.Side*s.Side)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
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

// first are the first n samples of a set, or all.
func first(s *nodule.Set, n int) *nodule.Set {
	var indices []int
	for i := range min(n, s.Len()) {
		indices = append(indices, i)
	}
	return s.Subset(indices)
}
