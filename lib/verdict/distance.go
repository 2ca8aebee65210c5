package verdict

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

// Distance is how far the numbers of a cell lie from all numbers of the paper's Table 1
// together: the root mean square, over its nine rows and three measures, of
//
//	(mean over the cell's seeds − the paper's value) / s.
//
// The ruler s is one for all cells of a sweep, so that a cell does not come nearer by
// scattering more: the standard deviation of single runs of the sweep's base, and no less
// than the binomial error √(q(1−q)/n) of the paper's value p on its n test images, 200 for
// accuracy and 100 for sensitivity and specificity, with q = (n·p + 1)/(n + 2), so that a
// printed 1.00 has an error too. A base of one run has the latter alone. The definition was written before any distance was
// computed.
type Distance struct {
	Cell  int
	Value metrics.Estimate // with the jackknife's interval over seeds, for the cell's looks

	// AsFar are the runs of the cell that lie at least as far from the mean of its other
	// runs as the paper's numbers lie from the mean of all.
	AsFar metrics.Proportion
}

// HasTable1 tells whether every cell of a sweep trains all networks of the paper's Table 1.
func HasTable1(s design.Sweep) bool {
	return !slices.ContainsFunc(s.Cells, func(c design.Cell) bool {
		rows := paper.Rows(c.Plan.Scenarios)
		return slices.ContainsFunc(paper.Table1(), func(p paper.PrintedRow) bool { return !slices.Contains(rows, p.Row) })
	})
}

// DistancesByLevel sorts the distances of a sweep's cells by factor and level, as [Responses]
// does.
func DistancesByLevel(s design.Swept) ([][]Distance, error) {
	all, err := Distances(s)
	if err != nil {
		return nil, err
	}
	return slice.Try(s.Sweep.Factors, func(f design.Factor) ([]Distance, error) {
		return slice.Try(f.Levels, func(l design.Level) (Distance, error) {
			cell, err := s.Sweep.CellWith(design.Setting{Factor: f.Name, Level: l.Label})
			if err != nil {
				return Distance{}, err
			}
			return all[cell], nil
		})
	})
}

// measures are the three measures of a row of Table 1.
var measures = []struct {
	of     func(paper.Scores) float64
	images float64
}{
	{func(s paper.Scores) float64 { return s.Accuracy }, 200},
	{func(s paper.Scores) float64 { return s.Sensitivity }, 100},
	{func(s paper.Scores) float64 { return s.Specificity }, 100},
}

// Distances returns the distance of every cell of a sweep from the paper. It is an error if
// results are missing, if the sweep has no base, or if a cell lacks a row of Table 1.
func Distances(s design.Swept) ([]Distance, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	base, err := s.Sweep.CellWith()
	if err != nil {
		return nil, err
	}
	runs, err := runsOf(s, base)
	if err != nil {
		return nil, err
	}
	ruler := rulerOf(runs)
	all := make([]Distance, len(s.Sweep.Cells))
	for i, c := range s.Sweep.Cells {
		if runs, err = runsOf(s, i); err != nil {
			return nil, err
		}
		all[i] = distance(runs, ruler, looksAt(s.Sweep, c))
		all[i].Cell = i
	}
	return all, nil
}

// run are the 27 numbers of Table 1 in one seed.
type run []float64

// printedRun are the paper's.
func printedRun() (r run) {
	for _, row := range paper.Table1() {
		for _, m := range measures {
			r = append(r, m.of(row.Scores))
		}
	}
	return r
}

// runsOf are the runs of a cell.
func runsOf(s design.Swept, cell int) ([]run, error) {
	rs := s.OfCell(cell)
	return slice.Try(s.Sweep.Cells[cell].Plan.Seeds, func(seed uint64) (run, error) {
		var r run
		for _, row := range paper.Table1() {
			own := slice.Filter(results.OfRow(rs, row.Row), func(r results.Result) bool { return r.Seed == seed })
			if len(own) != 1 {
				return nil, lacking(s, cell, row.Row)
			}
			for _, m := range measures {
				r = append(r, m.of(own[0].Scores))
			}
		}
		return r, nil
	})
}

// rulerOf is the ruler s of each number, from runs of the base.
func rulerOf(runs []run) (ruler []float64) {
	for i, p := range printedRun() {
		n := measures[i%len(measures)].images
		q := (n*p + 1) / (n + 2)
		sd := metrics.Summarise(slice.Map(runs, func(r run) float64 { return r[i] })).SD
		s := math.Sqrt(q * (1 - q) / n)
		if sd > s { // not so for one run, whose standard deviation is NaN
			s = sd
		}
		ruler = append(ruler, s)
	}
	return ruler
}

// mean is the mean of runs.
func mean(runs []run) run {
	m := make(run, len(runs[0]))
	for _, r := range runs {
		for i, v := range r {
			m[i] += v / float64(len(runs))
		}
	}
	return m
}

// apartBy is the root mean square of the differences of two runs, by the ruler.
func apartBy(ruler []float64, a, b run) float64 {
	var sum float64
	for i := range a {
		d := (a[i] - b[i]) / ruler[i]
		sum += d * d / float64(len(a))
	}
	return math.Sqrt(sum)
}

// distance measures the distance of runs from the paper, for some looks.
func distance(runs []run, ruler []float64, looks int) Distance {
	printed, n := printedRun(), float64(len(runs))
	d := Distance{AsFar: metrics.Proportion{Total: len(runs)}}
	d.Value = metrics.Estimate{N: len(runs), Mean: apartBy(ruler, mean(runs), printed), SD: math.NaN(), Interval: metrics.Interval{Low: math.NaN(), High: math.NaN()}}
	if len(runs) < 2 {
		return d
	}
	var without []float64 // distances without one run each
	for i, r := range runs {
		others := append(append([]run(nil), runs[:i]...), runs[i+1:]...)
		rest := mean(others)
		without = append(without, apartBy(ruler, rest, printed))
		if apartBy(ruler, rest, r) >= d.Value.Mean {
			d.AsFar.Hits++
		}
	}
	// the jackknife's standard error is (n−1)/√n times the SD of these
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile((1+Confidence(looks))/2) * (n - 1) / math.Sqrt(n) * metrics.Summarise(without).SD
	d.Value.Interval = metrics.Interval{Low: max(0, d.Value.Mean-half), High: d.Value.Mean + half}
	return d
}
