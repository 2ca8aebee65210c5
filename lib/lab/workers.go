package lab

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"nodulelab/lib/device"
	"nodulelab/lib/train"
)

// Workers says how jobs are computed.
type Workers struct {
	Engines  int        // side by side, one a goroutine
	Replicas int        // networks that each engine trains at once
	Fit      func() int // finds Replicas, if not nil, once there is something to train
	Open     func() (train.Engine, error)
	Report   func(Report) // after every epoch, if not nil; called one at a time
}

// WorkersOn returns the workers for a choice. The native engine and the Go backend
// get one engine a core, the former with one network each, the latter with four. XLA
// is parallel itself and gets one engine: with 20 networks on a CPU, with as many as
// fit into its memory on a GPU (see [Replicas]). For GoMLX the environment variable
// NODULELAB_REPLICAS asks for another number of networks.
func WorkersOn(c device.Choice) (Workers, error) {
	w := Workers{Engines: runtime.GOMAXPROCS(0), Replicas: 1, Open: func() (train.Engine, error) { return train.Open(c) }}
	asked, err := numberFrom(ReplicasVariable, 0, mostReplicas, fmt.Sprintf("number of networks in one graph, 1 to %d", mostReplicas))
	if err != nil || c.Backend == device.Native {
		return w, err
	}
	w.Replicas = 4
	if c.Backend == "xla" {
		w.Engines, w.Replicas = 1, usualReplicas
	}
	switch {
	case asked > 0:
		w.Replicas = asked
	case c.CUDA():
		w.Fit = fitting
	}
	return w, nil
}

// train runs jobs of the plan on the workers and hands each job's networks to
// keep, one job at a time. The first error, or the end of the context, stops all.
func (p Plan) train(ctx context.Context, w Workers, jobs []Job, keep func(Job, []Trained) error) error {
	if w.Engines < 1 || w.Replicas < 1 {
		return fmt.Errorf("lab: %d engines of %d replicas: want at least one of each", w.Engines, w.Replicas)
	}
	var mu sync.Mutex // held during keep and Report
	var work Work
	work.Add(p.Protocol, jobs...)
	start := time.Now()
	return w.each(ctx, len(jobs), func(ctx context.Context, e train.Engine, i int) error {
		var report func(train.Progress)
		if w.Report != nil {
			report = func(now train.Progress) {
				mu.Lock()
				defer mu.Unlock()
				work.Count(jobs[i], now)
				w.Report(Report{Job: jobs[i], Epoch: now, Work: work, Passed: time.Since(start)})
			}
		}
		trained, err := jobs[i].run(ctx, e, p, report)
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		return keep(jobs[i], trained)
	})
}

// Each does work on the numbers from 0 to n−1, side by side on as many engines as
// the lab's workers have, one a goroutine. The first error, or the end of the
// context, stops all.
func (l *Lab) Each(ctx context.Context, n int, work func(ctx context.Context, e train.Engine, i int) error) error {
	return l.Workers.each(ctx, n, work)
}

// Counted is work for [Lab.Each] that tells report, if it is not nil, after each piece how many
// are done, one at a time.
func Counted(report func(done int), work func(ctx context.Context, e train.Engine, i int) error) func(context.Context, train.Engine, int) error {
	var mu sync.Mutex
	done := 0
	return func(ctx context.Context, e train.Engine, i int) error {
		if err := work(ctx, e, i); err != nil || report == nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		report(done)
		return nil
	}
}

func (w Workers) each(ctx context.Context, n int, work func(context.Context, train.Engine, int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var all sync.WaitGroup
	for range min(max(w.Engines, 1), n) {
		all.Go(func() {
			if err := w.take(ctx, next, work); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// take works on an engine of its own until no number is left.
func (w Workers) take(ctx context.Context, next <-chan int, work func(context.Context, train.Engine, int) error) error {
	e, err := w.Open()
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
