package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/lab"
	"nodulelab/lib/sensitivity"
)

// Choices tabulates the choices that are varied: levels, the protocol's own in
// brackets, and where the protocol has it from.
func Choices() Table {
	t := Table{
		Caption: "What is varied: levels, the protocol's in brackets",
		Header:  []string{"factor", "of", "unit", "levels", "origin"},
	}
	base := lab.PaperPlan(1)
	for _, f := range design.Factors() {
		t.Rows = append(t.Rows, []string{f.Name, f.Group, orAbsent(f.Unit), levelList(f, base), f.Origin})
	}
	return t
}

func orAbsent(text string) string {
	if text == "" {
		return absent
	}
	return text
}

func levelList(f design.Factor, base lab.Plan) string {
	labels := make([]string, len(f.Levels))
	for i, l := range f.Levels {
		labels[i] = l.Label
		if l.Is(base) {
			labels[i] = "[" + l.Label + "]"
		}
	}
	return strings.Join(labels, ", ")
}

// ConclusionTable tabulates what is asked of every cell, with the thresholds that
// were written before any was trained.
func ConclusionTable() Table {
	t := Table{
		Caption: "What the paper concludes, as one number a seed",
		Header:  []string{"conclusion", "statistic", "holds where it is", "in the paper"},
	}
	for _, c := range sensitivity.Conclusions() {
		t.Rows = append(t.Rows, []string{c.Name, c.Statistic, holdsWhere(c), two(c.Paper)})
	}
	return t
}

func holdsWhere(c sensitivity.Conclusion) string {
	if c.Above {
		return "above " + threshold(c.Threshold)
	}
	return "below " + threshold(c.Threshold)
}

// threshold writes a threshold with as many places as it has.
func threshold(v float64) string { return strings.TrimRight(fmt.Sprintf("%.3f", v), "0") }

// Provenance tabulates what made the stored results of sweeps.
func Provenance(sweeps ...string) (Table, error) {
	t := Table{
		Caption: "The stored results",
		Header:  []string{"sweep", "made by", "cells", "networks", "engine", "kernels"},
	}
	for _, name := range sweeps {
		s, err := sensitivity.Load(name)
		if err != nil {
			return Table{}, err
		}
		m := s.Manifest
		t.Rows = append(t.Rows, []string{name, m.Command, fmt.Sprint(len(m.Cells)), fmt.Sprint(m.Networks), m.Engine, orAbsent(m.Made["native kernels"])})
	}
	return t, nil
}

// responses are those of the single-factor sweep to the factors of a group, or to
// all.
func responses(groups ...string) ([]sensitivity.Response, error) {
	s, err := sensitivity.Load(sensitivity.FactorSweep)
	if err != nil {
		return nil, err
	}
	var own []design.Factor
	for _, f := range design.Factors() {
		if slices.Contains(groups, f.Group) {
			own = append(own, f)
		}
	}
	if own == nil {
		return nil, fmt.Errorf("exhibit: no factors of %v: want %q, %q or %q", groups, design.DataGroup, design.NetworkGroup, design.TrainingGroup)
	}
	return s.Responses(own...)
}

func everyGroup() []string {
	return []string{design.DataGroup, design.NetworkGroup, design.TrainingGroup}
}
