package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/results"
	"nodulelab/lib/sensitivity"
)

// Hypercube tabulates in how many of the hypercube's cells each conclusion holds,
// and in how many of those whose networks learn their training set.
func Hypercube() (Table, error) {
	s, err := sensitivity.Load(sensitivity.HypercubeSweep)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: "In how many cells each conclusion holds when all choices are drawn at once, with 95 % score intervals",
		Header:  []string{"conclusion", "holds in cells", "share", "95 % interval", "of those that learn", "share", "95 % interval"},
	}
	conclusions := sensitivity.Conclusions()
	for _, c := range conclusions {
		t.Rows = append(t.Rows, slices.Concat([]string{c.Name}, shareCells(s.Overall(c)), shareCells(s.Where(conclusions[0], c))))
	}
	return t, nil
}

// shareCells are a share's numbers and its interval.
func shareCells(s sensitivity.Share) []string {
	low, high := s.Wilson()
	return []string{fmt.Sprintf("%d of %d", s.Hits, s.Total), two(s.Value()), two(low) + " to " + two(high)}
}

// mostInfluences is how many factors Influences shows.
const mostInfluences = 6

// Influences tabulates the factors that explain most of a conclusion's statistic in
// the hypercube, with the share of cells in which it holds at each level. The
// conclusion is given by its scenario, 1 to 3.
func Influences(scenario int) (Table, error) {
	conclusions := sensitivity.Conclusions()
	if scenario < 1 || scenario >= len(conclusions) {
		return Table{}, fmt.Errorf("exhibit: scenario %d: want 1 to %d", scenario, len(conclusions)-1)
	}
	s, err := sensitivity.Load(sensitivity.HypercubeSweep)
	if err != nil {
		return Table{}, err
	}
	c := conclusions[scenario]
	all, err := s.Influences(c, design.Factors()...)
	if err != nil {
		return Table{}, err
	}
	t := Table{
		Caption: fmt.Sprintf("“%s”: the %d factors that explain most of it when all move at once", c.Name, mostInfluences),
		Header:  []string{"factor", "η²", "adjusted p", "holds in % of cells, by level"},
	}
	for _, i := range all[:mostInfluences] {
		t.Rows = append(t.Rows, []string{i.Factor, value(i.Ratio), pValue(i.P), byLevel(i.ByLevel)})
	}
	return t, nil
}

func byLevel(shares []sensitivity.Share) string {
	var parts []string
	for _, s := range shares {
		parts = append(parts, fmt.Sprintf("%s: %.0f", s.Level, 100*s.Value()))
	}
	return strings.Join(parts, "; ")
}

// Decisive names, for each of the paper's conclusions, the factors that explain
// significantly more of it in the hypercube than chance would, in a Markdown list.
func Decisive() (string, error) {
	s, err := sensitivity.Load(sensitivity.HypercubeSweep)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, c := range sensitivity.Conclusions()[1:] {
		all, err := s.Influences(c, design.Factors()...)
		if err != nil {
			return "", err
		}
		var names []string
		sum, byChance := 0., 0.
		for _, i := range all {
			sum += i.Ratio
			byChance += float64(len(i.ByLevel)-1) / float64(len(s.Sweep.Cells)-1) // the ratio's mean, were the levels handed out at random
			if i.P < results.Significant {
				names = append(names, fmt.Sprintf("%s (η² %s)", i.Factor, value(i.Ratio)))
			}
		}
		fmt.Fprintf(&b, "- **%s**: more than chance is explained by %s. All %d factors, each by itself, add up to %s of the variance, of which %s would come by chance.\n", c.Name, orNone(names), len(all), value(sum), value(byChance))
	}
	return b.String(), nil
}
