package native

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Each kernel of each instruction set against its definition, written here with
// indices and in double precision.

func eachKind(t *testing.T, f func(t *testing.T, k *kernels, r *rand.Rand)) {
	for _, k := range all() {
		t.Run(k.name, func(t *testing.T) { f(t, k, rand.New(rand.NewPCG(1, 2))) })
	}
}

// vecs draws n vectors from ±1, floats n numbers with spare ones behind them that
// a kernel may read but not use.
func vecs(r *rand.Rand, n int) []Vec {
	v := make([]Vec, n)
	for i := range v {
		copy(v[i][:], floats(r, Lanes))
	}
	return v
}

func floats(r *rand.Rand, n int) []float32 {
	v := numbers(n)
	for i := range n {
		v[i] = 2*r.Float32() - 1
	}
	for i := range spare {
		v[n+i] = float32(math.NaN())
	}
	return v
}

// closeTo holds a number in single precision to its definition in double.
func closeTo(t *testing.T, what string, got float32, want float64) {
	t.Helper()
	if !(math.Abs(float64(got)-want) <= 2e-5*(1+math.Abs(want))) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
}

func TestConvolveKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		const channels, height, width = 3, 6, 9
		in, kernels, bias := vecs(r, channels*height*width), floats(r, 2*channels*25), floats(r, 2)
		for _, kernelRows := range [][2]int{{0, 5}, {1, 4}, {4, 5}} {
			rows := window(nil, fmap{channels, height, width, 0, in}, kernelRows[0], kernelRows[1])
			out := [2][]Vec{vecs(r, 2), vecs(r, 2)}
			k.convolve(rows, in[2:], kernels, bias, out[0], out[1])
			for o := range 2 {
				for p := range 2 {
					for lane := range Lanes {
						want := float64(bias[o])
						for c := range channels {
							for y := kernelRows[0]; y < kernelRows[1]; y++ {
								for x := range 5 {
									pixel := in[c*height*width+(y-kernelRows[0])*width+2+p+x][lane]
									want += float64(pixel) * float64(kernels[2*(c*25+5*y+x)+o])
								}
							}
						}
						closeTo(t, fmt.Sprint(kernelRows, o, p, lane), out[o][p][lane], want)
					}
				}
			}
		}
	})
}

func TestKernelGradientKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		s := shape{height: 4, width: 6, stride: 11, dStride: 9}
		in, d := vecs(r, 4*11), [2][]Vec{vecs(r, 4*9), vecs(r, 4*9)}
		var sums [10][16]float32
		k.kernelGradient(s, in, d[0], d[1], &sums)
		for o := range 2 {
			for x := range 5 {
				var got [1]float32
				totals(got[:], sums[5*o+x:][:1])
				var want float64
				for y := range s.height {
					for i := range s.width {
						for lane := range Lanes {
							want += float64(d[o][y*9+i][lane]) * float64(in[y*11+i+x][lane])
						}
					}
				}
				closeTo(t, fmt.Sprint(o, x), got[0], want)
			}
		}
	})
}

func TestDenseKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		for _, shape := range []struct{ inputs, next, step int }{{7, 7, 1}, {5, 1, 8}, {84, 0, 1}} {
			x, w, bias := vecs(r, shape.inputs), floats(r, 3*shape.next+shape.inputs*shape.step), floats(r, 4)
			out := vecs(r, 4)
			k.dense(x, w, shape.next, shape.step, bias, out)
			for j := range 4 {
				for lane := range Lanes {
					want := float64(bias[j])
					for i := range x {
						want += float64(w[j*shape.next+i*shape.step]) * float64(x[i][lane])
					}
					closeTo(t, fmt.Sprint(shape, j, lane), out[j][lane], want)
				}
			}
		}
	})
}

func TestOuterKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		const rows, columns = 6, 40
		d, x, g := floats(r, Lanes*rows), floats(r, Lanes*columns), floats(r, rows*columns)
		k.outer(d[2:], rows, x[8:], columns, g[2*columns+8:])
		for j := range 4 {
			for i := range 32 {
				var want float64
				for s := range Lanes {
					want += float64(d[s*rows+2+j]) * float64(x[s*columns+8+i])
				}
				closeTo(t, fmt.Sprint(j, i), g[(2+j)*columns+8+i], want)
			}
		}
	})
}

