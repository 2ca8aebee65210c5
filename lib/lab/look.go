package lab

import (
	"context"
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Look is what one network makes of its training set and of its scenario's test
// sets.
type Look struct {
	Trained
	Scenario paper.Scenario
	Views    []View // the training set's, then one a test set, in the paper's order
}

// View is a set through the eyes of a network.
type View struct {
	Set          *nodule.Set
	train.Output           // embeddings n×D and logits n
	Saliency     []float32 // n×Side×Side: |∂logit/∂pixel|
}

// Margins returns the margin of each sample, n values: (2y − 1)·logit, how far its logit
// lies on the side of its class, and below 0 where it lies on the other.
func (v View) Margins() []float64 {
	margins := make([]float64, len(v.Logits))
	for i, y := range v.Set.Labels() {
		margins[i] = (2*float64(y) - 1) * float64(v.Logits[i])
	}
	return margins
}

// Training is the view of the training set.
func (l Look) Training() View { return l.Views[0] }

// Tests are the views of the test sets.
func (l Look) Tests() []View { return l.Views[1:] }

// Looks looks through networks at the sets that they were trained and tested on, one
// Look each, in their order.
func (l *Lab) Looks(ctx context.Context, networks []Trained) ([]Look, error) {
	for _, t := range networks {
		if t.Origin.Scenario.Number == 0 {
			return nil, fmt.Errorf("lab: seed %d, %s, does not say what it was trained on: look with LooksAt, which takes a scenario", t.Seed, t.Loss)
		}
	}
	return l.looks(ctx, networks, func(t Trained) (Plan, paper.Scenario) {
		return Plan{Config: t.Origin.Config, Data: t.Origin.Data, Order: t.Origin.Order}, t.Origin.Scenario
	})
}

// LooksAt looks through networks at the sets of a scenario in the lab's plan, whatever
// the networks were trained on.
func (l *Lab) LooksAt(ctx context.Context, s paper.Scenario, networks []Trained) ([]Look, error) {
	return l.looks(ctx, networks, func(Trained) (Plan, paper.Scenario) { return l.Plan, s })
}

// looks looks through networks at the sets of the plan and scenario that of names.
func (l *Lab) looks(ctx context.Context, networks []Trained, of func(Trained) (Plan, paper.Scenario)) ([]Look, error) {
	looks := make([]Look, len(networks))
	err := l.Each(ctx, len(networks), func(ctx context.Context, e train.Engine, i int) error {
		plan, s := of(networks[i])
		sets, err := plan.Sets(s, networks[i].Seed)
		if err != nil {
			return err
		}
		views, err := slice.Try(sets, func(set *nodule.Set) (View, error) { return view(ctx, e, networks[i], set) })
		looks[i] = Look{networks[i], s, views}
		return err
	})
	if err != nil {
		return nil, err
	}
	return looks, nil
}

func view(ctx context.Context, e train.Engine, t Trained, set *nodule.Set) (View, error) {
	out, err := e.Forward(ctx, t.Weights, set)
	if err != nil {
		return View{}, err
	}
	saliency, err := e.Saliency(ctx, t.Weights, set)
	return View{set, out, saliency}, err
}
