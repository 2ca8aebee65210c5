package transfer

import (
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
)

// columns of the outcomes' CSV. Training and validation are right decisions of all, such as
// "160/170". Tests, and the same with a last layer that was fitted anew, are a number of
// images and, in hexadecimal digits, a bit for each, from the highest down: 1 if the decision
// is right. What there is not is empty.
var columns = []string{"cell", "scenario", "by", "seed", "train", "val", "test1", "test2", "refit1", "refit2"}

// row is an outcome under the name of its cell.
type row struct {
	cell string
	Outcome
}

// WriteCSV writes the outcomes of a study, one a row.
func WriteCSV(w io.Writer, s Study, all []Outcome) error {
	return results.WriteTable(w, "outcomes", columns, all, func(o Outcome) []string {
		f := []string{
			s.Cells[o.Cell].String(), strconv.Itoa(o.Scenario), string(o.By), strconv.FormatUint(o.Seed, 10),
			o.Training.String(), o.Validation.String(), "", "", "", "",
		}
		for i, d := range o.Tests {
			f[6+i] = d.String()
		}
		for i, d := range o.Refitted {
			f[8+i] = d.String()
		}
		return f
	})
}

// readCSV reads what WriteCSV wrote. The error names the line and the value that are wrong.
func readCSV(r io.Reader) ([]row, error) { return results.ReadTable(r, "outcomes", columns, parseRow) }

func parseRow(f []string) (r row, err error) {
	r.cell, r.By = f[0], loss.Name(f[2])
	if r.Scenario, err = strconv.Atoi(f[1]); err != nil {
		return r, fmt.Errorf("scenario %q: want a number", f[1])
	}
	if r.Seed, err = strconv.ParseUint(f[3], 10, 64); err != nil || r.Seed == 0 {
		return r, fmt.Errorf("seed %q: want a whole number from 1", f[3])
	}
	if r.Training, err = metrics.ParseProportion(f[4]); err != nil {
		return r, fmt.Errorf("train: %w", err)
	}
	if r.Validation, err = metrics.ParseProportion(f[5]); err != nil {
		return r, fmt.Errorf("val: %w", err)
	}
	for i, to := range []*[]Decisions{&r.Tests, &r.Tests, &r.Refitted, &r.Refitted} {
		if f[6+i] == "" {
			continue
		}
		d, err := parseDecisions(f[6+i])
		if err != nil {
			return r, fmt.Errorf("%s: %w", columns[6+i], err)
		}
		*to = append(*to, d)
	}
	if len(r.Tests) == 0 {
		return r, fmt.Errorf("no test: want one or two")
	}
	return r, nil
}

// String is "5:d8": five decisions, right, right, wrong, right and right.
func (d Decisions) String() string {
	packed := make([]byte, (len(d)+7)/8)
	for i, right := range d {
		if right {
			packed[i/8] |= 0x80 >> (i % 8)
		}
	}
	return fmt.Sprintf("%d:%s", len(d), hex.EncodeToString(packed))
}

// mostDecisions bounds a test set.
const mostDecisions = 100_000

// parseDecisions reads what String wrote.
func parseDecisions(text string) (Decisions, error) {
	number, digits, _ := strings.Cut(text, ":")
	n, err := strconv.Atoi(number)
	packed, errHex := hex.DecodeString(digits)
	if err != nil || errHex != nil || n < 1 || n > mostDecisions || len(packed) != (n+7)/8 {
		return nil, fmt.Errorf("decisions %.40q: want a number of them and a bit for each, such as 5:d8", text)
	}
	d := make(Decisions, n)
	for i := range d {
		d[i] = packed[i/8]&(0x80>>(i%8)) != 0
	}
	if d.String() != text {
		return nil, fmt.Errorf("decisions %.40q: want no bits after the last decision", text)
	}
	return d, nil
}
