package claims

import (
	"context"

	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// probe looks into one network.
type probe struct {
	ctx      context.Context
	engine   train.Engine
	plan     lab.Plan
	scenario paper.Scenario
	network  train.Network
}

func (p probe) measure() (Measurement, error) {
	m := Measurement{Seed: p.network.Seed, Scenario: p.scenario.Number, Loss: p.network.Loss}
	sets, err := p.plan.Sets(p.scenario, m.Seed)
	if err != nil {
		return m, err
	}
	saliency, err := p.engine.Saliency(p.ctx, p.network.Weights, sets[0])
	if err != nil {
		return m, err
	}
	if m.Density, err = explain.SetDensity(saliency, sets[0]); err != nil {
		return m, err
	}
	if m.Strayed, err = p.strayed(sets[0], sets[1:]); err != nil {
		return m, err
	}
	m.Flips, err = p.flips(sets[1:])
	return m, err
}

func (p probe) look(s *nodule.Set) (train.Output, error) {
	return p.engine.Forward(p.ctx, p.network.Weights, s)
}

func (p probe) strayed(training *nodule.Set, tests []*nodule.Set) ([]Strayed, error) {
	out, err := p.look(training)
	if err != nil {
		return nil, err
	}
	c, err := explain.FitCentroids(out.Embeddings, lenet.EmbeddingSize, training.Malignant())
	if err != nil {
		return nil, err
	}
	all := make([]Strayed, len(tests))
	for i, s := range tests {
		all[i].Test = s.Distribution
		if out, err = p.look(s); err != nil {
			return nil, err
		}
		if all[i].Malignant, all[i].Benign, err = c.Strayed(out.Embeddings, s.Malignant()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// flips averages over the test sets, which are of one size.
func (p probe) flips(tests []*nodule.Set) (Flips, error) {
	var f Flips
	for _, s := range tests {
		d := s.Distribution
		reshaped, err := p.plan.Config.ReshapedTestSet(p.network.Seed, d)
		if err != nil {
			return f, err
		}
		changed, err := p.changed(s, s.Repaint(nodule.D(d.Benign, d.Malignant)), reshaped)
		if err != nil {
			return f, err
		}
		f.Intensity += changed[0] / float64(len(tests))
		f.Shape += changed[1] / float64(len(tests))
	}
	return f, nil
}

// changed returns, for each other version of a set, the share of its images whose
// predicted class is another.
func (p probe) changed(s *nodule.Set, versions ...*nodule.Set) ([]float64, error) {
	before, err := p.look(s)
	if err != nil {
		return nil, err
	}
	shares := make([]float64, len(versions))
	for i, v := range versions {
		after, err := p.look(v)
		if err != nil {
			return nil, err
		}
		shares[i] = disagreement(before.Predictions(), after.Predictions())
	}
	return shares, nil
}

// disagreement is the share of predictions that differ.
func disagreement(a, b []bool) float64 {
	var p metrics.Proportion
	for i := range a {
		p.Total++
		if a[i] != b[i] {
			p.Hits++
		}
	}
	return p.Value()
}
