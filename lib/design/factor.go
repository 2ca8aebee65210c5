package design

import (
	"fmt"
	"reflect"
	"slices"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/words"
	"nodulelab/lib/lab"
)

// Factor is one choice that a plan makes, and what could be chosen instead.
type Factor struct {
	Name   string
	Unit   string // of the levels; empty where they are words
	Group  string // what it changes: [DataGroup], [NetworkGroup], [TrainingGroup]; or [ReaderGroup]
	Origin string // where the paper's protocol has it from: "chosen", "derived", "paper"; "own" of a factor by [NewFactor]
	Levels []Level

	own func(lab.Plan) (l Level, at int) // the level that a plan has, and its place among Levels; nil if it cannot be made
}

// Level is one thing that a factor can be.
type Level struct {
	Label string              // "0.5", "max pooling"
	Set   func(*lab.Plan)     // changes a plan to the level
	Is    func(lab.Plan) bool // tells whether a plan has the level
}

// The groups of factors, by what they change; the last one is of factors that a reader
// has made.
const (
	DataGroup     = "data"
	NetworkGroup  = "network"
	TrainingGroup = "training"
	ReaderGroup   = "reader"
)

// NewFactor is a factor of one's own, whose levels are values of a field of a plan:
//
//	design.NewFactor("spike depth", "of the radius", func(p *lab.Plan) *float64 { return &p.Config.SpikeDepth }, .3, .45, .6)
//
// A level's label is its value, as fmt prints it. The unit may be empty. What is wrong
// with a factor, such as two levels of one label, is said by [Factor.Validate], which
// every sweep asks before it is run.
func NewFactor[T comparable](name, unit string, field func(*lab.Plan) *T, values ...T) Factor {
	f := Factor{Name: name, Unit: unit, Group: ReaderGroup, Origin: "own"}
	if field == nil {
		f.Levels = slice.Map(values, func(v T) Level { return Level{Label: fmt.Sprint(v)} })
		return f
	}
	f.Levels = levels(field, values...)
	f.own = func(p lab.Plan) (Level, int) {
		value := *field(&p)
		return levels(field, value)[0], place(values, value)
	}
	return f
}

// place is where a value belongs among values: among ascending numbers before the first
// that is larger, otherwise at the front.
func place[T any](values []T, value T) int {
	all := slice.Map(values, number)
	if !slices.IsSorted(all) {
		return 0
	}
	at, _ := slices.BinarySearch(all, number(value))
	return at
}

// number is a number as a float64; anything else is 0.
func number[T any](value T) float64 {
	switch v := reflect.ValueOf(&value).Elem(); {
	case v.CanFloat():
		return v.Float()
	case v.CanInt():
		return float64(v.Int())
	case v.CanUint():
		return float64(v.Uint())
	}
	return 0
}

// including is the factor with the level of a plan among its levels, if it can be made.
func (f Factor) including(p lab.Plan) Factor {
	if f.own == nil || len(f.Levels) == 0 || f.Default(p) >= 0 {
		return f
	}
	l, at := f.own(p)
	f.Levels = slices.Insert(slices.Clone(f.Levels), min(at, len(f.Levels)), l)
	return f
}

// Validate returns an error unless the factor has a name and levels that differ.
func (f Factor) Validate() error {
	if f.Name == "" {
		return fmt.Errorf("design: a factor of the levels %s has no name: give it one", words.Or(f.labels()))
	}
	if len(f.Levels) == 0 {
		return fmt.Errorf("design: the factor %q has no levels: give it the values to try", f.Name)
	}
	for i, l := range f.Levels {
		if l.Label == "" || l.Set == nil || l.Is == nil {
			return fmt.Errorf("design: level %d (%q) of the factor %q: want a label, Set and Is, or a field of the plan for NewFactor", i, l.Label, f.Name)
		}
		if slices.Contains(f.labels()[:i], l.Label) {
			return fmt.Errorf("design: the factor %q has the level %q twice: want each once", f.Name, l.Label)
		}
	}
	return nil
}

// reached returns an error unless a plan that is set to a level is seen to have it.
func (f Factor) reached(base lab.Plan) error {
	for _, l := range f.Levels {
		if !l.Is(l.on(base)) {
			return fmt.Errorf("design: the factor %q, set to %q, is not seen to be at it: want Set and Is of one thing, and no NaN", f.Name, l.Label)
		}
	}
	return nil
}

// labels are the labels of the levels.
func (f Factor) labels() []string {
	return slice.Map(f.Levels, func(l Level) string { return l.Label })
}

// Default is the index of the level that a plan has, or −1.
func (f Factor) Default(p lab.Plan) int {
	return slices.IndexFunc(f.Levels, func(l Level) bool { return l.is(p) })
}

// is tells whether a plan has the level; of a level that cannot tell, none has.
func (l Level) is(p lab.Plan) bool { return l.Is != nil && l.Is(p) }

// on returns a plan at the level. What the plan holds by reference is copied first, so
// that the level changes no other plan.
func (l Level) on(p lab.Plan) lab.Plan {
	p.Seeds, p.Scenarios = slices.Clone(p.Seeds), slices.Clone(p.Scenarios)
	for i, s := range p.Scenarios {
		p.Scenarios[i].Tests, p.Scenarios[i].Losses = slices.Clone(s.Tests), slices.Clone(s.Losses)
	}
	if l.Set != nil {
		l.Set(&p)
	}
	return p
}

// Level returns a level by its label. Any other label is an error that lists the labels.
func (f Factor) Level(label string) (Level, error) {
	if i := slices.Index(f.labels(), label); i >= 0 {
		return f.Levels[i], nil
	}
	return Level{}, fmt.Errorf("design: %s %q: want %s", f.Name, label, words.Or(f.labels()))
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
