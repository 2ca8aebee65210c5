package transfer

import (
	"fmt"
	"strings"

	"nodulelab/lib/lab"
	"nodulelab/lib/lidc"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// Shapes are where the outlines of a cell come from: a family of real ones, or, without a
// family, the two drawn ones with a spike depth.
type Shapes struct {
	Family lidc.Family
	Depth  float64 // of the drawn spiculated outline; 0 with a family
}

// IsDrawn tells whether the outlines are the drawn ones.
func (s Shapes) IsDrawn() bool { return s.Family == "" }

// String is "matched", or "drawn, depth 0.5".
func (s Shapes) String() string {
	if s.IsDrawn() {
		return fmt.Sprintf("drawn, depth %g", s.Depth)
	}
	return string(s.Family)
}

// Cell is one way to do the experiment: all but the loss and the seed.
type Cell struct {
	Part   Part
	Shapes Shapes
	Change string   // in what it differs from the main design; "" if in nothing
	Images int      // that train
	Plan   lab.Plan // with a source of its own in each scenario
}

// String is "matched", or "matched, 64 pixels".
func (c Cell) String() string {
	if c.Change == "" {
		return c.Shapes.String()
	}
	return c.Shapes.String() + ", " + c.Change
}

// HasEqualAreas tells whether both classes have one area in all scenarios.
func (c Cell) HasEqualAreas() bool { return c.Plan.Config.BenignArea == c.Plan.Config.MalignantArea }

// OnlyEqualAreas tells whether equal areas are all in which the cell differs from the main
// design.
func (c Cell) OnlyEqualAreas() bool { return c.Change == areas.name }

// Remedy is the change beside equal areas, "none" if there is none.
func (c Cell) Remedy() string {
	switch name := strings.TrimSuffix(c.Change, areas.suffix()); {
	case name == "" || name == areas.name:
		return "none"
	default:
		return name
	}
}

// The numbers of the scenarios that are not the paper's.
const (
	Control = paper.FirstOwn // equal areas and equal intensities: the shape alone tells
	firstOf = 100            // 100 + g trains with a gap of g grey levels, see [Gap]
)

// Gap is the number of the scenario that is scenario 2 with another gap between the two
// intensities, an even number of grey levels: it trains on D(170+g/2, 170−g/2), and tests on
// the same intensities exchanged, and then as they were in training. With 20 the training
// intensities are those of scenario 2, with 40 the test intensities are.
func Gap(grey int) int { return firstOf + grey }

// equalArea is the area of both classes in the control: the mean of the paper's two.
const equalArea = (.30 + 7./30) / 2

// scenario returns a scenario by its number, with the intensities of its sets, and the
// configuration of its images.
func (c Cell) scenario(number int) (paper.Scenario, nodule.Config, error) {
	if number == Control {
		equally(&c)
	}
	config := c.Plan.Config
	s := paper.Scenario{Number: number, Losses: []loss.Named{loss.CE, loss.Contrast}}
	switch {
	case number == Control:
		s.Training, s.Tests = nodule.D(150, 150), []nodule.Distribution{nodule.D(150, 150)}
	case number > firstOf:
		half := (number - firstOf) / 2
		s.Training = nodule.D(170+half, 170-half)
		s.Tests = []nodule.Distribution{nodule.D(170-half, 170+half), s.Training}
	default:
		own, err := paper.ScenarioByNumber(number)
		if err != nil {
			return s, config, fmt.Errorf("transfer: %w", err)
		}
		s.Training, s.Tests = own.Training, own.Tests
	}
	return s, config, nil
}

// with returns the cell with scenarios, each with a source of its sets.
func (c Cell) with(numbers ...int) (Cell, error) {
	c.Plan.Scenarios = nil
	for _, n := range numbers {
		s, config, err := c.scenario(n)
		if err != nil {
			return c, err
		}
		s.Source = c.source(config, s)
		c.Plan.Scenarios = append(c.Plan.Scenarios, s)
	}
	return c, nil
}

// source makes the sets of a scenario.
func (c Cell) source(config nodule.Config, s paper.Scenario) nodule.Source {
	if !c.Shapes.IsDrawn() {
		return config.ShapeSource(c.divide, s.Training, s.Tests...)
	}
	config.SpikeDepth = c.Shapes.Depth
	validation := config.Samples - config.Training
	config.Training, config.Samples = c.Images, c.Images+validation
	return config.Source(s.Training, s.Tests...)
}

func (c Cell) divide(seed uint64) (nodule.Division, error) {
	d, err := c.Shapes.Family.Divide(seed, c.Images)
	return d.Shapes(), err
}
