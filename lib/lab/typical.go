package lab

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
)

// Median returns, of networks that were trained alike, the typical one on a test
// set: the network with the median accuracy. Of an even number it is the lower one
// in the middle; of equal ones, the one with the smallest seed.
func Median(networks []Trained, test nodule.Distribution) (Trained, error) {
	return ranked(networks, test, (len(networks)-1)/2)
}

// Worst returns, of networks that were trained alike, the one with the lowest
// accuracy on a test set; of equal ones, the one with the smallest seed.
func Worst(networks []Trained, test nodule.Distribution) (Trained, error) {
	return ranked(networks, test, 0)
}

// ranked returns the network of the smallest seed whose accuracy is the one at a
// rank, from 0, the lowest.
func ranked(networks []Trained, test nodule.Distribution, rank int) (Trained, error) {
	if len(networks) == 0 {
		return Trained{}, fmt.Errorf("lab: none of 0 networks can be shown for D(%s): want at least 1", test)
	}
	type tested struct {
		Trained
		accuracy float64
	}
	all, err := slice.Try(networks, func(t Trained) (tested, error) {
		accuracy, err := t.accuracy(test)
		return tested{t, accuracy}, err
	})
	if err != nil {
		return Trained{}, err
	}
	slices.SortStableFunc(all, func(a, b tested) int { return cmp.Or(cmp.Compare(a.accuracy, b.accuracy), cmp.Compare(a.Seed, b.Seed)) })
	equal := func(s tested) bool { return s.accuracy == all[rank].accuracy }
	return all[slices.IndexFunc(all, equal)].Trained, nil
}

// accuracy is what the network scores on a test set.
func (t Trained) accuracy(test nodule.Distribution) (float64, error) {
	for _, r := range t.Results {
		if r.Test == test {
			return r.Accuracy, nil
		}
	}
	return 0, fmt.Errorf("lab: seed %d, %s, was not tested on D(%s)", t.Seed, t.Loss, test)
}
