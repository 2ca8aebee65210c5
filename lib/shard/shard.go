// Package shard cuts work into parts that processes or machines do apart.
package shard

import (
	"fmt"
	"strconv"
	"strings"
)

// Shard is one of several parts of some work. It is a flag.Value.
type Shard struct {
	Index, Count int // Index counts from 1 to Count
}

// Whole is the work in one part.
var Whole = Shard{1, 1}

// Parse reads a shard as String writes it.
func Parse(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/")
	i, errI := strconv.Atoi(index)
	n, errN := strconv.Atoi(count)
	if errI != nil || errN != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("shard %q: want i/n with i from 1 to n, such as 2/5", text)
	}
	return Shard{i, n}, nil
}

// String is "2/5" for the second part of five.
func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Index, s.Count) }

// Set parses a text into the shard.
func (s *Shard) Set(text string) (err error) {
	*s, err = Parse(text)
	return err
}

// Of returns a shard's share of all items: every Count-th one, from the
// Index-th on. Each item is in one shard, and the shards of items in some order
// hold like amounts of each kind.
func Of[T any](s Shard, all []T) []T {
	var part []T
	for i := s.Index - 1; i < len(all); i += s.Count {
		part = append(part, all[i])
	}
	return part
}
