package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/claims"
)

// VerdictTable tabulates the paper's claims and what became of each.
func VerdictTable(verdicts []claims.Verdict) Table {
	t := Table{
		Caption: "The paper's claims, judged: " + tally(verdicts),
		Header:  []string{"claim", "the paper", "where", "verdict", "seeds", "because"},
	}
	for _, v := range verdicts {
		t.Rows = append(t.Rows, []string{v.Number, v.Words, v.Source, v.Outcome.String(), fmt.Sprint(v.Seeds), v.Reason})
	}
	return t
}

// Tally says what became of the claims, in one sentence.
func Tally(verdicts []claims.Verdict) string {
	return fmt.Sprintf("Of the paper's %s: %s.", plural(len(verdicts), "claim"), tally(verdicts))
}

// tally counts verdicts by outcome, the best first.
func tally(verdicts []claims.Verdict) string {
	var parts []string
	for o := claims.Reproduced; o >= claims.Undecided; o-- {
		parts = append(parts, fmt.Sprintf("%d %s", len(become(verdicts, o)), o))
	}
	return strings.Join(parts, ", ")
}

// become returns the verdicts with an outcome.
func become(verdicts []claims.Verdict, o claims.Outcome) []claims.Verdict {
	return slices.DeleteFunc(slices.Clone(verdicts), func(v claims.Verdict) bool { return v.Outcome != o })
}

// Judged tells what became of some claims, by their numbers, in a Markdown list:
// the outcome, the paper's words, and why.
func Judged(verdicts []claims.Verdict, numbers ...string) string {
	var b strings.Builder
	for _, v := range verdicts {
		if slices.Contains(numbers, v.Number) {
			fmt.Fprintf(&b, "- **Claim %s: %s.** “%s” (%s) %s\n", v.Number, v.Outcome, strings.TrimSuffix(v.Words, "."), v.Source, v.Reason)
		}
	}
	return b.String()
}

// Unlike lists, in Markdown, the claims that did not come out as the paper has
// them, the worst first.
func Unlike(verdicts []claims.Verdict) string {
	var b strings.Builder
	for _, o := range []claims.Outcome{claims.NotReproduced, claims.Undecided, claims.Partly} {
		for _, v := range become(verdicts, o) {
			fmt.Fprintf(&b, "- **%s, %s**: “%s” %s\n", v.Number, v.Outcome, v.Words, v.Reason)
		}
	}
	if b.Len() == 0 {
		return "Every claim was reproduced."
	}
	return b.String()
}
