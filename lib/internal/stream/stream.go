// Package stream gives every use of randomness its own reproducible stream.
//
// One seed of an experiment drives the data, the initial weights and the batch
// order. Each draws from a stream named by its purpose, so that drawing more
// from one leaves the others as they were.
package stream

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
)

// New returns the stream of a seed for a purpose and its arguments, for example
// New(1, "test set", 170, 130). Equal arguments give equal streams on every
// platform; different ones give independent streams (ChaCha8, keyed by the
// SHA-256 of the arguments).
func New(seed uint64, purpose string, args ...int) *rand.Rand {
	key := sha256.Sum256(fmt.Appendf(nil, "nodulelab %d %q %v", seed, purpose, args))
	return rand.New(rand.NewChaCha8(key))
}
