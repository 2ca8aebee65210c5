package claims

import (
	"context"
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
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
// show, as far as the lab's plan has them. Networks that its store lacks are
// trained.
func Measure(ctx context.Context, l *study.Lab) ([]Measurement, error) {
	e, err := l.Workers.Open()
	if err != nil {
		return nil, err
	}
	defer e.Close()
	var all []Measurement
	for _, s := range l.Plan.Scenarios {
		if s.Number > 2 {
			continue
		}
		for _, loss := range s.Losses {
			own, err := measureAll(ctx, l, e, s, loss)
			if err != nil {
				return nil, err
			}
			all = append(all, own...)
		}
	}
	return all, nil
}

func measureAll(ctx context.Context, l *study.Lab, e train.Engine, s study.Scenario, loss train.Loss) ([]Measurement, error) {
	networks, err := l.Trained(ctx, s, loss)
	if err != nil {
		return nil, err
	}
	all := make([]Measurement, len(networks))
	for i, n := range networks {
		p := probe{ctx, e, l.Plan, s, n.Network}
		if all[i], err = p.measure(); err != nil {
			return nil, fmt.Errorf("claims: scenario %d, %s, seed %d: %w", s.Number, loss, n.Seed, err)
		}
	}
	return all, nil
}
