package exhibit

import (
	"strings"
	"testing"

	"nodulelab/lib/verdict"
)

func TestAgreementOfBlocks(t *testing.T) {
	const u, f, p, h = verdict.Undecided, verdict.Fails, verdict.Partly, verdict.Holds
	for want, all := range map[string][][]verdict.Outcome{
		alike: {{h, h, h}, {u, u, u}, {p, p, p}}, someOpen: {{h, u, h}, {u, u, f}, {f, u, f}}, contrary: {{h, f, h}, {p, u, h}, {h, p, p}, {f, u, h}},
	} {
		for _, outcomes := range all {
			if got := agreement(outcomes); got != want {
				t.Errorf("%v: %s, want %s", outcomes, got, want)
			}
		}
	}
}

// The words name each claim once, by how its blocks agree.
func TestStabilityInWords(t *testing.T) {
	const u, f, h = verdict.Undecided, verdict.Fails, verdict.Holds
	s := stability{Blocks: verdict.Blocks(), Rows: []stableRow{{"4", "reproduced", []verdict.Outcome{h, h, h}, alike}, {"5", absent, []verdict.Outcome{h, u, h}, someOpen}}}
	text, err := block("StabilityText").text(s)
	if want := "1 of 2 claims come out alike in all three blocks. In 5 some blocks decide and others do not, and those that decide agree. No two blocks decide differently."; err != nil || text != want {
		t.Errorf("%q, %v, want %q", text, err, want)
	}
	s.Rows = append(s.Rows, stableRow{"6", absent, []verdict.Outcome{h, f, h}, contrary})
	if text, err = block("StabilityText").text(s); err != nil || !strings.Contains(text, "In 6 two blocks decide differently") {
		t.Errorf("%q, %v", text, err)
	}
	table, err := block("StabilityTable").table(s)
	if err != nil || strings.Join(table.Header, "|") != "claim|by all seeds|seeds 1 to 20|seeds 21 to 40|seeds 41 to 60|the blocks" || strings.Join(table.Rows[2], "|") != "6|–|reproduced|not reproduced|reproduced|contrary" {
		t.Errorf("%v, %v", table, err)
	}
}

// Of the stored rulings there is a row for every claim.
func TestStabilityTable(t *testing.T) {
	table, err := StabilityTable([]verdict.Verdict{{Claim: verdict.All()[0], Outcome: verdict.Holds}})
	if err != nil || len(table.Rows) != len(verdict.Numbers()) || table.Rows[0][1] != "reproduced" || table.Rows[1][1] != absent {
		t.Errorf("%v, %v", table, err)
	}
}
