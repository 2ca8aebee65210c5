// Package list makes lists from lists, in their order. A list of nothing is nil.
package list

// Map returns what a function makes of each item.
func Map[T, U any](all []T, of func(T) U) []U {
	var made []U
	for _, item := range all {
		made = append(made, of(item))
	}
	return made
}

// Try is [Map] for a function that can fail. The first error ends it.
func Try[T, U any](all []T, of func(T) (U, error)) ([]U, error) {
	var made []U
	for _, item := range all {
		one, err := of(item)
		if err != nil {
			return nil, err
		}
		made = append(made, one)
	}
	return made, nil
}

// Where returns the items that a function wants.
func Where[T any](all []T, wanted func(T) bool) []T {
	var some []T
	for _, item := range all {
		if wanted(item) {
			some = append(some, item)
		}
	}
	return some
}
