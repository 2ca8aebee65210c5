package study

import (
	"fmt"
	"io"
	"strconv"
)

// cellColumns are those of a sweep's results: the cell, then a result's own.
var cellColumns = append([]string{"cell"}, Columns()...)

// WriteSweepCSV writes a sweep's results in the columns of [WriteCSV], the number
// of the cell before them.
func WriteSweepCSV(w io.Writer, results []CellResult) error {
	return WriteTable(w, "results of a sweep", cellColumns, results, func(r CellResult) []string {
		return append([]string{strconv.Itoa(r.Cell)}, r.Fields()...)
	})
}

// ReadSweepCSV reads what WriteSweepCSV wrote. The error names the line and the
// value that are wrong.
func ReadSweepCSV(r io.Reader) ([]CellResult, error) {
	return ReadTable(r, "results of a sweep", cellColumns, parseCellResult)
}

func parseCellResult(f []string) (r CellResult, err error) {
	if r.Cell, err = strconv.Atoi(f[0]); err != nil || r.Cell < 0 {
		return r, fmt.Errorf("cell %q: want a whole number from 0", f[0])
	}
	r.Result, err = Parse(f[1:])
	return r, err
}
