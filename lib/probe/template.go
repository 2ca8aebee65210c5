package probe

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Template is how one network answers to contrast alone: the same shapes of both classes,
// all of one area on one background, at every level of [Levels]. It is held against a
// template that is not invariant to contrast. Such a reader multiplies the contrast with
// how well the shape matches and compares the product with a fixed threshold, so that its
// logit goes along a straight line, from that of an image without a shape:
//
//	logit(c) = logit(0) + c/c₀ · (logit(c₀) − logit(0))
//
// with the contrast c₀ of training. Both logits on the right are the network's own, so that
// nothing is fitted and all other contrasts are predicted.
//
// Shares are of the decisions at the paper's ten intensities without that of training.
type Template struct {
	Subject

	// Logit, Predicted and Empty are logits in standard deviations of the logits at the
	// intensity of training: the mean of each class at each level, the same as predicted,
	// and that of an image without a shape.
	Logit, Predicted Curve
	Empty            float64

	Called Curve // shares of each class called malignant

	Right      float64 // share of decisions that the template predicts
	Invariant  float64 // share that is as it was at the intensity of training, which a reader of shape alone would have at 1
	ByContrast float64 // share that the best rule predicts that knows the level and not the shape
	Explained  float64 // share of the logit's variance that the prediction explains, R²

	// Right and Explained of a logit that goes with the square of the contrast, as an
	// energy does. They were added when the others had been seen; nothing is judged by them.
	SquareRight, SquareExplained float64
}

// Accuracy is the share of right decisions where the classes have two levels of [Levels],
// given by their indices, and areas are equal.
func (t Template) Accuracy(malignant, benign int) float64 {
	return (t.Called.Malignant[malignant] + 1 - t.Called.Benign[benign]) / 2
}

// ClassMeans is a template without a network: it multiplies an image with the difference
// between the mean images of the classes in training. Its threshold is in the middle between
// the two.
const ClassMeans = "class means"

// EqualAreas is the group of the same networks trained with equal areas.
func EqualAreas(g Group) Group { return Group{g.Scenario, g.Network + equal} }

const equal = ", equal areas"

// HasEqualAreas tells whether the group is one of [EqualAreas].
func (g Group) HasEqualAreas() bool { return strings.HasSuffix(g.Network, equal) }

// IsClassMeans tells whether a group is the template of the class means.
func (g Group) IsClassMeans() bool { return strings.TrimSuffix(g.Network, equal) == ClassMeans }

// MeasureTemplates measures the networks of scenarios in which both classes have one
// intensity in training, and the template of the class means: those of the lab's plan, and
// those of the same plan with equal areas, which are trained if the store lacks them. The
// equal area is the mean of the plan's two, of which the images are, too. A plan without
// such a scenario is an error.
func MeasureTemplates(ctx context.Context, l *lab.Lab) ([]Template, error) {
	own := *l
	own.Plan.Scenarios = slice.Filter(l.Plan.Scenarios, func(s paper.Scenario) bool {
		return asked(s) && s.Training.Malignant == s.Training.Benign
	})
	if len(own.Plan.Scenarios) == 0 {
		return nil, fmt.Errorf("probe: answers to contrast: no scenario whose classes have one intensity in training: want one, such as scenario 1")
	}
	all, err := measure(ctx, &own, bench.templates)
	if err != nil || !apart(own.Plan.Config) {
		return all, err
	}
	own.Plan.Config = equalAreas(own.Plan.Config)
	equal, err := measure(ctx, &own, bench.templates)
	return append(all, equal...), err
}

// apart tells whether the classes have two areas.
func apart(c nodule.Config) bool { return c.BenignArea != c.MalignantArea }

// equalAreas gives both classes the mean of their areas.
func equalAreas(c nodule.Config) nodule.Config {
	mean := (c.BenignArea + c.MalignantArea) / 2
	c.BenignArea, c.MalignantArea = mean, mean
	return c
}

