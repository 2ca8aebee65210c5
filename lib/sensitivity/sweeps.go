package sensitivity

import (
	"cmp"
	"fmt"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
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
func Sweeps() ([]design.Sweep, error) {
	hypercube, err := design.LatinHypercube(HypercubeSweep, lab.PaperPlan(1), points, draw, design.Factors()...)
	if err != nil {
		return nil, err
	}
	depth, errDepth := factors("spike depth", "input")
	network, errNetwork := factors("activation", "pooling", "input")
	if err := cmp.Or(errDepth, errNetwork); err != nil {
		return nil, err
	}
	base := lab.PaperPlan(cellSeeds)
	return []design.Sweep{
		design.OneAtATime(FactorSweep, base, design.Factors()...),
		design.Grid(DepthSweep, base, depth...),
		design.Grid(NetworkSweep, base, network...),
		design.OneAtATime(RemedySweep, lab.PaperPlan(remedySeeds), design.Remedies()...),
		design.OneAtATime(AreaSweep, lab.PaperPlan(remedySeeds), design.Areas()),
		hypercube,
	}, nil
}

// SweepByName returns one of [Sweeps].
func SweepByName(name string) (design.Sweep, error) {
	all, err := Sweeps()
	if err != nil {
		return design.Sweep{}, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return design.Sweep{}, fmt.Errorf("sensitivity: sweep %q: want %s", name, strings.Join(names, ", "))
}

// factors are some of the study's, by name.
func factors(names ...string) ([]design.Factor, error) {
	all := make([]design.Factor, len(names))
	for i, name := range names {
		var err error
		if all[i], err = design.FactorByName(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}
