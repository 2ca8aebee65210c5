package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/metrics"
)

// Fisher 1935, section 21: in 863 of 32,768 assignments of signs the sum is at
// least as large as Darwin's, so that two-sided p = 1726/32768. The second p was computed
// with scipy.stats.permutation_test(permutation_type="samples"), scipy 1.17.1.
func TestSignFlip(t *testing.T) {
	for name, test := range map[string]struct {
		differences []float64
		p           float64
	}{
		"Darwin": {darwin, 1726. / 32768}, "with a zero and a tie": {[]float64{.1, .2, -.05, .3, 0, .15, .15}, 8. / 128},
		"zeros": {[]float64{0, 0, 0}, 1}, "one": {[]float64{-3}, 1}, "all above": {[]float64{1, 2, 3, 4}, 2. / 16},
		"sum 0": {[]float64{1, -1}, 1}, "twenty": {repeat(.1, 20), 2. / (1 << 20)},
	} {
		if p, err := metrics.SignFlip(test.differences); err != nil || math.Abs(p-test.p) > 1e-12 {
			t.Errorf("%s: p %v, want %v, %v", name, p, test.p, err)
		}
	}
	for name, differences := range map[string][]float64{"empty": nil, "NaN": {1, math.NaN()}, "infinite": {1, math.Inf(-1)}} {
		if p, err := metrics.SignFlip(differences); err == nil || !math.IsNaN(p) {
			t.Errorf("%s: p %v, no error", name, p)
		}
	}
}

func repeat(v float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = v
	}
	return values
}

// Above 20 differences p is sampled: near the normal approximation in the middle,
// and never below 1/(B+1).
func TestSignFlipSampled(t *testing.T) {
	twice := append(append([]float64{}, darwin...), darwin...)
	var squares, sum float64
	for _, d := range twice {
		squares, sum = squares+d*d, sum+d
	}
	normal := math.Erfc(sum / math.Sqrt(squares) / math.Sqrt2)
	if p, err := metrics.SignFlip(twice); err != nil || math.Abs(p-normal) > .003 {
		t.Errorf("p %v, normal approximation %v, %v", p, normal, err)
	}
	r := rand.New(rand.NewPCG(8, 8))
	many := make([]float64, 150) // more than one draw of the generator has bits
	squares, sum = 0, 0
	for i := range many {
		many[i] = r.NormFloat64() + .1
		squares, sum = squares+many[i]*many[i], sum+many[i]
	}
	normal = math.Erfc(math.Abs(sum) / math.Sqrt(squares) / math.Sqrt2)
	if p, err := metrics.SignFlip(many); err != nil || math.Abs(p-normal) > .005 {
		t.Errorf("150 differences: p %v, normal approximation %v, %v", p, normal, err)
	}
	if p, err := metrics.SignFlip(repeat(.3, 100)); err != nil || p != 1./100_001 {
		t.Errorf("100 equal differences: p %v, %v", p, err)
	}
	if p, err := metrics.SignFlip(append(repeat(0, 100), 1, 2)); err != nil || p != .5 {
		t.Errorf("2 differences and zeros: p %v, %v", p, err)
	}
}

// Sums that differ by rounding alone are ties: tenths have the p of whole numbers.
func TestSignFlipTies(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	for range 300 {
		whole, tenths := make([]float64, 4+r.IntN(8)), []float64{}
		for i := range whole {
			whole[i] = float64(r.IntN(9) - 4)
			tenths = append(tenths, whole[i]/10)
		}
		p, err := metrics.SignFlip(whole)
		q, err2 := metrics.SignFlip(tenths)
		if err != nil || err2 != nil || p != q {
			t.Fatalf("%v: p %v, in tenths %v, %v, %v", whole, p, q, err, err2)
		}
	}
}

// Neither the sign of all differences nor their scale or order changes p.
func FuzzSignFlip(f *testing.F) {
	f.Add(uint64(1), 5)
	f.Add(uint64(2), 14)
	f.Fuzz(func(t *testing.T, seed uint64, n int) {
		if n < 1 || n > 14 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 1))
		d, other := make([]float64, n), make([]float64, n)
		for i := range d {
			d[i] = float64(r.IntN(41)-20) * .005
			other[n-1-i] = -7 * d[i]
		}
		p, err := metrics.SignFlip(d)
		q, err2 := metrics.SignFlip(other)
		if err != nil || err2 != nil || p != q || p <= 0 || p > 1 {
			t.Errorf("%v: p %v, turned %v, %v, %v", d, p, q, err, err2)
		}
	})
}
