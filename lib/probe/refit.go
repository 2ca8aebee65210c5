package probe

import (
	"context"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Sizes are the numbers of images that a last layer is fitted to anew.
func Sizes() []int { return []int{20, 50, 100, 200} }

// Refit is what one encoder would have allowed: accuracies with the classifier
// that was trained on top of it, and with one that is fitted anew to a few crossed
// images ([nodule.Crossed]), in which brightness says nothing of the class
// (Kirichenko et al. 2023). The encoder stays as it is. The new classifier is a
// ridge regression to −1 and 1, whose penalty is chosen by cross-validation within these
// few images ([explain.TuneRidges]).
type Refit struct {
	Subject
	Before Accuracies
	After  []Accuracies // one each of Sizes
}

// Accuracies are one classifier's accuracies on new images of the scenario's training
// distribution, and on its test sets.
type Accuracies struct {
	Training float64
	Tests    []float64
}

// Worst is the accuracy on the worse of the tests.
func (a Accuracies) Worst() float64 { return slices.Min(a.Tests) }

// MeasureRefits fits the last layer anew on each trained encoder, and on the
// untrained one that it started from.
func MeasureRefits(ctx context.Context, l *lab.Lab) ([]Refit, error) {
	return measure(ctx, l, bench.refits)
}

func (b bench) refits(ctx context.Context, e train.Engine) ([]Refit, error) {
	if err := b.needRecipe("classifiers that are fitted anew"); err != nil {
		return nil, err
	}
	sizes := Sizes()
	few, err := b.plan.Config.DrawCrossed(b.seed, "last layer", sizes[len(sizes)-1])
	if err != nil {
		return nil, err
	}
	networks, err := b.withUntrained()
	if err != nil {
		return nil, err
	}
	return byScenario(networks, b.judges, func(n network, sets []*nodule.Set) (Refit, error) {
		return refit(ctx, e, n, few, sets)
	})
}

// judges returns the sets on which a classifier is scored.
func (b bench) judges(s paper.Scenario) ([]*nodule.Set, error) {
	sets, err := b.plan.Sets(s, b.seed)
	if err != nil {
		return nil, err
	}
	sets[0], err = b.plan.Config.Draw(b.seed, "held out", s.Training, b.plan.Config.Samples)
	return sets, err
}

func refit(ctx context.Context, e train.Engine, n network, few *nodule.Crossed, sets []*nodule.Set) (Refit, error) {
	learnt, err := e.Forward(ctx, n.weights, few.Set)
	if err != nil {
		return Refit{}, err
	}
	seen, err := slice.Try(sets, func(s *nodule.Set) (train.Output, error) { return e.Forward(ctx, n.weights, s) })
	if err != nil {
		return Refit{}, err
	}
	r := Refit{Subject: n.Subject}
	if r.Before, err = scored(sets, slice.Map(seen, train.Output.Predictions)); err != nil {
		return Refit{}, err
	}
	shape := targets(few)[0]
	r.After, err = slice.Try(Sizes(), func(size int) (Accuracies, error) {
		says, err := relearnt(learnt.Embeddings[:size*learnt.Width()], shape[:size], seen)
		if err != nil {
			return Accuracies{}, err
		}
		return scored(sets, says)
	})
	return r, err
}

// relearnt fits a classifier to embeddings and their shapes, and tells what it
// says of others.
func relearnt(embeddings []float32, shape []float64, others []train.Output) ([][]bool, error) {
	models, err := explain.TuneRidges(embeddings, len(embeddings)/len(shape), shape)
	if err != nil {
		return nil, err
	}
	return slice.Try(others, func(o train.Output) ([]bool, error) {
		values, err := models[0].Predict(o.Embeddings)
		return explain.Positive(values), err
	})
}

// scored scores what is said of each set, the training distribution's first.
func scored(sets []*nodule.Set, says [][]bool) (a Accuracies, err error) {
	for i, s := range sets {
		right, err := metrics.Agreement(says[i], s.Malignant())
		if err != nil {
			return a, err
		}
		a.Tests = append(a.Tests, right.Value())
	}
	a.Training, a.Tests = a.Tests[0], a.Tests[1:]
	return a, nil
}
