package lab

import (
	"context"
	"sync"

	"nodulelab/lib/train"
)

// Each does work on the numbers from 0 to n−1, side by side on as many engines as
// the lab's workers have, one a goroutine. The first error, or the end of the
// context, stops all.
func (l *Lab) Each(ctx context.Context, n int, work func(ctx context.Context, e train.Engine, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var all sync.WaitGroup
	for range min(max(l.Workers.Engines, 1), n) {
		all.Go(func() {
			if err := l.take(ctx, next, work); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// take works on an engine of its own until no number is left.
func (l *Lab) take(ctx context.Context, next <-chan int, work func(context.Context, train.Engine, int) error) error {
	e, err := l.Workers.Open()
	if err != nil {
		return err
	}
	defer e.Close()
	for i := range next {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := work(ctx, e, i); err != nil {
			return err
		}
	}
	return nil
}
