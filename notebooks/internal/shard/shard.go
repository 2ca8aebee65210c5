// Package shard divides work into parts for several processes or machines.
package shard

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several parts of some work. A pointer to it is a flag.Value.
type Shard struct {
	Index int // number of the part, 1 to Count
	Count int // number of parts
}

// Whole is the only part of undivided work.
var Whole = Shard{1, 1}

// Parse reads a shard as [Shard.String] writes it; any other text is an error.
func Parse(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/")
	i, errI := strconv.Atoi(index)
	n, errN := strconv.Atoi(count)
	if errI != nil || errN != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("shard %q: want i/n with i from 1 to n, such as 2/5", text)
	}
	return Shard{i, n}, nil
}

// String returns the shard as text, "2/5" for the second part of five.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// Set reads the shard from a text, by [Parse].
func (s *Shard) Set(text string) (err error) {
	*s, err = Parse(text)
	return err
}

// Of returns a shard's items: every Count-th one, from the Index-th on. Each item is in
// exactly one shard. If items are sorted by kind, all shards hold about as many of each
// kind. The zero Shard is the whole.
func Of[T any](s Shard, all []T) []T {
	if s == (Shard{}) {
		return all
	}
	var part []T
	for i := s.Index - 1; i < len(all); i += s.Count {
		part = append(part, all[i])
	}
	return part
}
