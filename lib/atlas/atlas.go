package atlas

import (
	"context"
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Group is what networks are trained by.
type Group struct {
	Scenario int
	Loss     loss.Name
}

func (g Group) String() string { return fmt.Sprintf("%d %s", g.Scenario, g.Loss) }

// Groups lists the groups of Table 1.
func Groups() []Group {
	var all []Group
	for _, s := range paper.Scenarios() {
		for _, l := range s.Losses {
			all = append(all, Group{s.Number, l.Name()})
		}
	}
	return all
}

// Map is the accuracy of one network. Right counts the images that it decides rightly, of
// Images in each test set: by the malignant intensity and then by the benign one, both from
// the lowest of [nodule.Intensities] on.
type Map struct {
	Group
	Seed  uint64
	Right []int
}

// Images is the number of images of a test set.
func Images() int { return nodule.Paper().Samples }

// Squares lists the distributions of a map's test sets, in the order of its numbers.
func Squares() []nodule.Distribution {
	var all []nodule.Distribution
	for _, malignant := range nodule.Intensities() {
		for _, benign := range nodule.Intensities() {
			all = append(all, nodule.D(malignant, benign))
		}
	}
	return all
}

// Measure maps the networks of the lab's plan, training those that its store lacks. Report,
// if not nil, is told how many seeds are done; calls come one at a time.
func Measure(ctx context.Context, l *lab.Lab, report func(done int)) ([]Map, error) {
	networks := map[Group][]lab.Trained{}
	for _, s := range l.Plan.Scenarios {
		for _, by := range s.Losses {
			trained, err := l.Trained(ctx, s, by)
			if err != nil {
				return nil, err
			}
			networks[Group{s.Number, by.Name()}] = trained
		}
	}
	bySeed := make([][]Map, len(l.Plan.Seeds))
	err := l.Each(ctx, len(l.Plan.Seeds), lab.Counted(report, func(ctx context.Context, e train.Engine, i int) (err error) {
		bySeed[i], err = seedMaps(ctx, e, l.Plan, i, networks)
		return err
	}))
	if err != nil {
		return nil, err
	}
	var all []Map
	for _, g := range Groups() {
		for _, maps := range bySeed {
			all = append(all, slice.Filter(maps, func(m Map) bool { return m.Group == g })...)
		}
	}
	return all, nil
}

// seedMaps maps the networks of one seed, drawing each test set once.
func seedMaps(ctx context.Context, e train.Engine, p lab.Plan, seed int, networks map[Group][]lab.Trained) ([]Map, error) {
	var maps []Map
	for g := range networks {
		maps = append(maps, Map{Group: g, Seed: p.Seeds[seed]})
	}
	for _, d := range Squares() {
		set, err := p.Config.TestSet(p.Seeds[seed], d)
		if err != nil {
			return nil, err
		}
		for i := range maps {
			n, err := right(ctx, e, networks[maps[i].Group][seed].Weights, set)
			if err != nil {
				return nil, err
			}
			maps[i].Right = append(maps[i].Right, n)
		}
	}
	return maps, nil
}

// right counts the images of a set that a network decides rightly.
func right(ctx context.Context, e train.Engine, w lenet.Weights, s *nodule.Set) (int, error) {
	out, err := e.Forward(ctx, w, s)
	if err != nil {
		return 0, err
	}
	c, err := metrics.Score(out.Predictions(), s.Malignant())
	return c.TP + c.TN, err
}
