package study

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/internal/stream"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// Lab answers questions about a plan from its store of finished runs, and trains
// what the store lacks.
type Lab struct {
	Plan    Plan
	Store   *runs.Store
	Engine  string // the engine's name, part of every run's identity
	Workers Workers

	// Warn, if not nil, is told of runs that were damaged and are trained again.
	Warn func(message string)
}

// Trained returns the networks of a scenario and a loss, one a seed, in the
// plan's order.
func (l *Lab) Trained(ctx context.Context, s Scenario, loss train.Loss) ([]Trained, error) {
	plan := l.Plan
	plan.Scenarios = []Scenario{s}
	plan.Scenarios[0].Losses = []train.Loss{loss}
	return l.trained(ctx, plan)
}

// Results returns the results of the whole plan, by seed in the order of Table 1.
func (l *Lab) Results(ctx context.Context) ([]Result, error) {
	all, err := l.trained(ctx, l.Plan)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, t := range all {
		results = append(results, t.Results...)
	}
	l.Plan.sort(results)
	return results, nil
}

// Missing lists what the store lacks of the plan, one seed a job.
func (l *Lab) Missing() ([]Job, error) {
	have := map[runs.Key]Trained{}
	single := l.Plan.Jobs(1)
	if err := l.load(l.Plan, single, have); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(single, func(j Job) bool {
		_, ok := have[l.mustKey(l.Plan, j)]
		return ok
	}), nil
}

// trained loads what the store has of a plan, trains the rest, and returns all
// networks in the order of scenarios, losses and seeds.
func (l *Lab) trained(ctx context.Context, p Plan) ([]Trained, error) {
	if err := p.Validate(); err != nil {
		return nil, err
	}
	have := map[runs.Key]Trained{}
	single := p.Jobs(1)
	if err := l.load(p, single, have); err != nil {
		return nil, err
	}
	err := p.train(ctx, l.Workers, l.missing(p, have), func(j Job, trained []Trained) error {
		return l.keep(p, j, trained, have)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Trained, len(single))
	for i, j := range single {
		all[i] = have[l.mustKey(p, j)]
	}
	return all, nil
}

// load reads the runs of jobs of one seed each. A damaged run is set aside.
func (l *Lab) load(p Plan, jobs []Job, have map[runs.Key]Trained) error {
	for _, j := range jobs {
		key, err := l.key(p, j)
		if err != nil {
			return err
		}
		run, err := l.Store.Get(key)
		if err == nil {
			have[key], err = decode(run)
		}
		if corrupt := (*runs.CorruptError)(nil); errors.As(err, &corrupt) {
			err = l.setAside(corrupt)
		}
		if err != nil && !errors.Is(err, runs.ErrMissing) {
			return err
		}
	}
	return nil
}

func (l *Lab) setAside(corrupt *runs.CorruptError) error {
	path, err := l.Store.Quarantine(corrupt.Key)
	if err != nil {
		return err
	}
	if l.Warn != nil {
		l.Warn(fmt.Sprintf("%v. It now lies at %s and is trained again.", corrupt, path))
	}
	return nil
}

// missing lists the jobs whose networks the store lacks, as many seeds to a job
// as the workers train at once.
func (l *Lab) missing(p Plan, have map[runs.Key]Trained) []Job {
	var jobs []Job
	for _, all := range p.Jobs(len(p.Seeds)) {
		var seeds []uint64
		for _, seed := range all.Seeds {
			if _, ok := have[l.mustKey(p, Job{all.Scenario, all.Loss, []uint64{seed}})]; !ok {
				seeds = append(seeds, seed)
			}
		}
		for chunk := range slices.Chunk(seeds, max(l.Workers.Replicas, 1)) {
			jobs = append(jobs, Job{all.Scenario, all.Loss, chunk})
		}
	}
	return jobs
}

// keep puts a job's networks into the store.
func (l *Lab) keep(p Plan, j Job, trained []Trained, have map[runs.Key]Trained) error {
	for _, t := range trained {
		one := Job{j.Scenario, j.Loss, []uint64{t.Seed}}
		run, err := encode(t)
		if err != nil {
			return err
		}
		if run.Identity, err = json.Marshal(l.identity(p, one)); err != nil {
			return err
		}
		run.Provenance = provenance()
		key := l.mustKey(p, one)
		if err := l.Store.Put(key, run); err != nil {
			return err
		}
		have[key] = t
	}
	return nil
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
	Loss     train.Loss        `json:"loss"`
	Seed     uint64            `json:"seed"`
}

func (l *Lab) identity(p Plan, j Job) identity {
	id := identity{
		Engine: l.Engine, Config: p.Config, Protocol: p.Protocol,
		Training: j.Scenario.Training.Key(), Scenario: j.Scenario.Number, Loss: j.Loss, Seed: j.Seeds[0],
	}
	id.Sources, _ = sources()
	id.Modules = modules()
	for _, t := range j.Scenario.Tests {
		id.Tests = append(id.Tests, t.Key())
	}
	return id
}

func (l *Lab) key(p Plan, j Job) (runs.Key, error) {
	if _, err := sources(); err != nil {
		return "", err
	}
	return runs.KeyOf(l.identity(p, j))
}

// mustKey is key for jobs whose key was made before without an error.
func (l *Lab) mustKey(p Plan, j Job) runs.Key {
	key, _ := l.key(p, j)
	return key
}

// sources hashes the packages that compute a run.
var sources = sync.OnceValues(func() (string, error) {
	return runs.Hash([]fs.FS{stream.Sources, nodule.Sources, lenet.Sources, loss.Sources, native.Sources, train.Sources}...)
})

// modules returns the versions of the libraries that compute a run.
func modules() map[string]string {
	versions := map[string]string{}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return versions
	}
	for _, m := range info.Deps {
		switch m.Path {
		case "github.com/gomlx/gomlx", "github.com/gomlx/compute", "github.com/gomlx/go-xla":
			versions[m.Path] = m.Version
		}
	}
	return versions
}

