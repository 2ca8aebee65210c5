package probe

import (
	"context"
	"slices"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
	"nodulelab/lib/train"
)

// Sizes are the numbers of images that a last layer is fitted to anew.
func Sizes() []int { return []int{20, 50, 100, 200} }

// Refit is what one encoder would have allowed: accuracies with the classifier
// that was trained on top of it, and with one that is fitted anew to a few crossed
// images ([nodule.Crossed]), in which brightness says nothing of the class
// (Kirichenko et al. 2023). The encoder stays as it is. The new classifier is a
// ridge regression to −1 and 1.
type Refit struct {
	Subject
	Before Accuracies
	After  []Accuracies // one each of Sizes
}

// Accuracies are those on new images of the scenario's training distribution, and
// on its test sets.
type Accuracies struct {
	Training float64
	Tests    []float64
}

// Worst is the accuracy on the worse of the tests.
func (a Accuracies) Worst() float64 { return slices.Min(a.Tests) }

// MeasureRefits fits the last layer anew on each trained encoder, and on the
// untrained one that it started from.
func MeasureRefits(ctx context.Context, l *study.Lab) ([]Refit, error) {
	return measure(ctx, l, bench.refits)
}

func (b bench) refits() ([]Refit, error) {
	sizes := Sizes()
	few, err := b.plan.Config.DrawCrossed(b.seed, "last layer", sizes[len(sizes)-1])
	if err != nil {
		return nil, err
	}
	networks, err := b.withUntrained()
	if err != nil {
		return nil, err
	}
	var all []Refit
	for _, n := range networks {
		sets, err := b.judges(n.scenario)
		if err != nil {
			return nil, err
		}
		r, err := b.refit(n, few, sets)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// judges are the sets that a classifier is judged on.
func (b bench) judges(s study.Scenario) ([]*nodule.Set, error) {
	sets, err := b.plan.Sets(s, b.seed)
	if err != nil {
		return nil, err
	}
	sets[0], err = b.plan.Config.Draw(b.seed, "held out", s.Training, b.plan.Config.Samples)
	return sets, err
}

func (b bench) refit(n network, few *nodule.Crossed, sets []*nodule.Set) (Refit, error) {
	learnt, err := b.look(n, few.Set)
	if err != nil {
		return Refit{}, err
	}
	seen := make([]train.Output, len(sets))
	for i, s := range sets {
		if seen[i], err = b.look(n, s); err != nil {
			return Refit{}, err
		}
	}
	r := Refit{Subject: n.Subject}
	r.Before = scored(sets, func(i int) []bool { return seen[i].Predictions() })
	shape := targets(few)[0]
	for _, size := range Sizes() {
		models, err := explain.FitRidges(learnt.Embeddings[:size*lenet.EmbeddingSize], lenet.EmbeddingSize, penalty, shape[:size])
		if err != nil {
			return Refit{}, err
		}
		says := make([][]bool, len(sets))
		for i := range sets {
			values, err := models[0].Predict(seen[i].Embeddings)
			if err != nil {
				return Refit{}, err
			}
			says[i] = positive(values)
		}
		r.After = append(r.After, scored(sets, func(i int) []bool { return says[i] }))
	}
	return r, nil
}

// scored scores what is said of each set, the training distribution's first.
func scored(sets []*nodule.Set, says func(i int) []bool) Accuracies {
	var a Accuracies
	for i, s := range sets {
		v := agreement(says(i), s.Malignant())
		if i == 0 {
			a.Training = v
			continue
		}
		a.Tests = append(a.Tests, v)
	}
	return a
}
