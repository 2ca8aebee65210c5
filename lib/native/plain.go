package native

import "math"

// plain are the kernels in Go without vector instructions.
var plain = kernels{
	name:     "plain Go",
	convolve: plainConvolve, kernelGradient: plainKernelGradient,
	dense: plainDense, outer: plainOuter,
	distances: plainDistances, pull: plainPull, sum: plainSum,
	tanh: plainTanh, tanhGradient: plainTanhGradient,
	pool: plainPool, unpool: plainUnpool, adam: plainAdam,
	relu: plainReLU, reluGradient: plainReLUGradient,
	maxPool: plainMaxPool, unpoolMax: plainUnpoolMax,
}

// addScaled is to ← to + s·v, the one operation that nearly all of training is.
func addScaled(to, v *Vec, s float32) {
	for i, x := range v {
		to[i] += s * x
	}
}

func fill(to *Vec, s float32) {
	for i := range to {
		to[i] = s
	}
}

func plainConvolve(rows []row, in []Vec, kernels, bias []float32, out0, out1 []Vec) {
	for p := range 2 {
		fill(&out0[p], bias[0])
		fill(&out1[p], bias[1])
		for _, r := range rows {
			k := kernels[r.kernel:][:10]
			for x := range 5 {
				v := &in[r.in+p+x]
				addScaled(&out0[p], v, k[2*x])
				addScaled(&out1[p], v, k[2*x+1])
			}
		}
	}
}

func plainKernelGradient(s shape, in, d0, d1 []Vec, sums *[10][16]float32) {
	*sums = [10][16]float32{}
	for y := range s.height {
		for x := range s.width {
			for k := range 5 {
				v := &in[y*s.stride+x+k]
				e, f := &d0[y*s.dStride+x], &d1[y*s.dStride+x]
				for lane := range v {
					sums[k][lane%16] += e[lane] * v[lane]
					sums[5+k][lane%16] += f[lane] * v[lane]
				}
			}
		}
	}
}

func plainDense(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
	for j := range 4 {
		fill(&out[j], bias[j])
		for i := range x {
			addScaled(&out[j], &x[i], w[j*next+i*step])
		}
	}
}

func plainOuter(d []float32, rows int, x []float32, columns int, g []float32) {
	for j := range 4 {
		to := (*Vec)(g[j*columns:])
		*to = Vec{}
		for s := range Lanes {
			addScaled(to, (*Vec)(x[s*columns:]), d[s*rows+j])
		}
	}
}

func plainDistances(z []Vec, y []float32, out *Vec) {
	*out = Vec{}
	for i := range z {
		for lane, x := range z[i] {
			out[lane] += (x - y[i]) * (x - y[i])
		}
	}
}

func plainPull(z []Vec, y []float32, c *Vec, gradient []Vec) {
	for i := range z {
		for lane, x := range z[i] {
			gradient[i][lane] += c[lane] * (x - y[i])
		}
	}
}

func plainSum(v []Vec, sums *[16]float32) {
	*sums = [16]float32{}
	for i := range v {
		for lane, x := range v[i] {
			sums[lane%16] += x
		}
	}
}

func plainTanh(v []Vec) {
	for i := range v {
		for lane, x := range v[i] {
			v[i][lane] = tanh(x)
		}
	}
}

// tanh is x·p(x²)/q(x²) of tanhP and tanhQ.
func tanh(x float32) float32 {
	x = max(-tanhLimit, min(tanhLimit, x))
	x2 := x * x
	p, q := tanhP[0], tanhQ[0]
	for _, c := range tanhP[1:] {
		p = p*x2 + c
	}
	for _, c := range tanhQ[1:] {
		q = q*x2 + c
	}
	return x * p / q
}

func plainTanhGradient(gradient, output []Vec) {
	for i := range gradient {
		for lane, y := range output[i] {
			gradient[i][lane] *= 1 - y*y
		}
	}
}

func plainPool(upper, lower, out []Vec) {
	for i := range out {
		for lane := range out[i] {
			out[i][lane] = .25 * (upper[2*i][lane] + upper[2*i+1][lane] + lower[2*i][lane] + lower[2*i+1][lane])
		}
	}
}

func plainUnpool(gradient, output, out []Vec) {
	for i := range out {
		for lane, y := range output[i] {
			out[i][lane] = .25 * gradient[i/2][lane] * (1 - y*y)
		}
	}
}

func plainAdam(r *rates, w, g, m, v []float32) {
	for i := range w {
		m[i] = r.beta1*m[i] + r.rest1*g[i]
		v[i] = r.beta2*v[i] + r.rest2*g[i]*g[i]
		w[i] -= r.rate * (r.mean * m[i]) / (float32(math.Sqrt(float64(r.square*v[i]))) + r.epsilon)
	}
}

func plainReLU(v []Vec) {
	for i := range v {
		for lane, x := range v[i] {
			v[i][lane] = max(x, 0)
		}
	}
}

func plainReLUGradient(gradient, output []Vec) {
	for i := range gradient {
		for lane, y := range output[i] {
			if !(y > 0) {
				gradient[i][lane] = 0
			}
		}
	}
}

func plainMaxPool(upper, lower, out []Vec) {
	for i := range out {
		for lane := range out[i] {
			out[i][lane] = max(upper[2*i][lane], upper[2*i+1][lane], lower[2*i][lane], lower[2*i+1][lane])
		}
	}
}

func plainUnpoolMax(gradient, upper, lower, outUpper, outLower []Vec) {
	for i := range gradient {
		outs := [4]*Vec{&outUpper[2*i], &outLower[2*i], &outUpper[2*i+1], &outLower[2*i+1]}
		for lane, g := range gradient[i] {
			values := [4]float32{upper[2*i][lane], lower[2*i][lane], upper[2*i+1][lane], lower[2*i+1][lane]}
			first := 0
			for j, v := range values {
				outs[j][lane] = 0
				if v > values[first] {
					first = j
				}
			}
			outs[first][lane] = g
		}
	}
}
