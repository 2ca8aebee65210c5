package figure

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

func (p RowPlot) check() error {
	err := cmp.Or(
		checkRows(p.Title, "rows", len(p.Rows), mostRows),
		checkText("first sentence of the text alternative", p.Lead),
		checkText("name of the axis", p.Axis),
		checkAxis(fmt.Sprintf("%q", p.Title), p.Low, p.High),
		checkFinite("guide", p.Guide.At),
	)
	if err == nil && len(p.Groups) > len(okabeIto) {
		return fmt.Errorf("figure: %q with %d groups: at most %d can be told apart by colour", p.Title, len(p.Groups), len(okabeIto))
	}
	for k, g := range p.Groups {
		err = cmp.Or(err, checkText(fmt.Sprintf("name of group %d", k), g.Name))
	}
	for i, r := range p.Rows {
		err = cmp.Or(err, p.checkRow(i, r))
	}
	return err
}

func (p RowPlot) checkRow(i int, r Row) error {
	what := fmt.Sprintf("row %q", r.Label)
	err := cmp.Or(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		oneEach(what, len(r.Samples), "samples", max(1, len(p.Groups)), "groups"),
	)
	for k, s := range r.Samples {
		if len(p.Groups) == 0 || len(s.Seeds) > 0 {
			err = cmp.Or(err, checkRange(what+", seeds", s.Seeds, p.Low, p.High))
		}
		err = cmp.Or(err, p.checkSample(what, s))
		if err == nil && len(s.Seeds) != len(r.Samples[0].Seeds) {
			return fmt.Errorf("figure: %s: %d values in %s and %d in %s: want one a seed in each group",
				what, len(r.Samples[0].Seeds), p.Groups[0].Name, len(s.Seeds), p.Groups[k].Name)
		}
	}
	return err
}

// checkSample allows an estimate to miss the axis by a rounding error.
func (p RowPlot) checkSample(what string, s Sample) error {
	const rounding = 1e-9
	numbers := s.Estimate.numbers()
	if p.Reference != "" && !math.IsNaN(s.Reference) {
		numbers = append(numbers, s.Reference)
	}
	return cmp.Or(
		s.Estimate.check(what),
		checkRange(what+", mean, low, high and reference", numbers, p.Low-rounding, p.High+rounding),
	)
}

// alt says of each row what its marks show.
func (p RowPlot) alt() string {
	var b strings.Builder
	b.WriteString(p.Lead)
	for _, r := range p.Rows {
		fmt.Fprintf(&b, " %s%s%s.", r.Label, p.words(r), r.Remark)
	}
	return b.String()
}

// words describes a row: ": mean 0.50 (0.44 to 0.56) over 20 seeds", or with groups
// " (20 seeds): inside 0.80, border 1.50".
func (p RowPlot) words(r Row) string {
	first := r.Samples[0]
	if len(p.Groups) == 0 {
		return fmt.Sprintf(": mean %s over %s", first.Estimate.words(p.number), count(len(first.Seeds), "seed"))
	}
	text := ":"
	if n := len(first.Seeds); n > 0 {
		text = fmt.Sprintf(" (%s):", count(n, "seed"))
	}
	for k, s := range r.Samples {
		text += fmt.Sprintf("%s %s %s", separator(k, ","), p.Groups[k].Name, s.Estimate.words(p.number))
		if p.Reference != "" && !math.IsNaN(s.Reference) {
			text += fmt.Sprintf(" (%s %s)", p.Reference, p.number(s.Reference))
		}
	}
	return text
}

// number writes a number with two decimals, or with one if the axis reaches 100.
func (p RowPlot) number(v float64) string {
	if max(math.Abs(p.Low), math.Abs(p.High)) >= 100 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
