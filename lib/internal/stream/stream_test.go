package stream_test

import (
	"fmt"
	"math"
	"testing"

	"nodulelab/lib/internal/stream"
)

func TestEqualArgumentsGiveEqualStreams(t *testing.T) {
	a, b := stream.New(7, "noise", 150, 170), stream.New(7, "noise", 150, 170)
	for range 1000 {
		if x, y := a.Uint64(), b.Uint64(); x != y {
			t.Fatalf("%d and %d differ", x, y)
		}
	}
}

// Any change of an argument must give another stream: their correlation over
// n draws has a standard deviation of 1/√n.
func TestStreamsAreIndependent(t *testing.T) {
	const n = 10000
	for name, other := range map[string]func() []float64{
		"seed":    func() []float64 { return draws(n, 8, "noise", 150, 170) },
		"purpose": func() []float64 { return draws(n, 7, "weights", 150, 170) },
		"order":   func() []float64 { return draws(n, 7, "noise", 170, 150) },
		"joined":  func() []float64 { return draws(n, 7, "noise", 150170) },
		"fewer":   func() []float64 { return draws(n, 7, "noise", 150) },
	} {
		if r := correlation(draws(n, 7, "noise", 150, 170), other()); math.Abs(r) > 4/math.Sqrt(n) {
			t.Errorf("%s: correlation %.3f", name, r)
		}
	}
}

func draws(n int, seed uint64, purpose string, args ...int) []float64 {
	r := stream.New(seed, purpose, args...)
	x := make([]float64, n)
	for i := range x {
		x[i] = r.NormFloat64()
	}
	return x
}

func correlation(x, y []float64) float64 {
	var xy, xx, yy float64
	for i := range x {
		xy, xx, yy = xy+x[i]*y[i], xx+x[i]*x[i], yy+y[i]*y[i]
	}
	return xy / math.Sqrt(xx*yy)
}

// The numbers of a seed are part of every published result: they may not change
// with the platform or the Go version.
func ExampleNew() {
	r := stream.New(1, "example", 150, 150)
	fmt.Println(r.IntN(1000), r.IntN(1000), r.IntN(1000))
	// Output: 294 258 46
}
