// Package stream gives every use of random numbers its own reproducible stream.
//
// The seed of an experiment drives its data, its initial weights and its batch order.
// Each of these draws from a stream that is named by its purpose, so that drawing more
// numbers from one stream does not change the others.
package stream

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
)

// New returns the random stream of a seed, a purpose and further arguments, for example
// New(1, "test set", 170, 130): a ChaCha8 generator whose key is the SHA-256 of the
// arguments. Equal arguments give equal streams on every platform and Go version;
// arguments that differ in any way give independent streams.
func New(seed uint64, purpose string, args ...int) *rand.Rand {
	key := sha256.Sum256(fmt.Appendf(nil, "nodulelab %d %q %v", seed, purpose, args))
	return rand.New(rand.NewChaCha8(key))
}
