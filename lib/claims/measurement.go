package claims

import (
	"context"
	"fmt"

	"nodulelab/lib"
	"nodulelab/lib/explain"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// Measurement is what claims 7 to 9 need to know of one network.
type Measurement struct {
	Seed     uint64
	Scenario int
	Loss     train.Loss
	Strayed  []Strayed       // one a test set, in the scenario's order
	Density  explain.Density // of the saliency on the training set
	Flips    Flips
}

// Strayed are the shares of a test set's embeddings that lie nearer the training
// centroid of the other class ([explain.Centroids]).
type Strayed struct {
	Test              nodule.Distribution
	Malignant, Benign float64
}

// Flips are the shares of the test images, over all test sets, whose predicted
// class changes when one thing of the image becomes the other class's.
type Flips struct {
	Intensity float64 // the foreground's; mask and noise stay ([nodule.Set.Repaint])
	Shape     float64 // the mask; intensity, deformation and noise stay ([nodule.Config.ReshapedTestSet])
}

// Measure measures the networks of scenarios 1 and 2, those that Figs. 2 and 3
// show, as far as the lab's plan has them, by scenario, loss and seed. Networks
// that its store lacks are trained. What was measured before is remembered.
func Measure(ctx context.Context, l *lab.Lab) ([]Measurement, error) {
	code, err := lib.Sources("claims", "explain", "metrics")
	if err != nil {
		return nil, err
	}
	return lab.Remember(l, "claims.Measurement", code, l.Plan.JobsOf(1, 2), func() ([]Measurement, error) { return measure(ctx, l) })
}

func measure(ctx context.Context, l *lab.Lab) ([]Measurement, error) {
	probes, err := probes(ctx, l)
	if err != nil {
		return nil, err
	}
	all := make([]Measurement, len(probes))
	err = l.Each(ctx, len(probes), func(ctx context.Context, e train.Engine, i int) (err error) {
		p := probes[i]
		p.ctx, p.engine = ctx, e
		if all[i], err = p.measure(); err != nil {
			return fmt.Errorf("claims: scenario %d, %s, seed %d: %w", p.scenario.Number, p.network.Loss, p.network.Seed, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// probes are those of all networks that Measure measures, without their engines.
func probes(ctx context.Context, l *lab.Lab) ([]probe, error) {
	var all []probe
	for _, s := range l.Plan.Scenarios {
		if s.Number > 2 {
			continue
		}
		for _, loss := range s.Losses {
			networks, err := l.Trained(ctx, s, loss)
			if err != nil {
				return nil, err
			}
			for _, n := range networks {
				all = append(all, probe{plan: l.Plan, scenario: s, network: n.Network})
			}
		}
	}
	return all, nil
}
