package study

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// cellColumns are those of a sweep's results: the cell, then a result's own.
var cellColumns = append([]string{"cell"}, columns...)

// WriteCellsCSV writes a sweep's results in the columns of [WriteCSV], the number
// of the cell before them.
func WriteCellsCSV(w io.Writer, results []CellResult) error {
	c := csv.NewWriter(w)
	c.Write(cellColumns)
	for _, r := range results {
		c.Write(append([]string{strconv.Itoa(r.Cell)}, r.fields()...))
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("study: results of a sweep: %w", err)
	}
	return nil
}

// ReadCellsCSV reads what WriteCellsCSV wrote. The error names the line and the
// value that are wrong.
func ReadCellsCSV(r io.Reader) ([]CellResult, error) {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("study: results of a sweep: %w", err)
	}
	if !slices.Equal(header, cellColumns) {
		return nil, fmt.Errorf("study: results of a sweep: columns %s: want %s", strings.Join(header, ","), strings.Join(cellColumns, ","))
	}
	var results []CellResult
	for {
		fields, err := c.Read()
		if err == io.EOF {
			return results, nil
		}
		if err != nil {
			return nil, fmt.Errorf("study: results of a sweep: %w", err)
		}
		result, err := parseCellResult(fields)
		if err != nil {
			line, _ := c.FieldPos(0)
			return nil, fmt.Errorf("study: results of a sweep, line %d: %w", line, err)
		}
		results = append(results, result)
	}
}

func parseCellResult(f []string) (r CellResult, err error) {
	if r.Cell, err = strconv.Atoi(f[0]); err != nil || r.Cell < 0 {
		return r, fmt.Errorf("cell %q: want a whole number from 0", f[0])
	}
	r.Result, err = parseResult(f[1:])
	return r, err
}
