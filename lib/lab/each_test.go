package lab_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/train"
)

// Every number is worked on once, on no more engines than there are workers.
func TestEach(t *testing.T) {
	for _, n := range []int{0, 1, 7} {
		var opened atomic.Int32
		l := lab.Lab{Workers: lab.Workers{Engines: 3, Open: func() (train.Engine, error) { opened.Add(1); return labtest.OpenGo() }}}
		done := make([]atomic.Int32, n)
		err := l.Each(context.Background(), n, func(_ context.Context, e train.Engine, i int) error {
			done[i].Add(1)
			return nil
		})
		if err != nil || int(opened.Load()) != min(3, n) {
			t.Errorf("%d: %v, %d engines", n, err, opened.Load())
		}
		for i := range done {
			if done[i].Load() != 1 {
				t.Errorf("%d was worked on %d times", i, done[i].Load())
			}
		}
	}
}

func TestEachStops(t *testing.T) {
	l := lab.Lab{Workers: lab.Workers{Engines: 1, Open: labtest.OpenGo}}
	broken, worked := errors.New("broken"), 0
	err := l.Each(context.Background(), 5, func(context.Context, train.Engine, int) error { worked++; return broken })
	if !errors.Is(err, broken) || worked != 1 {
		t.Errorf("error %v after %d", err, worked)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = l.Each(ctx, 5, func(context.Context, train.Engine, int) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
