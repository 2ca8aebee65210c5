package figure

import (
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
)

// overSeeds is what a row shows of its seeds: a value for each, and their mean
// with its interval.
type overSeeds struct {
	label           string
	seeds           []float64
	mean, low, high float64
}

// check returns an error unless all values lie between least and 1; mean and
// interval may miss that by rounding.
func (s overSeeds) check(least float64) error {
	err := firstError(
		checkRange(fmt.Sprintf("row %q, seeds", s.label), s.seeds, least, 1),
		checkRange(fmt.Sprintf("row %q, mean, low and high", s.label), []float64{s.mean, s.low, s.high}, least-1e-9, 1+1e-9),
	)
	if err == nil && s.low > s.high {
		return fmt.Errorf("figure: row %q: interval from %g to %g: want low before high", s.label, s.low, s.high)
	}
	return err
}

// add draws the mean and its interval below height y, and the seeds around
// another height.
func (s overSeeds) add(p *plot.Plot, y, seedLine float64) error {
	var seeds plotter.XYs
	for i, v := range s.seeds {
		seeds = append(seeds, plotter.XY{X: v, Y: seedLine + seedSpread*jitter(i)})
	}
	low, high := plotter.XY{X: s.low, Y: y + meanLine}, plotter.XY{X: s.high, Y: y + meanLine}
	return firstError(
		addDots(p, seedGlyph, seeds),
		addLine(p, meanBar, low, high),
		addDots(p, meanGlyph, plotter.XYs{{X: s.mean, Y: y + meanLine}}),
	)
}
