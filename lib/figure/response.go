package figure

import (
	"cmp"
	"fmt"
	"slices"
)

// Response holds how several numbers respond to one factor.
type Response struct {
	Factor Factor
	Series [][]Estimate // for each number, an estimate for each level
}

// mostColumns is the most numbers in a figure.
const mostColumns = 4

// checkColumns checks the names of 1 to 4 numbers.
func checkColumns(title string, columns []string) error {
	return cmp.Or(checkRows(title, "columns", len(columns), mostColumns), checkTexts("name of column", "", columns))
}

// cloneResponses checks responses, with a series for each of the columns, and copies
// them. It gathers the marks of all estimates.
func cloneResponses(responses []Response, columns []string, meanings Meanings) (own []Response, marks []Mark, err error) {
	for i, r := range responses {
		owner := fmt.Sprintf("factor %q", r.Factor.Name)
		err = cmp.Or(err, r.Factor.check(fmt.Sprint(i)), oneEach(owner, len(r.Series), "series", len(columns), "columns"))
		for j, series := range r.Series {
			err = cmp.Or(err, checkEstimates(fmt.Sprintf("%s, series %d", owner, j), series, len(r.Factor.Levels), "levels"))
		}
		own = append(own, Response{r.Factor.clone(), cloneEstimates(r.Series)})
		marks = append(marks, marksOf(r.Series...)...)
	}
	return own, marks, cmp.Or(err, meanings.check(append(marks, Tick)))
}

// cloneEstimates copies rows of estimates.
func cloneEstimates(rows [][]Estimate) [][]Estimate {
	own := make([][]Estimate, len(rows))
	for i, row := range rows {
		own[i] = slices.Clone(row)
	}
	return own
}
