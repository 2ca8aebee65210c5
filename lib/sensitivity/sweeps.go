package sensitivity

import (
	"cmp"
	"fmt"
	"strings"

	"nodulelab/lib/study"
)

// The sweeps' names.
const (
	FactorSweep    = "factors"   // every factor by itself
	DepthSweep     = "depth"     // spike depth and input together
	NetworkSweep   = "network"   // activation, pooling and input together
	HypercubeSweep = "hypercube" // all factors at once
	RemedySweep    = "remedies"  // other ways to train
	AreaSweep      = "areas"     // other ties between shape and brightness
)

const (
	cellSeeds   = 10  // of a cell
	remedySeeds = 20  // of a remedy, as many as a verdict takes
	points      = 240 // of the hypercube, one seed each
	draw        = 1   // the hypercube's own seed
)

// Sweeps returns all sweeps, in the order in which they are run.
func Sweeps() ([]study.Sweep, error) {
	hypercube, err := study.LatinHypercube(HypercubeSweep, study.PaperPlan(1), points, draw, study.Factors()...)
	if err != nil {
		return nil, err
	}
	depth, errDepth := factors("spike depth", "input")
	network, errNetwork := factors("activation", "pooling", "input")
	if err := cmp.Or(errDepth, errNetwork); err != nil {
		return nil, err
	}
	base := study.PaperPlan(cellSeeds)
	return []study.Sweep{
		study.OneAtATime(FactorSweep, base, study.Factors()...),
		study.Grid(DepthSweep, base, depth...),
		study.Grid(NetworkSweep, base, network...),
		study.OneAtATime(RemedySweep, study.PaperPlan(remedySeeds), study.Remedies()...),
		study.OneAtATime(AreaSweep, study.PaperPlan(remedySeeds), study.Areas()),
		hypercube,
	}, nil
}

// SweepByName returns one of [Sweeps].
func SweepByName(name string) (study.Sweep, error) {
	all, err := Sweeps()
	if err != nil {
		return study.Sweep{}, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return study.Sweep{}, fmt.Errorf("sensitivity: sweep %q: want %s", name, strings.Join(names, ", "))
}

// factors are some of the study's, by name.
func factors(names ...string) ([]study.Factor, error) {
	all := make([]study.Factor, len(names))
	for i, name := range names {
		var err error
		if all[i], err = study.FactorByName(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}
