package lab

import (
	"cmp"
	"fmt"
	"slices"

	"nodulelab/lib/nodule"
)

// Median returns, of networks that were trained alike, the typical one on a test
// set: that whose accuracy is the median, of an even number the lower of the two
// in the middle; of equals that of the smallest seed.
func Median(networks []Trained, test nodule.Distribution) (Trained, error) {
	return ranked(networks, test, (len(networks)-1)/2)
}

// Worst returns, of networks that were trained alike, the one with the lowest
// accuracy on a test set; of equals that of the smallest seed.
func Worst(networks []Trained, test nodule.Distribution) (Trained, error) {
	return ranked(networks, test, 0)
}

// ranked returns the network of the smallest seed whose accuracy is the one at a
// rank, from 0, the lowest.
func ranked(networks []Trained, test nodule.Distribution, rank int) (Trained, error) {
	if len(networks) == 0 {
		return Trained{}, fmt.Errorf("lab: none of 0 networks can be shown for D(%s): want at least 1", test)
	}
	accuracies := make([]float64, len(networks))
	for i, n := range networks {
		var err error
		if accuracies[i], err = n.accuracy(test); err != nil {
			return Trained{}, err
		}
	}
	wanted := slices.Sorted(slices.Values(accuracies))[rank]
	var equals []Trained
	for i, n := range networks {
		if accuracies[i] == wanted {
			equals = append(equals, n)
		}
	}
	return slices.MinFunc(equals, func(a, b Trained) int { return cmp.Compare(a.Seed, b.Seed) }), nil
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
