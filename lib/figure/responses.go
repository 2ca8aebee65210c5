package figure

import (
	"fmt"
	"math"
	"strings"
)

// ResponsePanel holds how the conclusions answer to one factor.
type ResponsePanel struct {
	Factor, Unit string       // the unit may be empty
	Levels       []string     // in order
	Default      int          // index of the protocol's level; -1 if it is not among them
	Series       [][]Interval // for each conclusion, an estimate for each level
}

const (
	mostResponses   = 10
	mostConclusions = 4
	mostLevels      = 12
)

// Responses draws how conclusions answer to factors: a row of panels for each
// factor, a column for each conclusion with one axis, and the levels from left to
// right. Points are means with their intervals; a ring is a mean without one, and
// a missing mean leaves a gap. The side on which the paper's conclusion holds is
// shaded, the protocol's level larger and in colour. An interval that leaves its
// conclusion's axis is cut there; a mean that does is an error.
//
// One figure takes up to 10 factors: split more by what they are about.
func Responses(title string, conclusions []Conclusion, panels []ResponsePanel) (Figure, error) {
	err := firstError(checkRows(title, "factors", len(panels), mostResponses),
		checkRows(title, "conclusions", len(conclusions), mostConclusions))
	if err != nil {
		return Figure{}, err
	}
	for i, c := range conclusions {
		if err := c.check(i); err != nil {
			return Figure{}, err
		}
	}
	own := make([]ResponsePanel, len(panels))
	for i, p := range panels {
		if err := p.check(i, conclusions); err != nil {
			return Figure{}, err
		}
		own[i] = p.clone()
	}
	g := newResponseGrid(append([]Conclusion(nil), conclusions...), own)
	f := Figure{Title: title, Alt: responsesAlt(g.conclusions, own), draw: g.draw}
	return f.sized(g.width(), g.height()), nil
}

// clone is a copy that shares no memory.
func (p ResponsePanel) clone() ResponsePanel {
	p.Levels = append([]string(nil), p.Levels...)
	series := make([][]Interval, len(p.Series))
	for i, s := range p.Series {
		series[i] = append([]Interval(nil), s...)
	}
	p.Series = series
	return p
}

func (p ResponsePanel) check(i int, conclusions []Conclusion) error {
	if err := p.checkNames(i); err != nil {
		return err
	}
	if len(p.Series) != len(conclusions) {
		return fmt.Errorf("figure: factor %q has %d series for %d conclusions: want one each", p.Factor, len(p.Series), len(conclusions))
	}
	for j, series := range p.Series {
		if err := p.checkSeries(series, conclusions[j]); err != nil {
			return err
		}
	}
	return nil
}

// checkNames checks everything but the numbers.
func (p ResponsePanel) checkNames(i int) error {
	if err := checkText(fmt.Sprintf("name of factor %d", i), p.Factor); err != nil {
		return err
	}
	if p.Unit != "" {
		if err := checkText(fmt.Sprintf("unit of factor %q", p.Factor), p.Unit); err != nil {
			return err
		}
	}
	return checkLevels(p.Factor, p.Levels, p.Default)
}

// checkLevels checks a factor's levels and that the protocol's is one, or -1.
func checkLevels(factor string, levels []string, standard int) error {
	if len(levels) < 1 || len(levels) > mostLevels {
		return fmt.Errorf("figure: factor %q with %d levels: want 1 to %d", factor, len(levels), mostLevels)
	}
	for i, l := range levels {
		if err := checkText(fmt.Sprintf("level %d of factor %q", i, factor), l); err != nil {
			return err
		}
	}
	if standard < -1 || standard >= len(levels) {
		return fmt.Errorf("figure: factor %q: default %d of %d levels: want its index, or -1 for none", factor, standard, len(levels))
	}
	return nil
}

func (p ResponsePanel) checkSeries(series []Interval, c Conclusion) error {
	if len(series) != len(p.Levels) {
		return fmt.Errorf("figure: factor %q, %s: %d estimates for %d levels: want one each", p.Factor, c.Name, len(series), len(p.Levels))
	}
	for i, v := range series {
		what := fmt.Sprintf("factor %q, %s at %s", p.Factor, c.Name, p.Levels[i])
		if err := firstError(v.check(what), checkOptional(what, v.Mean, c.Low, c.High)); err != nil {
			return err
		}
	}
	return nil
}

func responsesAlt(conclusions []Conclusion, panels []ResponsePanel) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Estimates of %s by the levels of %s.", count(len(conclusions), "conclusion"), count(len(panels), "factor"))
	for _, c := range conclusions {
		fmt.Fprintf(&b, " %s.", c.words())
	}
	for _, p := range panels {
		fmt.Fprintf(&b, " %s:", p.name())
		for j, c := range conclusions {
			fmt.Fprintf(&b, " %q %s;", c.Name, p.answer(j, c))
		}
		fmt.Fprintf(&b, " the protocol's level is %s.", p.standard())
	}
	return b.String()
}

// name is the factor with its unit.
func (p ResponsePanel) name() string {
	if p.Unit == "" {
		return p.Factor
	}
	return p.Factor + " (" + p.Unit + ")"
}

// standard is the protocol's level in words.
func (p ResponsePanel) standard() string {
	if p.Default < 0 {
		return "not among them"
	}
	return p.Levels[p.Default]
}

// answer is a series in words: the tally of its states and its means by level.
func (p ResponsePanel) answer(j int, c Conclusion) string {
	states := make([]HoldsState, len(p.Levels))
	means := make([]string, len(p.Levels))
	for i, v := range p.Series[j] {
		states[i] = c.State(v)
		means[i] = "none at " + p.Levels[i]
		if !math.IsNaN(v.Mean) {
			means[i] = printed(v.Mean) + " at " + p.Levels[i]
		}
	}
	return tally(states) + ", mean " + strings.Join(means, ", ")
}
