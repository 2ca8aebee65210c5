package probe

import (
	"context"

	"nodulelab/lib/nodule"
	"nodulelab/lib/study"
)

// Levels are the foreground intensities of response curves: the paper's ten, and
// one step more on either side. At the first a shape hardly stands out.
func Levels() []int {
	levels := []int{100}
	levels = append(levels, nodule.Intensities()...)
	return append(levels, 210)
}

// Response is how one network answers to the foreground's intensity alone: the
// share of malignant and of benign masks that it calls malignant at each of
// [Levels], with masks and noise as they are.
type Response struct {
	Subject
	Malignant, Benign []float64
}

// MeasureResponses draws the curves of each trained network.
func MeasureResponses(ctx context.Context, l *study.Lab) ([]Response, error) {
	return measure(ctx, l, bench.responses)
}

func (b bench) responses() ([]Response, error) {
	base, err := b.plan.Config.Draw(b.seed, "responses", nodule.D(150, 150), b.plan.Config.Samples)
	if err != nil {
		return nil, err
	}
	all := make([]Response, len(b.networks))
	for _, level := range Levels() {
		s := base.Repaint(nodule.D(level, level))
		for i, n := range b.networks {
			calls, err := b.calls(n, s)
			if err != nil {
				return nil, err
			}
			r := &all[i]
			r.Subject = n.Subject
			r.Malignant = append(r.Malignant, share(ofClass(s, nodule.Malignant, calls)))
			r.Benign = append(r.Benign, share(ofClass(s, nodule.Benign, calls)))
		}
	}
	return all, nil
}

// ofClass are the values of a class's samples.
func ofClass[T any](s *nodule.Set, class nodule.Class, values []T) []T {
	var own []T
	for i, v := range values {
		if s.Classes[i] == class {
			own = append(own, v)
		}
	}
	return own
}
