package metrics

import "fmt"

// Sample holds one value per seed: the results of one condition of an experiment that
// was repeated with several seeds.
type Sample[V any] struct {
	Name   string   // the condition in words, for error messages
	Seeds  []uint64 // n, each once
	Values []V      // n, in the order of Seeds
}

// Collect makes a sample from a list of records, in their order. The function of returns
// the seed and the value of a record.
func Collect[R, V any](name string, records []R, of func(R) (seed uint64, value V)) Sample[V] {
	s := Sample[V]{Name: name}
	for _, r := range records {
		seed, value := of(r)
		s.Seeds, s.Values = append(s.Seeds, seed), append(s.Values, value)
	}
	return s
}

// Paired holds the values of two samples for one seed.
type Paired[V any] struct {
	Seed          uint64
	First, Second V
}

// Pair pairs the values of two samples by seed, in the order of the first sample. A seed
// that only one sample has, or that a sample has twice, is an error that names it. Two
// empty samples have no pairs.
func Pair[V any](first, second Sample[V]) ([]Paired[V], error) {
	of, err := first.bySeed()
	if err != nil {
		return nil, err
	}
	other, err := second.bySeed()
	if err != nil {
		return nil, err
	}
	for _, seed := range second.Seeds {
		if _, ok := of[seed]; !ok {
			return nil, unpaired(seed, second.Name, first.Name)
		}
	}
	var pairs []Paired[V]
	for _, seed := range first.Seeds {
		v, ok := other[seed]
		if !ok {
			return nil, unpaired(seed, first.Name, second.Name)
		}
		pairs = append(pairs, Paired[V]{seed, of[seed], v})
	}
	return pairs, nil
}

// Differences returns first − second for each seed, in the order of the first sample.
// Errors are as for [Pair].
func Differences(first, second Sample[float64]) ([]float64, error) {
	pairs, err := Pair(first, second)
	if err != nil {
		return nil, err
	}
	var d []float64
	for _, p := range pairs {
		d = append(d, p.First-p.Second)
	}
	return d, nil
}

func (s Sample[V]) bySeed() (map[uint64]V, error) {
	if len(s.Seeds) != len(s.Values) {
		return nil, fmt.Errorf("metrics: %s has %d seeds and %d values: want one value per seed", s.Name, len(s.Seeds), len(s.Values))
	}
	of := make(map[uint64]V, len(s.Seeds))
	for i, seed := range s.Seeds {
		if _, twice := of[seed]; twice {
			return nil, fmt.Errorf("metrics: seed %d has two results in %s: want one result per seed", seed, s.Name)
		}
		of[seed] = s.Values[i]
	}
	return of, nil
}

func unpaired(seed uint64, in, notIn string) error {
	return fmt.Errorf("metrics: seed %d has a result in %s, but none in %s: compute it for both, or leave it out of both", seed, in, notIn)
}
