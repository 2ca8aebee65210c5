package design

import (
	"cmp"
	"fmt"
	"strings"

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
func Sweeps() ([]Sweep, error) {
	hypercube, err := LatinHypercube(HypercubeSweep, lab.PaperPlan(1), points, draw, Factors()...)
	if err != nil {
		return nil, err
	}
	depth, errDepth := factors("spike depth", "input")
	network, errNetwork := factors("activation", "pooling", "input")
	if err := cmp.Or(errDepth, errNetwork); err != nil {
		return nil, err
	}
	base := lab.PaperPlan(cellSeeds)
	return []Sweep{
		OneAtATime(FactorSweep, base, Factors()...),
		Grid(DepthSweep, base, depth...),
		Grid(NetworkSweep, base, network...),
		OneAtATime(RemedySweep, lab.PaperPlan(remedySeeds), Remedies()...),
		OneAtATime(AreaSweep, lab.PaperPlan(remedySeeds), Areas()),
		hypercube,
	}, nil
}

// SweepByName returns one of [Sweeps].
func SweepByName(name string) (Sweep, error) {
	all, err := Sweeps()
	if err != nil {
		return Sweep{}, err
	}
	var names []string
	for _, s := range all {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Sweep{}, fmt.Errorf("design: sweep %q: want %s", name, strings.Join(names, ", "))
}

// factors are some of the study's, by name.
func factors(names ...string) ([]Factor, error) {
	all := make([]Factor, len(names))
	for i, name := range names {
		var err error
		if all[i], err = FactorByName(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}
