package claims

// Outcome is what a comparison with a claim comes to.
type Outcome int

// The four outcomes. An interval that holds the bound, or too few seeds, leaves a
// claim undecided.
const (
	Undecided Outcome = iota
	NotReproduced
	Partly
	Reproduced
)

// String is the outcome in words.
func (o Outcome) String() string {
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
	switch holds, fails := seen[Reproduced] || seen[Partly], seen[NotReproduced] || seen[Partly]; {
	case len(seen) == 1:
		return parts[0]
	case holds && fails:
		return Partly
	}
	return Undecided
}
