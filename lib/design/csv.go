package design

import (
	"fmt"
	"io"
	"strconv"

	"nodulelab/lib/results"
)

// cellColumns are the columns of a sweep's results: the cell, then a result's own.
var cellColumns = append([]string{"cell"}, results.Columns()...)

// WriteCSV writes a sweep's results in the columns of [results.WriteCSV], the number
// of the cell before them.
func WriteCSV(w io.Writer, all []CellResult) error {
	return results.WriteTable(w, "results of a sweep", cellColumns, all, func(r CellResult) []string {
		return append([]string{strconv.Itoa(r.Cell)}, r.Fields()...)
	})
}

// ReadCSV reads what WriteCSV wrote. The error names the line and the
// value that are wrong.
func ReadCSV(r io.Reader) ([]CellResult, error) {
	return results.ReadTable(r, "results of a sweep", cellColumns, parseCellResult)
}

func parseCellResult(f []string) (r CellResult, err error) {
	if r.Cell, err = strconv.Atoi(f[0]); err != nil || r.Cell < 0 {
		return r, fmt.Errorf("cell %q: want a whole number from 0", f[0])
	}
	r.Result, err = results.Parse(f[1:])
	return r, err
}
