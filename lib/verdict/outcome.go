package verdict

// Outcome is what became of a statement.
type Outcome int

// The four outcomes, from the least said to the best. An interval that holds the
// bound, or too few seeds, leaves a statement undecided.
const (
	Undecided Outcome = iota
	Fails
	Partly
	Holds
)

// String is the outcome of a statement: "undecided", "fails", "holds in part" or
// "holds".
func (o Outcome) String() string {
	return [...]string{"undecided", "fails", "holds in part", "holds"}[o]
}

// OfClaim is the outcome of a claim that a study repeats: "undecided", "not
// reproduced", "partly reproduced" or "reproduced".
func (o Outcome) OfClaim() string {
	return [...]string{"undecided", "not reproduced", "partly reproduced", "reproduced"}[o]
}

// Together is the outcome of a statement in several parts: theirs if all are equal;
// Partly, if some of it holds and some does not, whatever becomes of the parts that
// are still undecided; otherwise Undecided. Nothing is said by no parts.
func Together(parts ...Outcome) Outcome {
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

// inPart is the outcome of a statement by a weaker one, which follows from it: where
// that holds, the statement does in part.
func (o Outcome) inPart() Outcome {
	if o == Holds {
		return Partly
	}
	return o
}
