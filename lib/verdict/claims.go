package verdict

import "slices"

// All lists the claims, in the order of [Judge].
func All() []Claim {
	var all []Claim
	for _, s := range claims() {
		all = append(all, s.Claim)
	}
	return all
}

// Judge judges the claims 1 to 9 of the paper. A seed that has but one of two values
// that are paired is an error.
func Judge(e Evidence) ([]Verdict, error) { return judge(claims(), e) }

func claims() []statement {
	return slices.Concat(dataClaims(), rowClaims(), scenarioClaims(), embeddingClaims(), saliencyClaims(), causeClaims())
}
