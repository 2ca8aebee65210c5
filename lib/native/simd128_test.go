package native

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"nodulelab/lib/lenet"
)

// The kernels of 128-bit SIMD compute what the plain ones compute, bit for bit: under
// wazero in a native test program, under the program's own host in JavaScript.

// results are what a kernel wrote.
type results [][]Vec

// sameBits runs code with the plain kernels and with those of 128-bit SIMD, on the
// same random numbers, and holds the results of both equal.
func sameBits(t *testing.T, run func(k *kernels, r *rand.Rand) results) {
	t.Helper()
	if fused(1+1./4096, -(1+1./2048)) != 0 {
		t.Skip("this compiler joins multiplications and additions, which rounds otherwise than WebAssembly")
	}
	want, got := run(&plain, rand.New(rand.NewPCG(1, 2))), run(vectors(t), rand.New(rand.NewPCG(1, 2)))
	for i := range want {
		for j := range want[i] {
			for lane, x := range want[i][j] {
				if y := got[i][j][lane]; math.Float32bits(x) != math.Float32bits(y) && (x == x || y == y) {
					t.Fatalf("result %d, vector %d, lane %d: %v, plain Go gives %v", i, j, lane, y, x)
				}
			}
		}
	}
}

// fused is x² + y, which rounded twice may be 0 where rounded once it is not.
//
//go:noinline
func fused(x, y float32) float32 { return x*x + y }

// special are numbers at which operations differ that are alike elsewhere.
var special = []float32{
	0, float32(math.Copysign(0, -1)), 1, -1, tanhLimit, -tanhLimit, 8.000001, -9, 1e-45, -1e-38, 3e38, -3e38,
	float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
}

// wild draws n vectors, half of them of special numbers; mild draws n vectors of which
// some numbers are 0 and −0.
func wild(r *rand.Rand, n int) []Vec { return mixed(r, n, 2, special) }
func mild(r *rand.Rand, n int) []Vec { return mixed(r, n, 8, special[:2]) }

func mixed(r *rand.Rand, n, one int, numbers []float32) []Vec {
	v := vecs(r, n)
	for i := range v {
		for lane := range v[i] {
			if r.IntN(one) == 0 {
				v[i][lane] = numbers[r.IntN(len(numbers))]
			}
		}
	}
	return v
}

// asVecs lays numbers out as vectors.
func asVecs(numbers []float32) []Vec {
	v := make([]Vec, (len(numbers)+Lanes-1)/Lanes)
	for i, x := range numbers {
		v[i/Lanes][i%Lanes] = x
	}
	return v
}

// The windows of both convolutions, forward and back, at an edge and inside.
func TestBitsOfConvolve(t *testing.T) {
	for _, shape := range []struct{ channels, height, width, margin, first, last int }{
		{1, 32, 32, 0, 0, 5}, {6, 14, 14, 0, 0, 5}, {16, 10, 10, reach, 0, 5}, {16, 10, 10, reach, 4, 5}, {6, 28, 28, reach, 0, 2},
	} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			in := newMap(shape.channels, shape.height, shape.width, shape.margin)
			copy(in.vecs, mild(r, len(in.vecs)))
			kernels, bias := floats(r, 2*shape.channels*kernelSize), floats(r, 2)
			rows := window(nil, in, shape.first, shape.last)
			out0, out1 := vecs(r, 3), vecs(r, 3)
			k.convolve(rows, in.from(0, 1, -shape.margin), kernels, bias, out0, out1)
			return results{out0, out1}
		})
	}
}

func TestBitsOfKernelGradient(t *testing.T) {
	for _, s := range []shape{{28, 28, 32, 36}, {10, 10, 14, 18}, {2, 3, 7, 3}} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			in, d0, d1 := mild(r, s.height*s.stride+4), mild(r, s.height*s.dStride), mild(r, s.height*s.dStride)
			var sums [10][16]float32
			k.kernelGradient(s, in, d0, d1, &sums)
			var all []float32
			for _, row := range sums {
				all = append(all, row[:]...)
			}
			return results{asVecs(all)}
		})
	}
}

func TestBitsOfDense(t *testing.T) {
	for _, shape := range []struct{ inputs, next, step int }{{400, 400, 1}, {84, 0, 1}, {120, 1, 400}, {0, 1, 1}} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			x, w, bias := mild(r, shape.inputs), floats(r, 3*shape.next+shape.inputs*shape.step), floats(r, 4)
			out := vecs(r, 5)
			k.dense(x, w, shape.next, shape.step, bias, out)
			return results{out}
		})
	}
}

func TestBitsOfOuter(t *testing.T) {
	for _, shape := range []struct{ rows, columns int }{{120, 400}, {84, 120}, {6, 40}} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			d, x, g := floats(r, Lanes*shape.rows), floats(r, Lanes*shape.columns), floats(r, 4*shape.columns)
			k.outer(d[2:], shape.rows, x[8:], shape.columns, g[8:])
			return results{asVecs(g)}
		})
	}
}

