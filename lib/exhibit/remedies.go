package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// remedyColumn is one accuracy that a remedy may change.
type remedyColumn struct {
	Name         string
	scenario     int
	crossEntropy bool
	test         nodule.Distribution // the zero one is the validation set
}

// remedyColumns returns the accuracies on validation, and on the tests on which the
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

// validation tells whether the accuracy is on the validation set.
func (c remedyColumn) validation() bool { return c.test == nodule.Distribution{} }

// of returns the accuracies in a cell's results, by seed.
func (c remedyColumn) of(cell design.Cell, rs []results.Result) metrics.Sample[float64] {
	s := metrics.Sample[float64]{Name: cell.String()}
	for _, r := range rs {
		if r.Scenario != c.scenario || (r.Loss == loss.CE) != c.crossEntropy {
			continue
		}
		switch {
		case c.test == r.Test:
			s.Seeds, s.Values = append(s.Seeds, r.Seed), append(s.Values, r.Accuracy)
		case c.validation() && r.Test == nodule.D(150, 190):
			s.Seeds, s.Values = append(s.Seeds, r.Seed), append(s.Values, r.ValidationAccuracy)
		}
	}
	return s
}

// remedies are the ways to train of a stored sweep.
type remedies struct {
	Protocol remedy
	Others   []remedy
}

// remedy is one way to train and its outcome on each column.
type remedy struct {
	Name     string
	Outcomes []outcome
}

// outcome is what a way to train makes of one column's accuracy.
type outcome struct {
	Column               remedyColumn
	Before               float64          // the protocol's mean accuracy
	Accuracy, Difference metrics.Estimate // the difference from the protocol, by seed
	P                    float64          // of the sign-flip test, by Holm over all other ways and columns
}

// remediesOf measures a stored sweep's cells, the first of which is the protocol, on
// all columns.
func remediesOf(sweep string) (remedies, error) {
	s, err := design.Load(sweep)
	if err != nil {
		return remedies{}, err
	}
	columns, all := remedyColumns(), make([]remedy, len(s.Sweep.Cells))
	var p []float64
	for i, cell := range s.Sweep.Cells {
		all[i].Name = cell.String()
		for _, c := range columns {
			o, err := c.outcome(c.of(s.Sweep.Cells[0], s.OfCell(0)), c.of(cell, s.OfCell(i)))
			if err != nil {
				return remedies{}, err
			}
			all[i].Outcomes, p = append(all[i].Outcomes, o), append(p, o.P)
		}
	}
	adjusted, err := metrics.Holm(p[len(columns):])
	for k, v := range adjusted {
		all[1+k/len(columns)].Outcomes[k%len(columns)].P = v
	}
	return remedies{all[0], all[1:]}, err
}

// outcome compares the accuracies of a way to train with the protocol's, seed by seed.
// The p-value is not adjusted.
func (c remedyColumn) outcome(protocol, way metrics.Sample[float64]) (outcome, error) {
	d, err := metrics.Differences(way, protocol)
	if err != nil {
		return outcome{}, fmt.Errorf("exhibit: %s: %w", c.Name, err)
	}
	p, err := metrics.SignFlip(d)
	return outcome{c, metrics.Summarise(protocol.Values).Mean, metrics.EstimateMean(way.Values), metrics.EstimateMean(d), p}, err
}

// The changes that an outcome can be.
const (
	insignificant = ""
	restores      = "restores" // a test on which the protocol fails
	betters       = "makes better"
	worsens       = "makes worse"
	moves         = "moves" // the accuracy on validation, either way
)

// Change returns what the outcome changes. A test is restored if the protocol's mean
// lies below the claims' threshold for generalising, and the whole interval above.
func (o outcome) Change() string {
	low, _ := ends(o.Accuracy)
	switch {
	case !significant(o.P):
		return insignificant
	case o.Column.validation():
		return moves
	case o.Difference.Mean < 0:
		return worsens
	case low > verdict.Holding && o.Before < verdict.Holding:
		return restores
	}
	return betters
}

// Changed returns the outcomes that are one kind of change.
func (r remedy) Changed(kind string) []outcome {
	return slices.DeleteFunc(slices.Clone(r.Outcomes), func(o outcome) bool { return o.Change() != kind })
}

// RemedyTable tabulates what the ways to train of a stored sweep do: the accuracy on
// each column, and in brackets its difference from the protocol, by seed. A star
// marks the differences that are significant.
func RemedyTable(sweep string) (Table, error) {
	return block("RemedyTable").table(remediesOf(sweep))
}

// RemedyText says of each way to train of a stored sweep which tests it restores,
// which it makes better, which worse, and what it costs on validation.
func RemedyText(sweep string) (string, error) {
	return block("RemedyText").text(remediesOf(sweep))
}

// CureText sorts the ways to train of a stored sweep by how many of the failing tests
// they restore.
func CureText(sweep string) (string, error) {
	return block("CureText").text(remediesOf(sweep))
}

// Failing counts the tests on which the protocol fails.
func (r remedies) Failing() int {
	n := 0
	for _, o := range r.Protocol.Outcomes {
		n += one(!o.Column.validation() && o.Before < verdict.Holding)
	}
	return n
}

// Restoring names the ways to train that restore all, some or none of those tests.
func (r remedies) Restoring(what string) []string {
	var names []string
	for _, way := range r.Others {
		share := "some"
		switch len(way.Changed(restores)) {
		case r.Failing():
			share = "all"
		case 0:
			share = "none"
		}
		if share == what {
			names = append(names, italic(way.Name))
		}
	}
	return names
}
