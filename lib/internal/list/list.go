// Package list makes lists from lists, in their order.
package list

// Map returns what a function makes of each item.
func Map[T, U any](all []T, of func(T) U) []U {
	made := make([]U, len(all))
	for i, item := range all {
		made[i] = of(item)
	}
	return made
}

// Try is [Map] for a function that can fail. The first error ends it.
func Try[T, U any](all []T, of func(T) (U, error)) ([]U, error) {
	made := make([]U, len(all))
	for i, item := range all {
		var err error
		if made[i], err = of(item); err != nil {
			return nil, err
		}
	}
	return made, nil
}

// Where returns the items that a function wants; nil if there are none.
func Where[T any](all []T, wanted func(T) bool) []T {
	var some []T
	for _, item := range all {
		if wanted(item) {
			some = append(some, item)
		}
	}
	return some
}
