package exhibit

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"nodulelab/lib/verdict"
)

// ChoiceEffects tabulates, for the factors of a group, the largest difference that a
// level makes to each of the paper's three conclusions, and whether it matters.
func ChoiceEffects(group string) (Table, error) {
	conclusions := verdict.Conclusions()
	t := Table{
		Caption: fmt.Sprintf("The largest difference from the protocol, by seed, with its 95 %% interval; p by Holm over a factor's levels and conclusions. Choices of the %s", group),
		Header:  []string{"factor"},
	}
	for _, c := range conclusions[1:] {
		t.Header = append(t.Header, c.Name, "which")
	}
	all, err := choiceEffects(group)
	for _, of := range all {
		row := []string{of[0].Factor}
		for _, e := range of[1:] {
			l := e.Levels[e.Largest]
			row = append(row, fmt.Sprintf("%s: %s (%s), p %s", l.Label, signed(l.Difference.Mean), between(l.Difference.Interval), equals(l.Adjusted)), string(e.Importance))
		}
		t.Rows = append(t.Rows, row)
	}
	return t, err
}

// choiceEffects are those of the factors of some groups, by factor and conclusion.
func choiceEffects(groups ...string) ([][]verdict.FactorEffect, error) {
	all, err := responses(groups...)
	if err != nil {
		return nil, err
	}
	var e [][]verdict.FactorEffect
	for _, r := range all {
		of, err := r.Effects()
		if err != nil {
			return nil, err
		}
		e = append(e, of)
	}
	return e, nil
}

// signed writes a number to two places, with its sign.
func signed(v float64) string {
	if v >= .005 {
		return "+" + value(v)
	}
	return value(v)
}

// Importance sorts the factors, for each conclusion, by whether they matter, in a
// Markdown list.
func Importance() (string, error) {
	all, err := choiceEffects(everyGroup()...)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, c := range verdict.Conclusions()[1:] {
		fmt.Fprintf(&b, "- **%s.** ", c.Name)
		var parts []string
		for _, kind := range []verdict.Importance{verdict.FlipsIt, verdict.MovesIt, verdict.Unclear, verdict.Immaterial} {
			names := important(all, i+1, kind)
			parts = append(parts, fmt.Sprintf("*%s* (%d): %s", kind, len(names), orNone(names)))
		}
		fmt.Fprintf(&b, "%s.\n", strings.Join(parts, "; "))
	}
	return b.String(), nil
}

// important lists the factors of one importance to a conclusion, the largest
// effect first.
func important(all [][]verdict.FactorEffect, conclusion int, kind verdict.Importance) []string {
	var own []verdict.FactorEffect
	for _, of := range all {
		if of[conclusion].Importance == kind {
			own = append(own, of[conclusion])
		}
	}
	slices.SortStableFunc(own, func(a, b verdict.FactorEffect) int { return cmp.Compare(size(b), size(a)) })
	names := make([]string, len(own))
	for i, e := range own {
		names[i] = e.Factor
	}
	return names
}

// size is how large an effect is, either way.
func size(e verdict.FactorEffect) float64 { return math.Abs(e.Levels[e.Largest].Difference.Mean) }

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// Excluded lists, for each conclusion, the levels at which it fails: choices that
// the paper cannot have made, if all else was as in the protocol.
func Excluded() (string, error) {
	all, err := responses(everyGroup()...)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, c := range verdict.Conclusions() {
		if i == 0 {
			continue
		}
		fails := levelsWith(all, func(l verdict.LevelResponse) bool { return l.States[i] == verdict.Fails })
		fmt.Fprintf(&b, "- **%s** fails with: %s.\n", c.Name, orNone(fails))
	}
	return b.String(), nil
}

// Candidates names the levels at which all of the paper's conclusions hold, and
// those at which all of its three numbers lie in our intervals.
func Candidates() (string, error) {
	all, err := responses(everyGroup()...)
	if err != nil {
		return "", err
	}
	holds := levelsWith(all, func(l verdict.LevelResponse) bool {
		return !slices.ContainsFunc(l.States[1:], func(s verdict.Outcome) bool { return s != verdict.Holds })
	})
	same := levelsWith(all, func(l verdict.LevelResponse) bool {
		for i, c := range verdict.Conclusions() {
			if i > 0 && !l.Estimates[i].Contains(c.Paper) {
				return false
			}
		}
		return true
	})
	return fmt.Sprintf("- **All three conclusions hold** at: %s.\n- **All three of the paper's numbers** lie in our intervals at: %s.\n", orNone(holds), orNone(same)), nil
}

// levelsWith names the levels, the protocol's among them, of which something is
// true.
func levelsWith(all []verdict.FactorResponse, is func(verdict.LevelResponse) bool) []string {
	var names []string
	for _, r := range all {
		for j, l := range r.Levels {
			if is(l) && j != r.Default {
				names = append(names, fmt.Sprintf("*%s %s*", r.Factor.Name, l.Label))
			}
		}
	}
	if r := all[0]; is(r.Levels[r.Default]) {
		names = append([]string{"the protocol"}, names...)
	}
	return names
}
