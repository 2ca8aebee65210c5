package exhibit

import (
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/verdict"
)

// How the rulings of blocks on a claim agree.
const (
	alike    = "alike"
	someOpen = "some undecided" // and those that decide agree
	contrary = "contrary"
)

// stableRow is what becomes of a claim by all seeds, and by each block.
type stableRow struct {
	Number, Now string
	Outcomes    []verdict.Outcome
	Kind        string
}

// stability holds the stored rulings beside verdicts.
type stability struct {
	Blocks []verdict.Block
	Rows   []stableRow
}

// Same, Undecided and Contrary name the claims by how their blocks agree.
func (s stability) Same() []string      { return s.numbers(alike) }
func (s stability) Undecided() []string { return s.numbers(someOpen) }
func (s stability) Contrary() []string  { return s.numbers(contrary) }

func (s stability) numbers(kind string) []string {
	own := slice.Filter(s.Rows, func(r stableRow) bool { return r.Kind == kind })
	return slice.Map(own, func(r stableRow) string { return r.Number })
}

// StabilityTable tabulates what becomes of each claim by all seeds and by each stored block
// of seeds. A claim that is not among the verdicts has none by all seeds.
func StabilityTable(verdicts []verdict.Verdict) (Table, error) {
	s, err := stable(verdicts)
	return block("StabilityTable").table(s, err)
}

// StabilityText says how many claims come out alike in all stored blocks of seeds, and
// names the others.
func StabilityText(verdicts []verdict.Verdict) (string, error) {
	s, err := stable(verdicts)
	return block("StabilityText").text(s, err)
}

func stable(verdicts []verdict.Verdict) (stability, error) {
	rulings, err := verdict.LoadBlocks()
	if err != nil {
		return stability{}, err
	}
	s := stability{Blocks: verdict.Blocks()}
	for _, number := range verdict.Numbers() {
		row := stableRow{Number: number, Now: absent}
		if i := slices.IndexFunc(verdicts, func(v verdict.Verdict) bool { return v.Number == number }); i >= 0 {
			row.Now = verdicts[i].Outcome.OfClaim()
		}
		own := slice.Filter(rulings, func(r verdict.Ruling) bool { return r.Number == number })
		row.Outcomes = slice.Map(own, func(r verdict.Ruling) verdict.Outcome { return r.Outcome })
		row.Kind = agreement(row.Outcomes)
		s.Rows = append(s.Rows, row)
	}
	return s, nil
}

// agreement says how outcomes agree.
func agreement(outcomes []verdict.Outcome) string {
	decided := slice.Filter(outcomes, func(o verdict.Outcome) bool { return o != verdict.Undecided })
	same := func(all []verdict.Outcome) bool { return len(slices.Compact(slices.Clone(all))) <= 1 }
	switch {
	case same(outcomes):
		return alike
	case same(decided):
		return someOpen
	}
	return contrary
}
