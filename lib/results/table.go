package results

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteTable writes a CSV table: a header, and a row of fields for each item. What
// names the table in errors.
func WriteTable[T any](w io.Writer, what string, header []string, items []T, fields func(T) []string) error {
	c := csv.NewWriter(w)
	c.Write(header)
	for _, item := range items {
		c.Write(fields(item))
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("results: %s: %w", what, err)
	}
	return nil
}

// ReadTable reads a table that WriteTable wrote, with the header that is wanted.
// The error names the line, and what parse says of it.
func ReadTable[T any](r io.Reader, what string, want []string, parse func([]string) (T, error)) ([]T, error) {
	c := csv.NewReader(r)
	header, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("results: %s: %w", what, err)
	}
	if !slices.Equal(header, want) {
		return nil, fmt.Errorf("results: %s: columns %s: want %s", what, strings.Join(header, ","), strings.Join(want, ","))
	}
	var items []T
	for {
		fields, err := c.Read()
		if err == io.EOF {
			return items, nil
		}
		if err != nil {
			return nil, fmt.Errorf("results: %s: %w", what, err)
		}
		item, err := parse(fields)
		if err != nil {
			line, _ := c.FieldPos(0)
			return nil, fmt.Errorf("results: %s, line %d: %w", what, line, err)
		}
		items = append(items, item)
	}
}

// CheckDigest returns an error unless a stored table is the one that a manifest names by its
// [Digest].
func CheckDigest(table []byte, digest string) error {
	if got := Digest(table); got != digest {
		return fmt.Errorf("results: the table was changed since its manifest was written: its SHA-256 is %s, the manifest has %q: restore both files", got, digest)
	}
	return nil
}

// Digest is the SHA-256 of a table, as sha256sum prints it. Windows' line ends count as
// others do.
func Digest(table []byte) string {
	return fmt.Sprintf("%x", sha256.Sum256(bytes.ReplaceAll(table, []byte("\r\n"), []byte("\n"))))
}
