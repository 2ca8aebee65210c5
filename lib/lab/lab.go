// Package lab has the networks of a plan (every loss of every scenario, for every
// seed): it reads them from a store of finished runs and trains what the store lacks.
package lab

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
)

// Lab is a plan with the store of its finished runs, and with what trains the rest.
type Lab struct {
	Plan    Plan
	Store   *runs.Store
	Engine  string // the engine's name, part of every run's identity
	Workers Workers

	// Lean labs keep a network's results and drop its weights and curves.
	Lean bool

	// Settings of the engine are part of every run's provenance.
	Settings map[string]string

	// Warn, if not nil, is told of runs that were damaged and are made again, and of
	// networks that are not kept.
	Warn func(message string)
}

// Trained returns the networks of a scenario and a loss, one a seed, in the
// plan's order.
func (l *Lab) Trained(ctx context.Context, s paper.Scenario, by loss.Named) ([]Trained, error) {
	one := *l
	one.Plan.Scenarios = []paper.Scenario{s.With(by)}
	found, err := collect(ctx, &one, one.Plan.Jobs(), extract[Trained]{one.decode, func(t Trained) Trained { return t }})
	for i := range found {
		found[i].Origin = Origin{one.Plan.Scenarios[0], one.Plan.Config, one.Plan.Protocol, one.Plan.Data, one.Plan.Order}
	}
	return found, err
}

// Results returns the results of the whole plan, by seed in the order of Table 1.
func (l *Lab) Results(ctx context.Context) ([]results.Result, error) {
	return l.ResultsOf(ctx, l.Plan.Jobs())
}

// ResultsOf returns the results of some of the plan's jobs, of one seed each, by
// seed in the order of Table 1.
func (l *Lab) ResultsOf(ctx context.Context, jobs []Job) ([]results.Result, error) {
	all, err := collect(ctx, l, jobs, scored)
	if err != nil {
		return nil, err
	}
	rs := slices.Concat(all...)
	l.Plan.sort(rs)
	return rs, nil
}

// Train trains some of the plan's jobs, of one seed each, as far as the store lacks
// them. Several processes can train a part of the plan each, on the same store or on
// several stores that are copied together.
func (l *Lab) Train(ctx context.Context, jobs []Job) error {
	_, err := collect(ctx, l, jobs, nothing)
	return err
}

// Missing lists what the store lacks of the plan, one seed a job.
func (l *Lab) Missing(ctx context.Context) ([]Job, error) { return l.MissingOf(ctx, l.Plan.Jobs()) }

// MissingOf lists which of some jobs of the plan, of one seed each, the store lacks.
func (l *Lab) MissingOf(ctx context.Context, jobs []Job) ([]Job, error) {
	entries, err := l.entries(ctx, jobs)
	if err != nil {
		return nil, err
	}
	have, err := load(ctx, l, entries, nothing.read)
	return without(jobs, have), err
}

// extract is what a question needs of each network: all that is not needed (the
// weights, above all) is not held in memory.
type extract[T any] struct {
	read func(runs.Run) (T, error) // from the store
	of   func(Trained) T           // just trained
}

// scored is a network's results alone.
var scored = extract[[]results.Result]{decodeResults, func(t Trained) []results.Result { return t.Results }}

// nothing only looks whether a run is there and whole.
var nothing = extract[struct{}]{
	func(r runs.Run) (struct{}, error) { _, err := decodeResults(r); return struct{}{}, err },
	func(Trained) struct{} { return struct{}{} },
}

