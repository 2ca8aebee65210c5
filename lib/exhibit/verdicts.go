package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/verdict"
)

// VerdictTable tabulates the paper's claims and what became of each.
func VerdictTable(verdicts []verdict.Verdict) (Table, error) {
	return block("VerdictTable").table(verdicts)
}

// TallyText says in one sentence what became of the claims. Those that a choice of ours
// was made to meet are named, and not counted.
func TallyText(verdicts []verdict.Verdict) (string, error) {
	return block("TallyText").text(struct{ Evident, Calibrated []verdict.Verdict }{
		verdict.Evident(verdicts), slice.Filter(verdicts, func(v verdict.Verdict) bool { return v.Calibrated != "" }),
	})
}

// tally counts verdicts by outcome, the best first: "2 reproduced", and so on. Those on
// claims that a choice of ours was made to meet do not count.
func tally(verdicts []verdict.Verdict) []string {
	var counts []string
	for o := verdict.Holds; o >= verdict.Undecided; o-- {
		counts = append(counts, fmt.Sprintf("%d %s", len(become(verdict.Evident(verdicts), o)), o.OfClaim()))
	}
	return counts
}

// become returns the verdicts with an outcome.
func become(verdicts []verdict.Verdict, o verdict.Outcome) []verdict.Verdict {
	return slice.Filter(verdicts, func(v verdict.Verdict) bool { return v.Outcome == o })
}

// VerdictText says what became of some claims, by their numbers: the outcome, the
// paper's words, and why.
func VerdictText(verdicts []verdict.Verdict, numbers ...string) (string, error) {
	return block("VerdictText").text(slice.Filter(verdicts, func(v verdict.Verdict) bool { return slices.Contains(numbers, v.Number) }))
}

// UnlikeText lists the claims that did not come out as the paper has them, the worst
// first.
func UnlikeText(verdicts []verdict.Verdict) (string, error) {
	return block("UnlikeText").text(slices.Concat(become(verdicts, verdict.Fails), become(verdicts, verdict.Undecided), become(verdicts, verdict.Partly)))
}

// RemedyTable tabulates what the ways to train of a stored sweep do: each accuracy,
// and in brackets its difference from the protocol, by seed. A star marks the
// differences that are significant.
func RemedyTable(sweep string) (Table, error) { return block("RemedyTable").table(remedies(sweep)) }

// RemedyText says of each way to train of a stored sweep which tests it restores,
// which it makes better, which worse, and what it costs on validation.
func RemedyText(sweep string) (string, error) { return block("RemedyText").text(remedies(sweep)) }

// CureText sorts the ways to train of a stored sweep by how many of the failing tests
// they restore.
func CureText(sweep string) (string, error) { return block("CureText").text(remedies(sweep)) }

// remedies judges the ways to train of a stored sweep.
func remedies(sweep string) (verdict.Remedies, error) {
	s, err := design.Load(sweep)
	if err != nil {
		return verdict.Remedies{}, err
	}
	return verdict.JudgeRemedies(s)
}
