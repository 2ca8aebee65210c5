package exhibit

import (
	"fmt"
	"slices"
	"sync"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/verdict"
)

// ChoiceTable tabulates the choices that are varied: levels, the protocol's own in
// brackets, and where the protocol has it from.
func ChoiceTable() (Table, error) { return block("ChoiceTable").table(design.Factors()) }

// levels lists a factor's levels, the protocol's in brackets.
func levels(f design.Factor) []string {
	protocol := f.Default(lab.PaperPlan(1))
	var labels []string
	for i, l := range f.Levels {
		if i == protocol {
			l.Label = "[" + l.Label + "]"
		}
		labels = append(labels, l.Label)
	}
	return labels
}

// ConclusionTable tabulates what is asked of every cell, with the thresholds that
// were written before any was trained.
func ConclusionTable() (Table, error) {
	return block("ConclusionTable").table(verdict.Conclusions())
}

// ProvenanceTable tabulates what made the stored results of sweeps.
func ProvenanceTable(sweeps ...string) (Table, error) {
	return block("ProvenanceTable").table(slice.Try(sweeps, design.Load))
}

// What the stored sweep of single factors says, by factor, worked out once: how the
// conclusions answer, and what each level changes.
var (
	everyResponse = sync.OnceValues(func() ([]verdict.FactorResponse, error) {
		s, err := design.Load(design.FactorSweep)
		if err != nil {
			return nil, err
		}
		return verdict.Responses(s, design.Factors()...)
	})
	everyEffect = sync.OnceValues(func() ([][]verdict.FactorEffect, error) {
		all, err := everyResponse()
		if err != nil {
			return nil, err
		}
		return slice.Try(all, verdict.FactorResponse.Effects)
	})
)

// responses returns how the conclusions answer to the factors of some groups.
func responses(groups ...string) ([]verdict.FactorResponse, error) {
	return ofGroups(groups, everyResponse)
}

// effects returns what the factors of some groups change, by factor and conclusion.
func effects(groups ...string) ([][]verdict.FactorEffect, error) {
	return ofGroups(groups, everyEffect)
}

// ofGroups returns what a function returns of the factors of some groups.
func ofGroups[T any](groups []string, every func() ([]T, error)) ([]T, error) {
	all, err := every()
	if err != nil {
		return nil, err
	}
	var own []T
	for i, f := range design.Factors() {
		if slices.Contains(groups, f.Group) {
			own = append(own, all[i])
		}
	}
	if own == nil {
		return nil, fmt.Errorf("exhibit: no factors of %v: want one of %q", groups, everyGroup())
	}
	return own, nil
}

// everyGroup returns the names of all groups of factors.
func everyGroup() []string {
	return []string{design.DataGroup, design.NetworkGroup, design.TrainingGroup}
}
