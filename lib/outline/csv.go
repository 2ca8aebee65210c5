package outline

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"nodulelab/lib/nodule"
)

const (
	mostPoints = 2000 // of an outline, as in a configuration
	mostRows   = 100_000
)

// ReadCSV reads a table of closed outlines, one a line. Its header names the columns of
// coordinates, x0, y0, x1, y1 and so on, in any order, for 3 to 2000 points; every outline
// has them all. Coordinates are finite numbers of any unit, x to the right and y down.
// Columns of other names hold facts, which are kept as text ([Table.Fact]). There are 1 to
// 100 000 lines below the header.
//
// The last point is joined to the first; one that repeats it is dropped, as is a point that
// repeats the one before. The points of an outline that runs counterclockwise are put into
// reverse order behind the first, so that every signed area is positive. An outline without
// a clear inside ([nodule.Outline.Check]) is an error, as is whatever else is not as said;
// errors name the line and the column.
//
// A compressed file is read through [compress/gzip.NewReader].
func ReadCSV(r io.Reader) (*Table, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord, lines.TrimLeadingSpace, lines.ReuseRecord = -1, true, true
	header, err := readHeader(lines)
	if err != nil {
		return nil, fmt.Errorf("outline: header: %w", err)
	}
	t := newTable(header)
	for {
		err := t.read(lines, header)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("outline: %w", err)
		}
	}
	if len(t.Outlines) == 0 {
		return nil, errors.New("outline: the table has no outline: want a line of coordinates below the header")
	}
	return t, nil
}

// header is the first line of a table.
type header struct {
	names  []string // of all columns
	places []int    // the columns of x0, y0, x1, y1 and so on
}

func readHeader(r *csv.Reader) (header, error) {
	record, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return header{}, err
	}
	h := header{names: slices.Clone(record)}
	if len(record) > 0 {
		h.names[0] = strings.TrimPrefix(record[0], "\ufeff")
	}
	columns := map[string]int{}
	for i, name := range h.names {
		if before, twice := columns[name]; twice {
			return header{}, fmt.Errorf("columns %d and %d are both named %q: want each name once", before+1, i+1, name)
		}
		columns[name] = i
	}
	return h, h.place(columns)
}

// place finds the columns of coordinates.
func (h *header) place(columns map[string]int) error {
	var coordinates int
	for name := range columns {
		if isCoordinate(name) {
			coordinates++
		}
	}
	points := (coordinates + 1) / 2
	if points < 3 || points > mostPoints {
		return fmt.Errorf("columns of coordinates for %d points: want x0, y0, x1, y1 and so on, for 3 to %d points", points, mostPoints)
	}
	for i := range 2 * points {
		name := "xy"[i%2:i%2+1] + strconv.Itoa(i/2)
		column, ok := columns[name]
		if !ok {
			return fmt.Errorf("%d columns of coordinates, but none named %s: want x0, y0, x1, y1 and so on without a gap", coordinates, name)
		}
		h.places = append(h.places, column)
	}
	return nil
}

// isCoordinate reports whether a column is named x or y and a whole number.
func isCoordinate(name string) bool {
	if len(name) < 2 || name[0] != 'x' && name[0] != 'y' {
		return false
	}
	for _, c := range name[1:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// read adds the next line to the table; io.EOF is the end.
func (t *Table) read(r *csv.Reader, h header) error {
	record, err := r.Read()
	if err != nil {
		return err
	}
	line, _ := r.FieldPos(0)
	if len(t.Outlines) == mostRows {
		return fmt.Errorf("line %d: more than %d outlines: want a table in parts", line, mostRows)
	}
	o, err := h.outline(record)
	if err != nil {
		return fmt.Errorf("line %d: %w", line, err)
	}
	t.add(line, o, record)
	return nil
}

// outline returns the outline of a line, turned to a positive signed area.
func (h header) outline(record []string) (nodule.Outline, error) {
	if len(record) != len(h.names) {
		return nil, fmt.Errorf("%d columns: want %d, as in the header", len(record), len(h.names))
	}
	o := make(nodule.Outline, len(h.places)/2)
	for i, column := range h.places {
		v, err := parse(record[column])
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", h.names[column], err)
		}
		if i%2 == 0 {
			o[i/2].X = v
		} else {
			o[i/2].Y = v
		}
	}
	o = clockwise(open(o))
	return o, o.Check()
}

// parse reads a finite number.
func parse(text string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q: want a finite number", text)
	}
	return v, nil
}
