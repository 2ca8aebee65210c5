package exhibit

import (
	"fmt"

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

// tally counts verdicts by outcome, the best first.
func tally(verdicts []claims.Verdict) string {
	count := map[claims.Outcome]int{}
	for _, v := range verdicts {
		count[v.Outcome]++
	}
	text := ""
	for o := claims.Reproduced; o >= claims.Undecided; o-- {
		text += fmt.Sprintf("%d %s", count[o], o)
		if o > claims.Undecided {
			text += ", "
		}
	}
	return text
}
