package verdict

// Outcome is what a comparison with a claim comes to.
type Outcome int

// The four outcomes. An interval that holds the bound, or too few seeds, leaves a
// claim undecided.
const (
	Undecided Outcome = iota
	Fails
	Partly
	Holds
)

// String is "undecided", "fails", "holds in part" or "holds".
func (o Outcome) String() string {
	return [...]string{"undecided", "fails", "holds in part", "holds"}[o]
}

// OfClaim is the outcome in the words for a claim of the paper: "undecided", "not
// reproduced", "partly reproduced" or "reproduced".
func (o Outcome) OfClaim() string {
	return [...]string{"undecided", "not reproduced", "partly reproduced", "reproduced"}[o]
}

// combine is the outcome of a claim in several parts: theirs if all are equal;
// partly, if parts of it hold and parts do not, whatever becomes of those still
// undecided; otherwise undecided. A claim without parts is undecided.
func combine(parts []Outcome) Outcome {
	seen := map[Outcome]bool{}
	for _, p := range parts {
		seen[p] = true
	}
	switch holds, fails := seen[Holds] || seen[Partly], seen[Fails] || seen[Partly]; {
	case len(seen) == 1:
		return parts[0]
	case holds && fails:
		return Partly
	}
	return Undecided
}
