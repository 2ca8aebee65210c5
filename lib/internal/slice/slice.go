// Package slice has what package slices of the standard library lacks.
package slice

import "cmp"

// Map returns what a function makes of each item, in order; nil of none.
func Map[T, U any](items []T, of func(T) U) []U {
	var all []U
	for _, item := range items {
		all = append(all, of(item))
	}
	return all
}

// Try is Map with a function that can fail. The first error ends it.
func Try[T, U any](items []T, of func(T) (U, error)) ([]U, error) {
	var all []U
	for _, item := range items {
		made, err := of(item)
		if err != nil {
			return nil, err
		}
		all = append(all, made)
	}
	return all, nil
}

// Filter returns the items of which something is true, in order; nil if there are none.
func Filter[T any](items []T, is func(T) bool) []T {
	var own []T
	for _, item := range items {
		if is(item) {
			own = append(own, item)
		}
	}
	return own
}

// Max returns the largest of a number of each item, and 0 if none is larger.
func Max[T any, N cmp.Ordered](items []T, of func(T) N) N {
	var most N
	for _, item := range items {
		most = max(most, of(item))
	}
	return most
}

// Sum adds up a number of each item, in order.
func Sum[T any, N ~int | ~float64](items []T, of func(T) N) N {
	var sum N
	for _, item := range items {
		sum += of(item)
	}
	return sum
}
