package lab

import (
	"context"
	"runtime/debug"
	"sync"

	"nodulelab/lib"
	"nodulelab/lib/device"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// identity is everything that can change a run's result.
type identity struct {
	Sources  string            `json:"sources"`           // hash of the code that computes
	Modules  map[string]string `json:"modules,omitempty"` // versions of the libraries that compute
	Engine   string            `json:"engine"`
	Config   nodule.Config     `json:"config"`
	Protocol train.Protocol    `json:"protocol"`
	Training string            `json:"training"`
	Tests    []string          `json:"tests"`
	Sets     []string          `json:"sets,omitempty"` // digests of sets that the configuration does not draw
	Scenario int               `json:"scenario"`
	Loss     loss.Name         `json:"loss"`
	LossCode string            `json:"loss_code,omitempty"` // of a loss that is not built in
	Network  string            `json:"network,omitempty"`   // code of a network that is not LeNet-5
	Seed     uint64            `json:"seed"`
	Lean     bool              `json:"lean,omitempty"`
	Data     uint64            `json:"data,omitempty"`  // seed of the sets, if it is not the run's
	Order    uint64            `json:"order,omitempty"` // seed of another order of the training samples
}

// place is where a job of one seed stands in a plan.
type place struct {
	scenario int
	loss     loss.Name
	seed     uint64
}

// kind is the place of a job whatever its seed.
func (j Job) kind() place { return place{j.Scenario.Number, j.Loss.Name(), 0} }

func (j Job) place() place { return place{j.Scenario.Number, j.Loss.Name(), j.Seeds[0]} }

// entry is where the store keeps a job of one seed.
type entry struct {
	key runs.Key
	id  identity
}

// entries returns where the store keeps jobs of one seed each. Jobs by a loss whose code
// cannot be found have no entry. The end of the context is an error.
func (l *Lab) entries(ctx context.Context, jobs []Job) (map[place]entry, error) {
	codes, err := l.codes(jobs)
	if err != nil {
		return nil, err
	}
	all := map[place]entry{}
	for _, j := range jobs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		code, known := codes[j.kind()]
		if !known {
			continue
		}
		id, err := l.identity(j, code)
		if err != nil {
			return nil, err
		}
		key, err := runs.KeyOf(id)
		if err != nil {
			return nil, err
		}
		all[j.place()] = entry{key, id}
	}
	return all, nil
}

func (l *Lab) identity(j Job, c code) (identity, error) {
	hash, versions, err := l.computing(c)
	if err != nil {
		return identity{}, err
	}
	sets, err := l.Plan.digests(j.Scenario, j.Seeds[0])
	return identity{
		Sources: hash, Modules: versions, Engine: l.Engine,
		Config: l.Plan.Config, Protocol: l.Plan.Protocol,
		Training: j.Scenario.Training.Key(), Tests: slice.Map(j.Scenario.Tests, nodule.Distribution.Key),
		Sets: sets, Scenario: j.Scenario.Number, Loss: j.Loss.Name(), LossCode: c.loss, Network: c.network, Seed: j.Seeds[0], Lean: l.Lean,
		Data: l.Plan.Data, Order: l.Plan.Order,
	}, err
}

// computing is the hash of the code, and the versions of the libraries, that compute a job. The
// native engine computes LeNet-5 and the built-in losses without GoMLX; a loss or a network of
// one's own may be a graph of GoMLX's.
func (l *Lab) computing(c code) (hash string, versions map[string]string, err error) {
	if l.Engine == device.Native && c == (code{}) {
		hash, err = nativeSources()
		return hash, nil, err
	}
	hash, err = sources()
	return hash, modules(), err
}

// SourcesHash is the hash of the code that computes runs.
func SourcesHash() (string, error) { return sources() }

// nativeSources and sources hash the packages that compute a run, without GoMLX and with it.
var (
	nativeSources = sync.OnceValues(func() (string, error) { return hashOf(nativePackages...) })
	sources       = sync.OnceValues(func() (string, error) { return hashOf(append(nativePackages, "train/gomlx")...) })
)

var nativePackages = []string{"internal/stream", "nodule", "lenet", "loss", "native", "train"}

func hashOf(packages ...string) (string, error) {
	code, err := lib.Sources(packages...)
	if err != nil {
		return "", err
	}
	return runs.Hash(code...)
}

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
