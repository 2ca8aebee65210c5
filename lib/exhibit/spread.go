package exhibit

import (
	"math"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/verdict"
)

// stirred is the least standard deviation of a row whose spread is taken apart in words:
// four of 200 images.
const stirred = .02

// SourceTable tabulates where the spread of each row's accuracy comes from, as standard
// deviations of its parts.
func SourceTable(s design.Swept) (Table, error) {
	all, err := verdict.Spreads(s)
	return block("SourceTable").table(all, err)
}

// SourceText says in which rows more of the spread comes from the data, and in which from the
// weights and what goes with them.
func SourceText(s design.Swept) (string, error) {
	all, err := verdict.Spreads(s)
	if err != nil {
		return "", err
	}
	own := slice.Filter(all, func(s verdict.Spread) bool { return s.SD() >= stirred })
	data := slice.Filter(own, func(s verdict.Spread) bool { return s.OfData() > .5 })
	fixed := slice.Filter(own, func(s verdict.Spread) bool { return s.OfData() <= .5 })
	return block("SourceText").text(struct {
		All, Data, Fixed []verdict.Spread
		Rows             int
	}{own, data, fixed, len(all)})
}

// root writes a component of variance as a standard deviation with its interval.
func root(c metrics.Component) string {
	return two(math.Sqrt(c.Variance)) + " [" + two(math.Sqrt(c.Low)) + ", " + two(math.Sqrt(c.High)) + "]"
}
