package study

import (
	_ "embed"
	"fmt"
	"io"
	"strconv"
	"strings"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// Result is what one trained network scores on one test set.
type Result struct {
	Seed uint64
	Row
	TrainAccuracy, ValidationAccuracy float64
	Scores
}

// columns of the results' CSV, shared with the PyTorch reference.
var columns = []string{"seed", "scenario", "loss", "train", "test", "train_acc", "val_acc", "acc", "se", "sp"}

// WriteCSV writes results, one row each, values to four places, in the columns
// seed, scenario, loss, train, test, train_acc, val_acc, acc, se, sp.
func WriteCSV(w io.Writer, results []Result) error {
	return writeTable(w, "results", columns, results, Result.fields)
}

// fields are a result's values in the columns' order.
func (r Result) fields() []string {
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
func ReadCSV(r io.Reader) ([]Result, error) { return readTable(r, "results", columns, parseResult) }

func parseResult(f []string) (r Result, err error) {
	if r.Seed, err = strconv.ParseUint(f[0], 10, 64); err != nil || r.Seed == 0 {
		return r, fmt.Errorf("seed %q: want a whole number from 1", f[0])
	}
	if r.Scenario, err = strconv.Atoi(f[1]); err != nil {
		return r, fmt.Errorf("scenario %q: want a whole number", f[1])
	}
	if r.Loss, err = loss.ParseName(f[2]); err != nil {
		return r, err
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
