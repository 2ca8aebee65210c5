// Package design varies a plan: factors are the choices that it makes, with the
// levels that each could be at; a sweep is a set of plans at chosen levels, trained
// and tested as one.
//
// [Factors] are the choices that the paper leaves open, with levels that were written
// before any of the sweeps was run, guided by a pilot. A factor of one's own takes one
// line of [NewFactor], for any field of a plan. [OneAtATime], [Grid] and
// [LatinHypercube] make a sweep of factors; [Sweep.Train] trains it, or goes on where it was stopped, and
// returns a [Swept]: the sweep and its results, which the exhibits take.
//
// The results of [Sweeps] are stored beside the code, since they take two
// hours on 2 cores, each with a manifest that says what made it; [Load] returns them.
// A sweep with [Sweep.Looks] gives more seeds to the cells that need them.
//
//	go run ./notebooks sweep
package design