func (b bench) templates(ctx context.Context, e train.Engine) ([]Template, error) {
	if err := b.needRecipe("answers to contrast"); err != nil {
		return nil, err
	}
	var all []Template
	for i, n := range b.networks {
		sets, err := b.contrasts(n.scenario.Training)
		if err != nil {
			return nil, err
		}
		if i == 0 || b.networks[i-1].Scenario != n.Scenario {
			means, err := b.classMeans(n.scenario)
			if err != nil {
				return nil, err
			}
			t, err := sets.answer(Subject{Group{n.Scenario, ClassMeans}, b.seed}, means)
			if err != nil {
				return nil, err
			}
			all = append(all, t)
		}
		t, err := sets.answer(n.Subject, n.reader(ctx, e))
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	if !apart(b.plan.Config) {
		for i := range all {
			all[i].Group = EqualAreas(all[i].Group)
		}
	}
	return all, nil
}

// contrasts are one set of shapes at many contrasts.
type contrasts struct {
	training *nodule.Set   // at the intensity of training
	levels   []*nodule.Set // at each of Levels
	empty    *nodule.Set   // one image without a shape

	background float64
}

// contrasts draws the shapes of both classes with one area.
func (b bench) contrasts(d nodule.Distribution) (all contrasts, err error) {
	c := equalAreas(b.plan.Config)
	all.background = c.Background
	if all.training, err = c.Draw(b.seed, "template", d, c.Samples); err != nil {
		return all, err
	}
	if all.empty, err = all.training.First(1); err != nil {
		return all, err
	}
	for p := range all.empty.Images {
		all.empty.Images[p], all.empty.Masks[p] = float32(c.Background), 0
	}
	all.levels, err = slice.Try(Levels(), func(level int) (*nodule.Set, error) {
		return all.training.Repaint(nodule.D(level, level))
	})
	return all, err
}

// reader returns a logit for each image of a set.
type reader func(*nodule.Set) ([]float32, error)

// classMeans is the template of the class means of a scenario's training set.
func (b bench) classMeans(s paper.Scenario) (reader, error) {
	sets, err := b.plan.Draw(s, b.seed)
	if err != nil {
		return nil, err
	}
	training := sets.Training
	c, err := explain.FitCentroids(training.Images, training.Side*training.Side, training.Malignant())
	return func(s *nodule.Set) ([]float32, error) {
		leads, err := c.Leads(s.Images)
		return slice.Map(leads, func(v float64) float32 { return float32(v) }), err
	}, err
}

// reader returns the logits of a network.
func (n network) reader(ctx context.Context, e train.Engine) reader {
	return func(s *nodule.Set) ([]float32, error) {
		out, err := e.Forward(ctx, n.weights, s)
		return out.Logits, err
	}
}

// answer holds the answers of a reader against those of a template.
func (c contrasts) answer(of Subject, read reader) (Template, error) {
	answers, err := slice.Try(append([]*nodule.Set{c.empty, c.training}, c.levels...), read)
	if err != nil {
		return Template{}, err
	}
	empty, training := answers[0][0], answers[1]
	unit := stat.PopStdDev(slice.Map(training, widen), nil)
	t := Template{Subject: of, Empty: float64(empty) / unit}
	var scored comparison
	for i, level := range Levels() {
		logits, own := answers[2+i], float64(c.training.Distribution.Malignant)
		share := float32((float64(level) - c.background) / (own - c.background))
		along := func(share float32) []float32 {
			return slice.Map(training, func(v float32) float32 { return empty + share*(v-empty) })
		}
		predicted := along(share)
		t.Logit.add(c.training, logits, unit)
		t.Predicted.add(c.training, predicted, unit)
		t.Called.add(c.training, slice.Map(says(logits), unitStep), 1)
		if float64(level) != own && slices.Contains(nodule.Intensities(), level) {
			scored.add(logits, training, predicted, along(share*share))
		}
	}
	return scored.into(t), nil
}

func widen(v float32) float64 { return float64(v) }

// says are decisions: true for malignant.
func says(logits []float32) []bool { return slice.Map(logits, func(v float32) bool { return v > 0 }) }

func unitStep(yes bool) float32 {
	if yes {
		return 1
	}
	return 0
}

// add adds a level: the mean of each class's values, in a unit.
func (c *Curve) add(s *nodule.Set, values []float32, unit float64) {
	var sums, n [2]float64
	for i, class := range s.Classes {
		sums[class], n[class] = sums[class]+float64(values[i]), n[class]+1
	}
	c.Malignant = append(c.Malignant, sums[nodule.Malignant]/n[nodule.Malignant]/unit)
	c.Benign = append(c.Benign, sums[nodule.Benign]/n[nodule.Benign]/unit)
}

// comparison holds decisions and logits at several levels against what is said of them.
type comparison struct {
	invariant, byContrast metrics.Proportion
	right                 [2]metrics.Proportion // by the contrast, and by its square
	logits                []float64
	predicted             [2][]float64
}

// add adds a level. The slices hold one logit per image: the network's, the network's at
// the intensity of training, and those predicted by the contrast and by its square.
func (c *comparison) add(logits, training []float32, predicted ...[]float32) {
	own := says(logits)
	malignant := metrics.Count(own)
	for i, p := range predicted {
		c.right[i] = plus(c.right[i], same(own, says(p)))
		c.predicted[i] = append(c.predicted[i], slice.Map(p, widen)...)
	}
	c.invariant = plus(c.invariant, same(own, says(training)))
	c.byContrast = plus(c.byContrast, metrics.Proportion{Hits: max(malignant.Hits, malignant.Total-malignant.Hits), Total: malignant.Total})
	c.logits = append(c.logits, slice.Map(logits, widen)...)
}

// same counts where two lists of one length agree.
func same(a, b []bool) (p metrics.Proportion) {
	for i, v := range a {
		p.Total++
		if v == b[i] {
			p.Hits++
		}
	}
	return p
}

func plus(a, b metrics.Proportion) metrics.Proportion {
	return metrics.Proportion{Hits: a.Hits + b.Hits, Total: a.Total + b.Total}
}

// into returns the template with the shares.
func (c comparison) into(t Template) Template {
	t.Invariant, t.ByContrast = c.invariant.Value(), c.byContrast.Value()
	t.Right, t.SquareRight = c.right[0].Value(), c.right[1].Value()
	t.Explained = stat.RSquaredFrom(c.predicted[0], c.logits, nil)
	t.SquareExplained = stat.RSquaredFrom(c.predicted[1], c.logits, nil)
	return t
}
