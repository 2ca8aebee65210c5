package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/verdict"
)

// VerdictTable tabulates the paper's claims and what became of each.
func VerdictTable(verdicts []verdict.Verdict) Table {
	t := Table{
		Caption: "The paper's claims, judged: " + tally(verdicts),
		Header:  []string{"claim", "the paper", "where", "verdict", "seeds", "because"},
	}
	for _, v := range verdicts {
		t.Rows = append(t.Rows, []string{v.Number, v.Words, v.Source, v.Outcome.OfClaim(), fmt.Sprint(v.Seeds), v.Reason})
	}
	return t
}

// Tally says what became of the claims, in one sentence.
func Tally(verdicts []verdict.Verdict) string {
	return fmt.Sprintf("Of the paper's %s: %s.", plural(len(verdicts), "claim"), tally(verdicts))
}

// tally counts verdicts by outcome, the best first.
func tally(verdicts []verdict.Verdict) string {
	var parts []string
	for o := verdict.Holds; o >= verdict.Undecided; o-- {
		parts = append(parts, fmt.Sprintf("%d %s", len(become(verdicts, o)), o.OfClaim()))
	}
	return strings.Join(parts, ", ")
}

// become returns the verdicts with an outcome.
func become(verdicts []verdict.Verdict, o verdict.Outcome) []verdict.Verdict {
	return slices.DeleteFunc(slices.Clone(verdicts), func(v verdict.Verdict) bool { return v.Outcome != o })
}

// Judged tells what became of some claims, by their numbers, in a Markdown list:
// the outcome, the paper's words, and why.
func Judged(verdicts []verdict.Verdict, numbers ...string) string {
	var b strings.Builder
	for _, v := range verdicts {
		if slices.Contains(numbers, v.Number) {
			fmt.Fprintf(&b, "- **Claim %s: %s.** “%s” (%s) %s\n", v.Number, v.Outcome.OfClaim(), strings.TrimSuffix(v.Words, "."), v.Source, v.Reason)
		}
	}
	return b.String()
}

// Unlike lists, in Markdown, the claims that did not come out as the paper has
// them, the worst first.
func Unlike(verdicts []verdict.Verdict) string {
	var b strings.Builder
	for _, o := range []verdict.Outcome{verdict.Fails, verdict.Undecided, verdict.Partly} {
		for _, v := range become(verdicts, o) {
			fmt.Fprintf(&b, "- **%s, %s**: “%s” %s\n", v.Number, v.Outcome.OfClaim(), v.Words, v.Reason)
		}
	}
	if b.Len() == 0 {
		return "Every claim was reproduced."
	}
	return b.String()
}
