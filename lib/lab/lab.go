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
	"sync"

	"nodulelab/lib"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
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

	// Warn, if not nil, is told of runs that were damaged and are made again.
	Warn func(message string)
}

// Trained returns the networks of a scenario and a loss, one a seed, in the
// plan's order.
func (l *Lab) Trained(ctx context.Context, s paper.Scenario, name loss.Name) ([]Trained, error) {
	s.Losses = []loss.Name{name}
	one := *l
	one.Plan.Scenarios = []paper.Scenario{s}
	return collect(ctx, &one, one.Plan.Jobs(), extract[Trained]{decode, func(t Trained) Trained { return t }})
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
func (l *Lab) Missing() ([]Job, error) { return l.MissingOf(l.Plan.Jobs()) }

// MissingOf lists which of some jobs of the plan, of one seed each, the store lacks.
func (l *Lab) MissingOf(jobs []Job) ([]Job, error) {
	have, err := load(l, jobs, nothing.read)
	return without(l, jobs, have), err
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
	have, err := load(l, jobs, v.read)
	if err != nil {
		return nil, err
	}
	lacking, workers := without(l, jobs, have), l.Workers
	if len(lacking) > 0 && workers.Fit != nil {
		workers.Replicas = workers.Fit()
	}
	err = l.Plan.train(ctx, workers, group(lacking, workers.Replicas), func(j Job, trained []Trained) error {
		for _, t := range trained {
			key, err := l.put(Job{j.Scenario, j.Loss, []uint64{t.Seed}}, t)
			if err != nil {
				return err
			}
			have[key] = v.of(t)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slice.Map(jobs, func(j Job) T { return have[l.mustKey(j)] }), nil
}

// load reads the runs of jobs of one seed each, as far as the store has them.
func load[T any](l *Lab, jobs []Job, read func(runs.Run) (T, error)) (map[runs.Key]T, error) {
	have := map[runs.Key]T{}
	for _, j := range jobs {
		key, err := l.key(j)
		if err != nil {
			return nil, err
		}
		switch found, err := fetch(l, key, read); {
		case err == nil:
			have[key] = found
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
	if l.Warn != nil {
		l.Warn(fmt.Sprintf("%v. It now lies at %s and is made again.", corrupt, path))
	}
	return nil
}

// without lists the jobs of one seed each that were not loaded.
func without[T any](l *Lab, jobs []Job, have map[runs.Key]T) []Job {
	return slice.Filter(jobs, func(j Job) bool {
		_, ok := have[l.mustKey(j)]
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

// put puts a network of a job into the store.
func (l *Lab) put(j Job, t Trained) (runs.Key, error) {
	run, err := encode(t, l.Lean)
	if err != nil {
		return "", err
	}
	if run.Identity, err = json.Marshal(l.identity(j)); err != nil {
		return "", err
	}
	run.Provenance = Provenance()
	maps.Copy(run.Provenance, l.Settings)
	key := l.mustKey(j)
	return key, l.Store.Put(key, run)
}

// identity is everything that can change a run's result.
type identity struct {
	Sources  string            `json:"sources"` // hash of the code that computes
	Modules  map[string]string `json:"modules"` // versions of the libraries that compute
	Engine   string            `json:"engine"`
	Config   nodule.Config     `json:"config"`
	Protocol train.Protocol    `json:"protocol"`
	Training string            `json:"training"`
	Tests    []string          `json:"tests"`
	Scenario int               `json:"scenario"`
	Loss     loss.Name         `json:"loss"`
	Seed     uint64            `json:"seed"`
	Lean     bool              `json:"lean,omitempty"`
}

func (l *Lab) identity(j Job) identity {
	id := identity{
		Engine: l.Engine, Config: l.Plan.Config, Protocol: l.Plan.Protocol, Modules: modules(),
		Training: j.Scenario.Training.Key(), Tests: slice.Map(j.Scenario.Tests, nodule.Distribution.Key),
		Scenario: j.Scenario.Number, Loss: j.Loss, Seed: j.Seeds[0], Lean: l.Lean,
	}
	id.Sources, _ = sources()
	return id
}

func (l *Lab) key(j Job) (runs.Key, error) {
	if _, err := sources(); err != nil {
		return "", err
	}
	return runs.KeyOf(l.identity(j))
}

// mustKey is key for jobs whose key was made before without an error.
func (l *Lab) mustKey(j Job) runs.Key {
	key, _ := l.key(j)
	return key
}

// SourcesHash is the hash of the code that computes a run.
func SourcesHash() (string, error) { return sources() }

// sources hashes the packages that compute a run.
var sources = sync.OnceValues(func() (string, error) {
	code, err := lib.Sources("internal/stream", "nodule", "lenet", "loss", "native", "train", "train/gomlx")
	if err != nil {
		return "", err
	}
	return runs.Hash(code...)
})

// modules returns the versions of the libraries that compute a run.
func modules() map[string]string {
	versions := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			switch m.Path {
			case "github.com/gomlx/gomlx", "github.com/gomlx/compute", "github.com/gomlx/go-xla":
				versions[m.Path] = m.Version
			}
		}
	}
	return versions
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