// collect loads what the store has of jobs of one seed each, trains the rest, and
// returns what is extracted of each, in the order of the jobs.
func collect[T any](ctx context.Context, l *Lab, jobs []Job, v extract[T]) ([]T, error) {
	if err := l.Plan.Validate(); err != nil {
		return nil, err
	}
	entries, err := l.entries(ctx, jobs)
	if err != nil {
		return nil, err
	}
	have, err := load(ctx, l, entries, v.read)
	if err != nil {
		return nil, err
	}
	lacking, workers := without(jobs, have), l.Workers
	if len(lacking) > 0 && workers.Fit != nil {
		workers.Replicas = workers.Fit()
	}
	err = l.Plan.train(ctx, workers, group(lacking, workers.Replicas), func(j Job, trained []Trained) error {
		for _, t := range trained {
			at := Job{j.Scenario, j.Loss, []uint64{t.Seed}}.place()
			if e, kept := entries[at]; kept {
				if err := l.put(e, t); err != nil {
					return err
				}
			}
			have[at] = v.of(t)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slice.Map(jobs, func(j Job) T { return have[j.place()] }), nil
}

// load reads the runs that are kept at some entries, as far as the store has them.
func load[T any](ctx context.Context, l *Lab, entries map[place]entry, read func(runs.Run) (T, error)) (map[place]T, error) {
	have := map[place]T{}
	for p, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		switch found, err := fetch(l, e.key, read); {
		case err == nil:
			have[p] = found
		case !errors.Is(err, runs.ErrMissing):
			return nil, err
		}
	}
	return have, nil
}

// fetch reads a run from the store. A damaged one is set aside, and is missing then.
func fetch[T any](l *Lab, key runs.Key, read func(runs.Run) (T, error)) (found T, err error) {
	run, err := l.Store.Get(key)
	if corrupt := (*runs.CorruptError)(nil); errors.As(err, &corrupt) {
		err = cmp.Or(l.setAside(corrupt), fmt.Errorf("%w: %s", runs.ErrMissing, key))
	}
	if err != nil {
		return found, err
	}
	return read(run)
}

func (l *Lab) setAside(corrupt *runs.CorruptError) error {
	path, err := l.Store.Quarantine(corrupt.Key)
	if errors.Is(err, runs.ErrMissing) {
		return nil // another program was first
	}
	if err != nil {
		return err
	}
	l.warn(fmt.Sprintf("%v. It now lies at %s and is made again.", corrupt, path))
	return nil
}

func (l *Lab) warn(message string) {
	if l.Warn != nil {
		l.Warn(message)
	}
}

// without lists the jobs of one seed each that were not loaded.
func without[T any](jobs []Job, have map[place]T) []Job {
	return slice.Filter(jobs, func(j Job) bool {
		_, ok := have[j.place()]
		return !ok
	})
}

// group joins jobs that follow each other and differ in their seeds alone, up to
// as many seeds as are trained at once.
func group(jobs []Job, replicas int) []Job {
	var joined []Job
	for _, j := range jobs {
		if n := len(joined) - 1; n >= 0 && joined[n].like(j) && len(joined[n].Seeds)+len(j.Seeds) <= replicas {
			joined[n].Seeds = slices.Concat(joined[n].Seeds, j.Seeds)
			continue
		}
		joined = append(joined, j)
	}
	return joined
}

// put puts a network into the store.
func (l *Lab) put(e entry, t Trained) error {
	run, err := encode(t, l.Lean)
	if err != nil {
		return err
	}
	if run.Identity, err = json.Marshal(e.id); err != nil {
		return fmt.Errorf("lab: %w", err)
	}
	run.Provenance = Provenance()
	maps.Copy(run.Provenance, l.Settings)
	return l.Store.Put(e.key, run)
}

// Provenance is what is worth knowing about the program that computes.
func Provenance() map[string]string {
	p := map[string]string{
		"go": runtime.Version(), "platform": runtime.GOOS + "/" + runtime.GOARCH,
		"native kernels": native.Kernels(), // of this program; they computed if the engine is native
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if slices.Contains([]string{"GOEXPERIMENT", "CGO_ENABLED", "GOAMD64"}, s.Key) {
				p[s.Key] = s.Value
			}
		}
	}
	return p
}
