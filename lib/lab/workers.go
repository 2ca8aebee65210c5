package lab

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"nodulelab/lib/device"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
)

// Workers says how jobs are computed: so many engines side by side, each with
// so many networks at once.
type Workers struct {
	Engines, Replicas int
	Fit               func() int // finds Replicas, if not nil, once there is something to train
	Open              func() (train.Engine, error)
	Report            func(Job, train.Progress) // after every epoch, if not nil; called one at a time
}

// WorkersOn returns the workers for a choice: of the native engine one a core
// with a network each, on the Go backend one engine a core with four networks
// each, on XLA, which is parallel itself, one engine: with twenty networks on a
// CPU, with as many as fit into its memory on a GPU (see [Replicas]). For GoMLX the
// environment variable NODULELAB_REPLICAS asks for another number.
func WorkersOn(c device.Choice) (Workers, error) {
	w := Workers{Engines: runtime.GOMAXPROCS(0), Replicas: 1, Open: func() (train.Engine, error) { return gomlx.Open(c) }}
	asked, err := askedReplicas()
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

// fitted returns the workers with their number of replicas found.
func (w Workers) fitted() Workers {
	if w.Fit != nil {
		w.Replicas, w.Fit = w.Fit(), nil
	}
	return w
}

// train runs jobs of the plan on the workers and hands each job's networks to
// keep, one job at a time. The first error, or the end of the context, stops all.
func (p Plan) train(ctx context.Context, w Workers, jobs []Job, keep func(Job, []Trained) error) error {
	if w.Engines < 1 || w.Replicas < 1 {
		return fmt.Errorf("lab: %d engines of %d replicas: want at least one of each", w.Engines, w.Replicas)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &running{plan: p, workers: w, jobs: make(chan Job), keep: keep}
	var all sync.WaitGroup
	for range min(w.Engines, len(jobs)) {
		all.Go(func() {
			if err := r.work(ctx); err != nil {
				cancel(err)
			}
		})
	}
	r.feed(ctx, jobs)
	all.Wait()
	return context.Cause(ctx)
}

// running are jobs at work.
type running struct {
	plan    Plan
	workers Workers
	jobs    chan Job

	mu   sync.Mutex // held during keep and Report
	keep func(Job, []Trained) error
}

func (r *running) feed(ctx context.Context, jobs []Job) {
	defer close(r.jobs)
	for _, j := range jobs {
		select {
		case r.jobs <- j:
		case <-ctx.Done():
			return
		}
	}
}

// work runs jobs on an engine of its own until there are none left.
func (r *running) work(ctx context.Context) error {
	e, err := r.workers.Open()
	if err != nil {
		return err
	}
	defer e.Close()
	for j := range r.jobs {
		trained, err := j.run(ctx, e, r.plan, r.reporter(j))
		if err != nil {
			return err
		}
		if err := r.hand(j, trained); err != nil {
			return err
		}
	}
	return nil
}

func (r *running) hand(j Job, trained []Trained) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.keep(j, trained)
}

func (r *running) reporter(j Job) func(train.Progress) {
	if r.workers.Report == nil {
		return nil
	}
	return func(p train.Progress) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.workers.Report(j, p)
	}
}