func TestBitsOfPairs(t *testing.T) {
	for _, draw := range []func(*rand.Rand, int) []Vec{mild, wild} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			z, y, c, gradient, d2 := draw(r, 84), floats(r, 84), draw(r, 1), draw(r, 84), vecs(r, 1)
			k.distances(z, y, &d2[0])
			k.pull(z, y, &c[0], gradient)
			return results{d2, gradient}
		})
	}
}

func TestBitsOfSum(t *testing.T) {
	for _, n := range []int{1, 784, 18 * 10} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			var sums [16]float32
			k.sum(mild(r, n), &sums)
			return results{asVecs(sums[:])}
		})
	}
}

// Kernels that compute each number by itself.
func TestBitsOfElements(t *testing.T) {
	const n = 28
	for name, run := range map[string]func(k *kernels, r *rand.Rand) results{
		"tanh": func(k *kernels, r *rand.Rand) results {
			v := wild(r, n)
			for i := range v {
				for lane := range v[i] {
					v[i][lane] *= float32(i)
				}
			}
			k.tanh(v)
			return results{v}
		},
		"tanhGradient": func(k *kernels, r *rand.Rand) results {
			gradient, output := wild(r, n), wild(r, n)
			k.tanhGradient(gradient, output)
			return results{gradient}
		},
		"relu": func(k *kernels, r *rand.Rand) results {
			v := wild(r, n)
			k.relu(v)
			return results{v}
		},
		"reluGradient": func(k *kernels, r *rand.Rand) results {
			gradient, output := wild(r, n), wild(r, n)
			k.reluGradient(gradient, output)
			return results{gradient}
		},
	} {
		t.Run(name, func(t *testing.T) { sameBits(t, run) })
	}
}

// Kernels over squares of four numbers.
func TestBitsOfPooling(t *testing.T) {
	const n = 14
	for name, run := range map[string]func(k *kernels, r *rand.Rand) results{
		"pool": func(k *kernels, r *rand.Rand) results {
			out := vecs(r, n)
			k.pool(wild(r, 2*n), wild(r, 2*n), out)
			return results{out}
		},
		"unpool": func(k *kernels, r *rand.Rand) results {
			out := vecs(r, 2*n)
			k.unpool(wild(r, n), wild(r, 2*n), out)
			return results{out}
		},
		"maxPool": func(k *kernels, r *rand.Rand) results {
			out := vecs(r, n)
			k.maxPool(wild(r, 2*n), wild(r, 2*n), out)
			return results{out}
		},
		"unpoolMax": func(k *kernels, r *rand.Rand) results {
			upper, lower := vecs(r, 2*n), vecs(r, 2*n)
			k.unpoolMax(wild(r, n), wild(r, 2*n), wild(r, 2*n), upper, lower)
			return results{upper, lower}
		},
	} {
		t.Run(name, func(t *testing.T) { sameBits(t, run) })
	}
}

func TestBitsOfAdam(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 4, 5, 7, 8, 61, 1022} {
		sameBits(t, func(k *kernels, r *rand.Rand) results {
			w, g, m, v := floats(r, n), floats(r, n), floats(r, n), floats(r, n)
			for i := range n {
				v[i] *= v[i]
				if i%5 == 3 {
					g[i], m[i], v[i] = special[i%2], 0, 0
				}
			}
			rates := rates{.9, .1, .999, .001, float32(1 / (1 - math.Pow(.9, 3))), float32(1 / (1 - math.Pow(.999, 3))), 1e-8, 1e-3}
			k.adam(&rates, w[:n], g[:n], m[:n], v[:n])
			return results{asVecs(w), asVecs(g), asVecs(m), asVecs(v)} // with what lies behind
		})
	}
}

// Networks of every kind train to the same weights, with either loss.
func TestBitsOfTraining(t *testing.T) {
	images, labels := random(4, 40, 16)
	for _, v := range []lenet.Variant{
		lenet.Paper(),
		{Activation: lenet.ReLUActivation, Pooling: lenet.MaxPooling, Cut: lenet.CutF1, Head: 2},
		{Activation: lenet.ReLUActivation, Pooling: lenet.AveragePooling, Cut: lenet.CutS4, Head: 3},
	} {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			sameBits(t, func(k *kernels, _ *rand.Rand) results { return results{asVecs(trained(t, v, k, images, labels))} })
		})
	}
}

func trained(t *testing.T, v lenet.Variant, k *kernels, images [][]float32, labels []float32) []float32 {
	w, err := v.Init(2, 16, lenet.UniformFanIn)
	if err != nil {
		t.Fatal(err)
	}
	n, err := newNet(v, 16, k)
	if err != nil {
		t.Fatal(err)
	}
	if err := n.Load(w); err != nil {
		t.Fatal(err)
	}
	all, encoder := Adam{Rate: 1e-3, Beta1: .9, Beta2: .999, Epsilon: 1e-8}, Adam{Rate: 1e-3, Beta1: .9, Beta2: .999, Epsilon: 1e-8}
	for range 2 {
		end(n, images, labels)
		all.Step(n, n.All())
		contrast(n, images, labels)
		encoder.Step(n, n.Encoder())
	}
	return n.weights
}