func TestPairKernels(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		const size = 9
		z, y, c, gradient := vecs(r, size), floats(r, size), vecs(r, 1), vecs(r, size)
		before := append([]Vec(nil), gradient...)
		var d2 Vec
		k.distances(z, y, &d2)
		k.pull(z, y, &c[0], gradient)
		for lane := range Lanes {
			var want float64
			for i := range size {
				d := float64(z[i][lane]) - float64(y[i])
				want += d * d
				closeTo(t, fmt.Sprint("pull ", i, lane), gradient[i][lane], float64(before[i][lane])+float64(c[0][lane])*d)
			}
			closeTo(t, fmt.Sprint("distance ", lane), d2[lane], want)
		}
	})
}

func TestSumKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		v := vecs(r, 5)
		var sums [1][16]float32
		var got [1]float32
		k.sum(v, &sums[0])
		totals(got[:], sums[:])
		var want float64
		for i := range v {
			for _, x := range v[i] {
				want += float64(x)
			}
		}
		closeTo(t, "sum", got[0], want)
	})
}

// Half a millionth is four units in the last place at 1.
func TestTanhKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, _ *rand.Rand) {
		v := make([]Vec, 2000)
		for i := range v {
			for lane := range v[i] {
				v[i][lane] = float32(i*Lanes+lane-Lanes*len(v)/2) / 2500 // ±12.8
			}
		}
		v[0][0], v[0][1] = float32(math.Inf(1)), float32(math.Inf(-1))
		before := append([]Vec(nil), v...)
		k.tanh(v)
		for i := range v {
			for lane, y := range v[i] {
				if want := math.Tanh(float64(before[i][lane])); !(math.Abs(float64(y)-want) <= 5e-7) {
					t.Fatalf("tanh %v: %v, want %v", before[i][lane], y, want)
				}
			}
		}
	})
}

func TestElementKernels(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		gradient, output, upper, lower := vecs(r, 4), vecs(r, 4), vecs(r, 4), vecs(r, 4)
		before := append([]Vec(nil), gradient...)
		pooled, unpooled := vecs(r, 2), vecs(r, 4)
		k.unpool(gradient, output, unpooled)
		k.tanhGradient(gradient, output)
		k.pool(upper, lower, pooled)
		for lane := range Lanes {
			for i := range 4 {
				slope := 1 - float64(output[i][lane])*float64(output[i][lane])
				closeTo(t, "tanh gradient", gradient[i][lane], float64(before[i][lane])*slope)
				closeTo(t, "unpool", unpooled[i][lane], float64(before[i/2][lane])/4*slope)
			}
			for i := range 2 {
				want := float64(upper[2*i][lane]) + float64(upper[2*i+1][lane]) + float64(lower[2*i][lane]) + float64(lower[2*i+1][lane])
				closeTo(t, "pool", pooled[i][lane], want/4)
			}
		}
	})
}

// Adam as Kingma and Ba write it, on a length that is no multiple of 8.
func TestAdamKernel(t *testing.T) {
	eachKind(t, func(t *testing.T, k *kernels, r *rand.Rand) {
		const n, step = 21, 3
		w, g, m, v := floats(r, n), floats(r, n), floats(r, n), floats(r, n)
		for i := range v {
			v[i] *= v[i]
		}
		rates := rates{.9, .1, .999, .001, float32(1 / (1 - math.Pow(.9, step))), float32(1 / (1 - math.Pow(.999, step))), 1e-8, 1e-2}
		var want [3][n]float64
		for i := range n {
			mean := .9*float64(m[i]) + .1*float64(g[i])
			square := .999*float64(v[i]) + .001*float64(g[i])*float64(g[i])
			hat := mean / (1 - math.Pow(.9, step)) / (math.Sqrt(square/(1-math.Pow(.999, step))) + 1e-8)
			want[0][i], want[1][i], want[2][i] = float64(w[i])-1e-2*hat, mean, square
		}
		k.adam(&rates, w[:n], g[:n], m[:n], v[:n])
		for i := range n {
			closeTo(t, fmt.Sprint("weight ", i), w[i], want[0][i])
			closeTo(t, fmt.Sprint("mean ", i), m[i], want[1][i])
			closeTo(t, fmt.Sprint("square ", i), v[i], want[2][i])
		}
	})
}
