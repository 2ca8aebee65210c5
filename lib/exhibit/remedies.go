package exhibit

import (
	"nodulelab/lib/design"
	"nodulelab/lib/verdict"
)

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
