package design

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
)

// The sweeps' names.
const (
	SeedSweep       = "seeds"      // the protocol alone, over many seeds
	VarianceSweep   = "variance"   // seeds of the data and of the weights crossed
	FactorSweep     = "factors"    // every factor by itself
	DifficultySweep = "difficulty" // what makes the shape harder to see, in finer steps
	DepthSweep      = "depth"      // spike depth and input together
	NetworkSweep    = "network"    // activation, pooling and input together
	HypercubeSweep  = "hypercube"  // all independent factors at once
	RemedySweep     = "remedies"   // other ways to train
	AreaSweep       = "areas"      // other ties between shape and brightness
)

const (
	protocolSeeds = 60  // of the protocol alone, and as the centre of a map
	cellSeeds     = 10  // of a cell, or at its first look
	dataSeeds     = 10  // of the data, each with all seeds of the weights
	weightSeeds   = 6   // of the weights, each in two orders of the training samples
	remedySeeds   = 20  // of a remedy, as many as a verdict takes
	points        = 240 // of the hypercube, one seed each
	draw          = 1   // the hypercube's own seed
)

// looks are the numbers of seeds at which the levels of single factors are judged. Three
// and four looks had been considered; on the results of the first ten seeds 60 of 67 levels
// go on, and each further look takes them half an hour on 2 cores.
func looks() []int { return []int{cellSeeds, 20} }

// Sweeps returns all sweeps, in the order in which they are run.
func Sweeps() ([]Sweep, error) {
	hypercube, err := LatinHypercube(HypercubeSweep, lab.PaperPlan(1), points, draw, IndependentFactors()...)
	if err != nil {
		return nil, err
	}
	depth, errDepth := slice.Try([]string{"spike depth", "input"}, FactorByName)
	network, errNetwork := slice.Try([]string{"activation", "pooling", "input"}, FactorByName)
	if err := cmp.Or(errDepth, errNetwork); err != nil {
		return nil, err
	}
	base := lab.PaperPlan(cellSeeds)
	single := OneAtATime(FactorSweep, base, Factors()...).withBaseSeeds(protocolSeeds)
	difficulty := OneAtATime(DifficultySweep, base, difficulties()...).withBaseSeeds(protocolSeeds)
	single.Looks, difficulty.Looks = looks(), looks()
	return []Sweep{
		OneAtATime(SeedSweep, lab.PaperPlan(protocolSeeds)),
		Grid(VarianceSweep, lab.PaperPlan(weightSeeds), seedFactors()...),
		single,
		difficulty,
		Grid(DepthSweep, base, depth...).withBaseSeeds(protocolSeeds),
		Grid(NetworkSweep, base, network...).withBaseSeeds(protocolSeeds),
		OneAtATime(RemedySweep, lab.PaperPlan(remedySeeds), Remedies()...),
		OneAtATime(AreaSweep, lab.PaperPlan(remedySeeds), Areas()),
		hypercube,
	}, nil
}

// SweepsByNames returns the sweeps with the names in a list with commas between them, or all
// of them for the list "all". An unknown name, an empty one and a name that is given twice
// are errors.
func SweepsByNames(list string) ([]Sweep, error) {
	if list == "all" {
		return Sweeps()
	}
	names := strings.Split(list, ",")
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, fmt.Errorf("design: sweep %q is given twice", name)
		}
	}
	return slice.Try(names, SweepByName)
}

// SweepByName returns one of [Sweeps]. Any other name is an error that lists the names.
func SweepByName(name string) (Sweep, error) {
	all, err := Sweeps()
	if err != nil {
		return Sweep{}, err
	}
	if i := slices.IndexFunc(all, func(s Sweep) bool { return s.Name == name }); i >= 0 {
		return all[i], nil
	}
	names := slice.Map(all, func(s Sweep) string { return s.Name })
	return Sweep{}, fmt.Errorf("design: sweep %q: want %s", name, strings.Join(names, ", "))
}
