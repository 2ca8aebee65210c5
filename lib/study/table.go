package study

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// writeTable writes a header and a row for each item. What names the table in
// errors.
func writeTable[T any](w io.Writer, what string, header []string, items []T, fields func(T) []string) error {
	c := csv.NewWriter(w)
	c.Write(header)
	for _, item := range items {
		c.Write(fields(item))
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("study: %s: %w", what, err)
	}
	return nil
}

// readTable reads what writeTable wrote. The error names the line, and what parse
// says of it.
func readTable[T any](r io.Reader, what string, want []string, parse func([]string) (T, error)) ([]T, error) {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("study: %s: %w", what, err)
	}
	if !slices.Equal(header, want) {
		return nil, fmt.Errorf("study: %s: columns %s: want %s", what, strings.Join(header, ","), strings.Join(want, ","))
	}
	var items []T
	for {
		fields, err := c.Read()
		if err == io.EOF {
			return items, nil
		}
		if err != nil {
			return nil, fmt.Errorf("study: %s: %w", what, err)
		}
		item, err := parse(fields)
		if err != nil {
			line, _ := c.FieldPos(0)
			return nil, fmt.Errorf("study: %s, line %d: %w", what, line, err)
		}
		items = append(items, item)
	}
}
