package probe

import (
	"context"
	"fmt"
	"math"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Conflict is what one network decides where cues contradict each other (Geirhos
// et al. 2019): each image has the shape of one class and, of the other, the cue
// that the scenario offers beside the shape. That is the whole image's mean in
// scenario 1 and the foreground's intensity in scenario 2. Both values are the share of
// decisions that resist the cue: they stay with the class of the shape, the rest follows
// the cue.
//
// A decision that resists the cue need not come from the shape: whatever else still goes
// with the class may have made it. The area does, in all of these images. And where the
// background alone brings the cue, in scenario 1, contrast × area does too: a network that
// reads nothing else resists that cue in every image.
type Conflict struct {
	Subject

	// Foreground: the foreground brings the cue. In scenario 1 it gives the image
	// the other class's mean; in scenario 2 it has the other class's intensity, and
	// the mean moves along.
	Foreground float64

	// Background: the background keeps the rest as it was in training. In scenario 1
	// it alone gives the image the other class's mean; in scenario 2 it holds the
	// mean, while the foreground has the other class's intensity.
	Background float64
}

// MeasureConflicts asks each trained network.
func MeasureConflicts(ctx context.Context, l *lab.Lab) ([]Conflict, error) {
	return measure(ctx, l, bench.conflicts)
}

func (b bench) conflicts(ctx context.Context, e train.Engine) ([]Conflict, error) {
	if err := b.needRecipe("conflicts"); err != nil {
		return nil, err
	}
	draw := func(s paper.Scenario) ([2]*nodule.Set, error) { return ConflictSets(b.plan.Config, s, b.seed) }
	return byScenario(b.networks, draw, func(n network, by [2]*nodule.Set) (Conflict, error) {
		foreground, err := lab.Score(ctx, e, n.weights, by[0])
		if err != nil {
			return Conflict{}, err
		}
		background, err := lab.Score(ctx, e, n.weights, by[1])
		return Conflict{n.Subject, foreground.Accuracy().Value(), background.Accuracy().Value()}, err
	})
}

// ConflictSets draws a scenario's two sets: the cue brought by the foreground, and
// with the background's help. If both classes have one foreground intensity in
// training, the cue is the whole image's mean. A training distribution from which nothing
// can be drawn is an error ([nodule.Distribution.Check]).
func ConflictSets(c nodule.Config, s paper.Scenario, seed uint64) (sets [2]*nodule.Set, err error) {
	d := s.Training
	if err := d.Check(); err != nil {
		return sets, fmt.Errorf("probe: conflicts of scenario %d: %w", s.Number, err)
	}
	own := wholeMeans(c, d)
	foreground, background, means := nodule.D(d.Benign, d.Malignant), nodule.D(d.Benign, d.Malignant), own
	if d.Malignant == d.Benign {
		foreground, background, means = exchanged(c, own), d, [2]float64{own[1], own[0]}
	}
	if sets[0], err = c.Draw(seed, "conflict", foreground, c.Samples); err != nil {
		return sets, err
	}
	if sets[1], err = c.Draw(seed, "conflict", background, c.Samples); err != nil {
		return sets, err
	}
	sets[1], err = hold(sets[1], means)
	return sets, err
}

// wholeMeans are the expected whole-image means of a distribution, by class.
func wholeMeans(c nodule.Config, d nodule.Distribution) [2]float64 {
	of := func(intensity int, area float64) float64 {
		return c.Background + (float64(intensity)-c.Background)*area
	}
	return [2]float64{nodule.Benign: of(d.Benign, c.BenignArea), nodule.Malignant: of(d.Malignant, c.MalignantArea)}
}

// exchanged is the distribution whose foregrounds give each class the mean of the
// other, to the nearest grey level.
func exchanged(c nodule.Config, means [2]float64) nodule.Distribution {
	to := func(mean, area float64) int { return int(math.Round(c.Background + (mean-c.Background)/area)) }
	return nodule.D(to(means[nodule.Benign], c.MalignantArea), to(means[nodule.Malignant], c.BenignArea))
}

// hold moves backgrounds until each image has the mean given for its class.
func hold(s *nodule.Set, means [2]float64) (*nodule.Set, error) {
	steps, err := s.BackgroundSteps(slice.Map(s.Classes, func(c nodule.Class) float64 { return means[c] }))
	if err != nil {
		return nil, err
	}
	return s.Move(nil, steps)
}
