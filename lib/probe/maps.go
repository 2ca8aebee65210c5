package probe

import (
	"context"
	"math"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Map is where one network's saliency lies on its training images. Baselines, which
// know no network, have a density alone; their groups bear their names
// ([explain.Baselines]).
type Map struct {
	Subject
	Density explain.Density

	// Edges and Image are the rank correlations of the saliency with the baselines,
	// pixel by pixel, mean over the first 20 images.
	Edges, Image float64
}

// MeasureMaps looks at the saliency of each trained network, of its two nulls, and at the
// baselines. The nulls are the network that it started from ([Untrained]) and one that can
// only average an image ([Averaging]); of a network of one's own the second does not exist.
func MeasureMaps(ctx context.Context, l *lab.Lab) ([]Map, error) {
	return measure(ctx, l, bench.maps)
}

func (b bench) maps(ctx context.Context, e train.Engine) ([]Map, error) {
	networks, err := b.withUntrained()
	if err != nil {
		return nil, err
	}
	all, err := byScenario(networks, b.ground, func(n network, on ground) ([]Map, error) {
		m, err := mapOf(ctx, e, n, on)
		if err != nil || n.Network != Untrained {
			return []Map{m}, err
		}
		average, err := b.averageMap(ctx, e, n, on)
		return slices.Concat([]Map{m}, average, on.baselines), err
	})
	return slices.Concat(all...), err
}

// averageMap is the map of the averaging network beside another one of its form; none, if
// there is no such network.
func (b bench) averageMap(ctx context.Context, e train.Engine, n network, on ground) ([]Map, error) {
	if n.weights.Custom != nil {
		return nil, nil
	}
	weights, err := averaging(n.weights.Form(), n.weights.Input, on.set.Images)
	if err != nil {
		return nil, err
	}
	m, err := mapOf(ctx, e, network{Subject{Group{n.Scenario, Averaging}, b.seed}, n.scenario, weights}, on)
	return []Map{m}, err
}

// Relative returns, for each network of a group, the density of its map in every region
// divided by the density of the map of another group's network with the same seed, in the
// order of the group's maps: above 1 where saliency is denser than in that map. A seed that
// only one of the groups has, or that a group has twice, is an error.
func Relative(all []Map, g, null Group) ([]explain.Density, error) {
	density := func(m Map) explain.Density { return m.Density }
	pairs, err := metrics.Pair(sample(all, g, density), sample(all, null, density))
	return slice.Map(pairs, func(p metrics.Paired[explain.Density]) explain.Density {
		own, other := p.First, p.Second
		return explain.Density{Inside: own.Inside / other.Inside, Border: own.Border / other.Border, Outside: own.Outside / other.Outside}
	}), err
}

// ground is what the maps of a scenario's networks lie on.
type ground struct {
	set, few     *nodule.Set // the training images, and the first of them
	edges, image []float32   // the baselines' maps of the few
	baselines    []Map
}

func (b bench) ground(s paper.Scenario) (ground, error) {
	sets, err := b.plan.Draw(s, b.seed)
	if err != nil {
		return ground{}, err
	}
	training := sets.Training
	g := ground{set: training}
	if g.few, err = training.First(min(compared, training.Len())); err != nil {
		return ground{}, err
	}
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

func mapOf(ctx context.Context, e train.Engine, n network, on ground) (Map, error) {
	maps, err := e.Saliency(ctx, n.weights, on.set)
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
	m.Image, err = explain.MeanRankCorrelation(few, on.image, size)
	return m, err
}
