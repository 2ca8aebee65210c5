package results

import (
	"fmt"

	"nodulelab/lib/metrics"
	"nodulelab/lib/paper"
)

// Agreement compares a row's accuracies with the independent implementation's
// ([Reference]).
type Agreement struct {
	paper.Row
	Ours, Theirs metrics.Summary
	P            float64 // [metrics.MannWhitney], two-sided
	Adjusted     float64 // P after [metrics.Holm], over all rows
}

// AgreementWithReference compares each row of Table 1 that has results with the
// reference's, in the table's order. Results of a row that the reference does not have
// are an error. The seeds of the two are not paired: one
// seed draws other data in each.
func AgreementWithReference(results []Result) ([]Agreement, error) {
	reference, err := Reference()
	if err != nil {
		return nil, err
	}
	var rows []Agreement
	var p []float64
	for _, s := range Statistics(results) {
		if !s.IsPrinted() {
			return nil, fmt.Errorf("results: the independent implementation has no %s: compare results of the paper's scenarios and losses alone", s.Paper.Row)
		}
		ours, theirs := Accuracies(OfRow(results, s.Paper.Row)), Accuracies(OfRow(reference, s.Paper.Row))
		_, pValue, err := metrics.MannWhitney(ours, theirs)
		if err != nil {
			return nil, err
		}
		rows = append(rows, Agreement{Row: s.Paper.Row, Ours: metrics.Summarise(ours), Theirs: metrics.Summarise(theirs), P: pValue})
		p = append(p, pValue)
	}
	adjusted, err := metrics.Holm(p)
	for i := range adjusted {
		rows[i].Adjusted = adjusted[i]
	}
	return rows, err
}