// provenance is what else is worth knowing about a run.
func provenance() map[string]string {
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

// record is the part of a trained network that is written as JSON.
type record struct {
	Seed    uint64       `json:"seed"`
	Loss    train.Loss   `json:"loss"`
	Side    int          `json:"side"`
	Curves  train.Curves `json:"curves"`
	Results []Result     `json:"results"`
}

// encode writes a trained network as two files: weights.npz and record.json.
func encode(t Trained) (runs.Run, error) {
	var arrays []npz.Array
	for _, tensor := range t.Weights.Tensors {
		arrays = append(arrays, npz.Array(tensor))
	}
	var weights bytes.Buffer
	if err := npz.Write(&weights, arrays); err != nil {
		return runs.Run{}, err
	}
	text, err := json.Marshal(record{t.Seed, t.Loss, t.Weights.Side, t.Curves, t.Results})
	if err != nil {
		return runs.Run{}, fmt.Errorf("study: seed %d, %s: %w", t.Seed, t.Loss, err)
	}
	return runs.Run{Files: map[string][]byte{"weights.npz": weights.Bytes(), "record.json": text}}, nil
}

// decode is the inverse of encode.
func decode(r runs.Run) (Trained, error) {
	var rec record
	if err := json.Unmarshal(r.Files["record.json"], &rec); err != nil {
		return Trained{}, fmt.Errorf("study: record.json: %w", err)
	}
	arrays, err := npz.Read(r.Files["weights.npz"])
	if err != nil {
		return Trained{}, err
	}
	w := lenet.Weights{Side: rec.Side}
	for _, a := range arrays {
		w.Tensors = append(w.Tensors, lenet.Tensor(a))
	}
	if err := w.Check(); err != nil {
		return Trained{}, err
	}
	return Trained{train.Network{Seed: rec.Seed, Loss: rec.Loss, Weights: w, Curves: rec.Curves}, rec.Results}, nil
}
