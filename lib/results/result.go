// Package results holds what networks score on test sets: as CSV, as statistics of
// the rows of Table 1 beside the paper's values, in pairs of losses by seed, and
// against an independent implementation.
package results

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// Result is what one trained network scores on one test set.
type Result struct {
	Seed uint64
	paper.Row
	TrainAccuracy, ValidationAccuracy float64
	paper.Scores
}

// Perfect is the least accuracy that is printed as 1.00.
const Perfect = .995

// Perfect tells whether the network's accuracy on its training set is printed as
// 1.00, as the paper reports it of all its networks.
func (r Result) Perfect() bool { return r.TrainAccuracy >= Perfect }

// String is "seed 1, scenario 3, CE, 180,150 → 150,190: accuracy 0.97, sensitivity 0.95,
// specificity 0.99".
func (r Result) String() string {
	return fmt.Sprintf("seed %d, %s: accuracy %.2f, sensitivity %.2f, specificity %.2f", r.Seed, r.Row, r.Accuracy, r.Sensitivity, r.Specificity)
}

// columns of the results' CSV, shared with the PyTorch reference.
var columns = []string{"seed", "scenario", "loss", "train", "test", "train_acc", "val_acc", "acc", "se", "sp"}

// Columns are the names of a result's columns in CSV: seed, scenario, loss, train,
// test, train_acc, val_acc, acc, se, sp.
func Columns() []string { return slices.Clone(columns) }

// WriteCSV writes results, one row each, values to four places, under [Columns].
func WriteCSV(w io.Writer, results []Result) error {
	return WriteTable(w, "results", columns, results, Result.Fields)
}

// Fields are a result's values in the order of [Columns], numbers to four places.
func (r Result) Fields() []string {
	row := []string{strconv.FormatUint(r.Seed, 10), strconv.Itoa(r.Scenario), string(r.Loss), r.Training.Key(), r.Test.Key()}
	for _, v := range r.numbers() {
		row = append(row, strconv.FormatFloat(*v, 'f', 4, 64))
	}
	return row
}

// numbers are the five measured values, in the columns' order.
func (r *Result) numbers() []*float64 {
	return []*float64{&r.TrainAccuracy, &r.ValidationAccuracy, &r.Accuracy, &r.Sensitivity, &r.Specificity}
}

// ReadCSV reads what WriteCSV wrote. The error names the line and the value that
// are wrong.
func ReadCSV(r io.Reader) ([]Result, error) { return ReadTable(r, "results", columns, Parse) }

// Parse reads a result from its fields, one for each of [Columns]. The error names
// the value that is wrong.
func Parse(f []string) (r Result, err error) {
	if r.Seed, err = strconv.ParseUint(f[0], 10, 64); err != nil || r.Seed == 0 {
		return r, fmt.Errorf("seed %q: want a whole number from 1", f[0])
	}
	if r.Scenario, err = strconv.Atoi(f[1]); err != nil {
		return r, fmt.Errorf("scenario %q: want a whole number", f[1])
	}
	if r.Loss = loss.Name(f[2]); r.Loss == "" {
		return r, fmt.Errorf("loss %q: want a name", f[2])
	}
	if r.Training, err = nodule.ParseDistribution(f[3]); err != nil {
		return r, err
	}
	if r.Test, err = nodule.ParseDistribution(f[4]); err != nil {
		return r, err
	}
	for i, v := range r.numbers() {
		*v, err = strconv.ParseFloat(f[5+i], 64)
		if err != nil || !(*v >= 0 && *v <= 1) {
			return r, fmt.Errorf("%s %q: want a number from 0 to 1", columns[5+i], f[5+i])
		}
	}
	return r, nil
}

//go:embed table1_torch.csv
var reference string

// Reference returns the results of the independent PyTorch implementation: 20
// seeds of every row of Table 1.
func Reference() ([]Result, error) { return ReadCSV(strings.NewReader(reference)) }
