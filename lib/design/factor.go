// Package design varies a plan: factors are the choices that it makes, with the
// levels that each could be at; a sweep is a set of plans at chosen levels, trained
// and tested as one.
//
// The results of [Sweeps] are stored beside the code, since they take more than an
// hour on 2 cores, each with a manifest that says what made it:
//
//	go run ./notebooks sweep
//
// The levels were written before any of the sweeps was run.
package design

import (
	"fmt"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/words"
	"nodulelab/lib/lab"
)

// Factor is one choice that a plan makes, and what could be chosen instead.
type Factor struct {
	Name   string
	Unit   string // of the levels; empty where they are words
	Group  string // "data", "network" or "training"
	Origin string // where the paper's protocol has it from: "chosen", or "derived", "paper"
	Levels []Level
}

// Level is one thing that a factor can be.
type Level struct {
	Label string              // "0.5", "max pooling"
	Set   func(*lab.Plan)     // changes a plan to the level
	Is    func(lab.Plan) bool // tells whether a plan has the level
}

// The groups of factors, by what they change.
const (
	DataGroup     = "data"
	NetworkGroup  = "network"
	TrainingGroup = "training"
)

// Default is the index of the level that a plan has, or −1.
func (f Factor) Default(p lab.Plan) int {
	return slices.IndexFunc(f.Levels, func(l Level) bool { return l.Is(p) })
}

// Level returns a level by its label. Any other label is an error that lists the labels.
func (f Factor) Level(label string) (Level, error) {
	if i := slices.IndexFunc(f.Levels, func(l Level) bool { return l.Label == label }); i >= 0 {
		return f.Levels[i], nil
	}
	labels := slice.Map(f.Levels, func(l Level) string { return l.Label })
	return Level{}, fmt.Errorf("design: %s %q: want %s", f.Name, label, words.Or(labels))
}

// FactorByName returns one of [Factors]. Any other name is an error.
func FactorByName(name string) (Factor, error) {
	all := Factors()
	i := slices.IndexFunc(all, func(f Factor) bool { return f.Name == name })
	if i < 0 {
		return Factor{}, fmt.Errorf("design: factor %q: want one of design.Factors, such as %q", name, all[0].Name)
	}
	return all[i], nil
}

// levels lists the values that a field of a plan can have, each with its label.
func levels[T comparable](field func(*lab.Plan) *T, values ...T) []Level {
	return slice.Map(values, func(v T) Level {
		return Level{
			Label: fmt.Sprint(v),
			Set:   func(p *lab.Plan) { *field(p) = v },
			Is:    func(p lab.Plan) bool { return *field(&p) == v },
		}
	})
}

// named gives levels other labels than their values.
func named(all []Level, labels ...string) []Level {
	for i := range labels {
		all[i].Label = labels[i]
	}
	return all
}
