package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// remedyColumn is one accuracy that a remedy may change.
type remedyColumn struct {
	name         string
	scenario     int
	crossEntropy bool
	test         nodule.Distribution // the zero one is the validation set
}

// remedyColumns are the accuracy in distribution, and those tests on which the
// paper's networks fail.
func remedyColumns() []remedyColumn {
	return []remedyColumn{
		{"validation, CE", 2, true, nodule.Distribution{}},
		{"validation, other", 2, false, nodule.Distribution{}},
		{"1 → 170,130, CE", 1, true, nodule.D(170, 130)},
		{"1 → 170,130, other", 1, false, nodule.D(170, 130)},
		{"2 → 150,190, CE", 2, true, nodule.D(150, 190)},
		{"2 → 150,190, other", 2, false, nodule.D(150, 190)},
		{"3 → 150,190, CE", 3, true, nodule.D(150, 190)},
	}
}

// of returns the accuracies in a cell's results, by seed.
func (c remedyColumn) of(cell design.Cell, rs []results.Result) metrics.Sample[float64] {
	s := metrics.Sample[float64]{Name: cell.String()}
	add := func(seed uint64, accuracy float64) {
		s.Seeds, s.Values = append(s.Seeds, seed), append(s.Values, accuracy)
	}
	for _, r := range rs {
		if r.Scenario != c.scenario || (r.Loss == loss.CE) != c.crossEntropy {
			continue
		}
		switch {
		case c.test == r.Test:
			add(r.Seed, r.Accuracy)
		case c.test == nodule.Distribution{} && r.Test == nodule.D(150, 190):
			add(r.Seed, r.ValidationAccuracy)
		}
	}
	return s
}

// outcome is one way to train, held against the protocol on one column.
type outcome struct {
	accuracy, difference metrics.Estimate // the difference by seed
	adjusted             float64
}

// outcomes measures a stored sweep's cells on all columns; the first cell is the
// protocol's. P-values are adjusted over all cells and columns.
func outcomes(sweep string) ([]design.Cell, [][]outcome, error) {
	s, err := design.Load(sweep)
	if err != nil {
		return nil, nil, err
	}
	columns, cells := remedyColumns(), s.Sweep.Cells
	all := make([][]outcome, len(cells))
	var p []float64
	for i := range all {
		for _, c := range columns {
			own := c.of(cells[i], s.OfCell(i))
			d, err := metrics.Differences(own, c.of(cells[0], s.OfCell(0)))
			if err != nil {
				return nil, nil, fmt.Errorf("exhibit: %s: %w", c.name, err)
			}
			all[i] = append(all[i], outcome{metrics.EstimateMean(own.Values), metrics.EstimateMean(d), 1})
			if i == 0 {
				continue
			}
			one, err := metrics.SignFlip(d)
			if err != nil {
				return nil, nil, err
			}
			p = append(p, one)
		}
	}
	adjusted, err := metrics.Holm(p)
	for k, v := range adjusted {
		all[1+k/len(columns)][k%len(columns)].adjusted = v
	}
	return cells, all, err
}

// Remedies tabulates what other ways to train do: the accuracy on each column, and
// in brackets its difference from the protocol, by seed; a star where Holm's
// adjusted p lies below .05.
func Remedies(sweep string) (Table, error) {
	cells, all, err := outcomes(sweep)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: fmt.Sprintf("Mean accuracy over %s, in brackets the difference from the protocol by seed; * adjusted p < %.2f", plural(all[0][0].accuracy.N, "seed"), results.Significant),
		Header:  []string{"training"},
	}
	for _, c := range remedyColumns() {
		t.Header = append(t.Header, c.name)
	}
	for i, c := range cells {
		row := []string{c.String()}
		for _, o := range all[i] {
			row = append(row, o.text(i == 0))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func (o outcome) text(protocol bool) string {
	if protocol {
		return two(o.accuracy.Mean)
	}
	star := ""
	if o.adjusted < results.Significant {
		star = "*"
	}
	return fmt.Sprintf("%s (%s%s)", two(o.accuracy.Mean), signed(o.difference.Mean), star)
}

// Restored says of each way to train which tests it restores (accuracy wholly above
// the claims' threshold for generalising), which it makes better, which worse, and
// what it costs in distribution, in a Markdown list.
func Restored(sweep string) (string, error) {
	cells, all, err := outcomes(sweep)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, c := range cells[1:] {
		fmt.Fprintf(&b, "- **%s**: %s.\n", c, restored(all[0], all[i+1]))
	}
	return b.String(), nil
}

func restored(before, after []outcome) string {
	changes := map[string][]string{}
	for k, c := range remedyColumns() {
		o := after[k]
		if o.adjusted >= results.Significant {
			continue
		}
		kind := o.kind(c, before[k])
		changes[kind] = append(changes[kind], fmt.Sprintf("%s (%s, %s)", c.name, signed(o.difference.Mean), between(o.difference.Interval)))
	}
	var parts []string
	for _, kind := range []string{restores, betters, worsens, costs} {
		if names := changes[kind]; names != nil {
			parts = append(parts, kind+" "+strings.Join(names, ", "))
		}
	}
	switch {
	case parts == nil:
		return "changes nothing significantly"
	case changes[costs] == nil:
		parts = append(parts, "no cost on validation is shown")
	}
	return strings.Join(parts, "; ")
}

// What a significant change is.
const (
	restores = "restores"
	betters  = "makes better"
	worsens  = "makes worse"
	costs    = "moves"
)

// kind tells what a significant change of a column is.
func (o outcome) kind(c remedyColumn, before outcome) string {
	low, _ := ends(o.accuracy)
	switch {
	case c.test == nodule.Distribution{}:
		return costs
	case o.difference.Mean < 0:
		return worsens
	case low > verdict.Holding && before.accuracy.Mean < verdict.Holding:
		return restores
	}
	return betters
}

// Cures sorts the ways to train by how many of the failing tests they restore, in a
// Markdown list.
func Cures(sweep string) (string, error) {
	cells, all, err := outcomes(sweep)
	if err != nil {
		return "", err
	}
	failing := 0
	for k, c := range remedyColumns() {
		if c.test != (nodule.Distribution{}) && all[0][k].accuracy.Mean < verdict.Holding {
			failing++
		}
	}
	sorted := map[string][]string{}
	for i, c := range cells[1:] {
		kind := "some"
		switch curedBy(all[0], all[i+1]) {
		case failing:
			kind = "all"
		case 0:
			kind = "none"
		}
		sorted[kind] = append(sorted[kind], "*"+c.String()+"*")
	}
	var b strings.Builder
	for _, kind := range []string{"all", "some", "none"} {
		fmt.Fprintf(&b, "- **%s of the %d failing tests** restored by: %s.\n", strings.ToUpper(kind[:1])+kind[1:], failing, orNone(sorted[kind]))
	}
	return b.String(), nil
}

// curedBy counts the tests that a way to train restores.
func curedBy(before, after []outcome) int {
	n := 0
	for k, c := range remedyColumns() {
		if o := after[k]; o.adjusted < results.Significant && o.kind(c, before[k]) == restores {
			n++
		}
	}
	return n
}
