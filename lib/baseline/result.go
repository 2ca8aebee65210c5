package baseline

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"nodulelab/lib/explain"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/results"
)

// Result is what one baseline with one penalty scores on one test set. Its row has the
// baseline's name ([Name]) in the place of a loss.
type Result struct {
	results.Result
	Penalty float64 // λ
	Chosen  bool    // whether λ is the one that was chosen on the validation set
}

// Name names the baseline of a descriptor.
func Name(d explain.Descriptor) loss.Name { return loss.Name("ridge on " + d.Name) }

// Names lists the baselines, in the order of [explain.Descriptors].
func Names() []loss.Name { return slice.Map(explain.Descriptors(), Name) }

// Chosen are the scores with the chosen penalties.
func Chosen(all []Result) []results.Result {
	chosen := slice.Filter(all, func(r Result) bool { return r.Chosen })
	return slice.Map(chosen, func(r Result) results.Result { return r.Result })
}

// Tried lists the penalties of results, rising.
func Tried(all []Result) []float64 {
	penalties := slice.Map(all, func(r Result) float64 { return r.Penalty })
	slices.Sort(penalties)
	return slices.Compact(penalties)
}

// With returns the results with one penalty, as if it had been chosen for every seed.
func With(all []Result, penalty float64) []Result {
	own := slice.Filter(all, func(r Result) bool { return r.Penalty == penalty })
	return slice.Map(own, func(r Result) Result { return Result{r.Result, penalty, true} })
}

// CellResult is a result, with the chosen penalty, of a cell of a sweep.
type CellResult struct {
	Cell int
	Result
}

// columns of the stored results: those of package design, and the chosen penalty.
var columns = append(append([]string{"cell"}, results.Columns()...), "penalty")

// WriteCSV writes the results of cells with chosen penalties in the columns of
// [results.WriteCSV], the number of the cell before them and the penalty behind them.
func WriteCSV(w io.Writer, all []CellResult) error {
	return results.WriteTable(w, "results of baselines", columns, all, func(r CellResult) []string {
		return append(append([]string{strconv.Itoa(r.Cell)}, r.Fields()...), strconv.FormatFloat(r.Penalty, 'g', -1, 64))
	})
}

// ReadCSV reads what WriteCSV wrote. The error names the line and the value that are
// wrong.
func ReadCSV(r io.Reader) ([]CellResult, error) {
	return results.ReadTable(r, "results of baselines", columns, parseCellResult)
}

func parseCellResult(f []string) (r CellResult, err error) {
	last := len(f) - 1
	if r.Cell, err = strconv.Atoi(f[0]); err != nil || r.Cell < 0 {
		return r, fmt.Errorf("cell %q: want a whole number from 0", f[0])
	}
	if r.Result.Result, err = results.Parse(f[1:last]); err != nil {
		return r, err
	}
	if r.Penalty, err = strconv.ParseFloat(f[last], 64); err != nil || !(r.Penalty > 0) || math.IsInf(r.Penalty, 0) {
		return r, fmt.Errorf("penalty %q: want a finite number above 0", f[last])
	}
	r.Chosen = true
	return r, nil
}
