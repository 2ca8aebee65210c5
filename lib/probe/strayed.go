package probe

import (
	"context"
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Strayed says which embeddings of one network lie nearer the training centroid of
// the other class ([explain.Centroids]), and how far clusters have moved: the training set
// first, then each test set, in the scenario's order.
type Strayed struct {
	Subject
	Sets []StrayedShare
}

// StrayedShare is the share of each class's embeddings of a set that strayed, and how far
// the class's cluster as a whole has moved.
type StrayedShare struct {
	Set               nodule.Distribution
	Malignant, Benign float64
	Moved             Moved
}

// Moved is how far each class's centroid in a set lies from its centroid in training, in
// units of the distance between the two classes' centroids in training
// ([explain.Centroids.Moved]).
type Moved struct{ Malignant, Benign float64 }

// Of returns the distance of a class.
func (m Moved) Of(class nodule.Class) float64 {
	if class == nodule.Malignant {
		return m.Malignant
	}
	return m.Benign
}

// Of returns the share of a class.
func (s StrayedShare) Of(class nodule.Class) float64 {
	if class == nodule.Malignant {
		return s.Malignant
	}
	return s.Benign
}

// MeasureStrayed measures each trained network on the sets of its scenario.
func MeasureStrayed(ctx context.Context, l *lab.Lab) ([]Strayed, error) {
	return measure(ctx, l, bench.strayed)
}

func (b bench) strayed(ctx context.Context, e train.Engine) ([]Strayed, error) {
	return byScenario(b.networks, b.sets, func(n network, sets []*nodule.Set) (Strayed, error) {
		views, err := slice.Try(sets, func(s *nodule.Set) (lab.View, error) {
			out, err := e.Forward(ctx, n.weights, s)
			return lab.View{Set: s, Output: out}, err
		})
		if err != nil {
			return Strayed{}, err
		}
		shares, err := StrayedIn(views)
		return Strayed{n.Subject, shares}, err
	})
}

// sets draws the sets of a scenario: training, then the tests.
func (b bench) sets(s paper.Scenario) ([]*nodule.Set, error) { return b.plan.Sets(s, b.seed) }

// StrayedIn measures the embeddings of one network's views, of which the first is
// of the training set: it has the centroids. Saliency is not needed.
func StrayedIn(views []lab.View) ([]StrayedShare, error) {
	if len(views) == 0 {
		return nil, fmt.Errorf("probe: no views: want the training set's, then others")
	}
	for i, v := range views {
		if v.Set == nil {
			return nil, fmt.Errorf("probe: view %d has no set", i)
		}
	}
	training := views[0]
	c, err := explain.FitCentroids(training.Embeddings, training.Width(), training.Set.Malignant())
	if err != nil {
		return nil, err
	}
	return slice.Try(views, func(v lab.View) (StrayedShare, error) {
		malignant, benign, err := c.Strayed(v.Embeddings, v.Set.Malignant())
		if err != nil {
			return StrayedShare{}, err
		}
		s := StrayedShare{Set: v.Set.Distribution, Malignant: malignant, Benign: benign}
		s.Moved.Malignant, s.Moved.Benign, err = c.Moved(v.Embeddings, v.Set.Malignant())
		return s, err
	})
}
