package verdict

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/results"
)

// Claim is a statement of the paper.
type Claim struct {
	Number string // as in the protocol, with a part: "7b"; of the discussion "D1"
	Words  string // of the paper, quoted or in short
	Source string // where it stands

	// Calibrated says which choice of ours was made to meet the claim. Such a claim is a
	// check of the set-up; that it holds is no evidence for the paper. Empty for all others.
	Calibrated string
}

// claim is a claim that no choice of ours was made to meet.
func claim(number, words, source string) Claim {
	return Claim{Number: number, Words: words, Source: source}
}

// Verdict is what became of a claim, and why, in one sentence.
type Verdict struct {
	Claim
	Outcome     Outcome
	Seeds       int          // behind the verdict, the fewest of its comparisons
	Comparisons []Comparison // the family that is judged together, by [Together]
	Reason      string       // the comparisons in words
}

// String is the claim's number, the outcome, its reason and the number of seeds.
func (v Verdict) String() string {
	return fmt.Sprintf("%s: %s. %s (%d seeds)", v.Number, v.Outcome, v.Reason, v.Seeds)
}

// statement is a claim and the comparisons that judge it.
type statement struct {
	Claim
	comparisons func(Evidence) ([]Comparison, error)
}

// All lists the claims, in the order of [Judge].
func All() []Claim { return slice.Map(claims(), func(s statement) Claim { return s.Claim }) }

// Judge judges the claims 1 to 9 of the paper. A seed that has but one of two values
// that are paired is an error.
func Judge(e Evidence) ([]Verdict, error) { return judge(claims(), e) }

func claims() []statement {
	return slices.Concat(dataClaims(), rowClaims(), scenarioClaims(), embeddingClaims(), saliencyClaims(), causeClaims())
}

// judge judges statements, in their order.
func judge(all []statement, e Evidence) ([]Verdict, error) {
	return slice.Try(all, func(s statement) (Verdict, error) {
		parts, err := s.comparisons(e)
		if err != nil {
			return Verdict{}, fmt.Errorf("verdict: claim %s: %w", s.Number, err)
		}
		return conclude(s.Claim, parts), nil
	})
}

// conclude makes a verdict of the comparisons behind it.
func conclude(c Claim, parts []Comparison) Verdict {
	texts := slice.Map(parts, Comparison.String)
	fewest := slices.Min(slice.Map(parts, func(p Comparison) int { return p.Estimate.N }))
	v := Verdict{c, Together(outcomes(parts)...), fewest, parts, sentence(strings.Join(texts, "; "))}
	if v.Seeds > 0 && v.Seeds < minSeeds {
		v.Outcome = Undecided
		v.Reason = fmt.Sprintf("%d of the %d seeds that a verdict takes: %s", v.Seeds, minSeeds, v.Reason)
	}
	return v
}

// sentence starts with a capital and ends with a full stop.
func sentence(text string) string {
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// Evident returns the verdicts on claims that no choice of ours was made to meet.
func Evident(verdicts []Verdict) []Verdict {
	return slice.Filter(verdicts, func(v Verdict) bool { return v.Calibrated == "" })
}

// WriteCSV writes verdicts, one row each, in the columns number, claim, kind ("finding" or
// "calibration"), outcome, seeds, comparisons (how many are judged together), reason.
func WriteCSV(w io.Writer, verdicts []Verdict) error {
	columns := []string{"number", "claim", "kind", "outcome", "seeds", "comparisons", "reason"}
	return results.WriteTable(w, "verdicts", columns, verdicts, func(v Verdict) []string {
		kind := "finding"
		if v.Calibrated != "" {
			kind = "calibration"
		}
		return []string{v.Number, v.Words, kind, v.Outcome.OfClaim(), strconv.Itoa(v.Seeds), strconv.Itoa(len(v.Comparisons)), v.Reason}
	})
}
