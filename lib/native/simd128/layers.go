package simd128

import "nodulelab/lib/internal/wasm"

// The kernels of layers hold eight sums of four numbers in variables, which a
// processor with sixteen registers keeps in them. They go once over their input for
// each quarter of a Vec.
const quarter = vec / 4

// convolve: n is the number of rows.
func convolve(f *wasm.Func, rows, n, in, kernels, bias, out0, out1 wasm.I32) {
	for part := 0; part < vec; part += quarter {
		var sums [2][2][2]wasm.V128 // by channel and pixel
		for c := range sums {
			for p := range sums[c] {
				b := bias.Spread(c * number)
				sums[c][p] = [2]wasm.V128{f.V128(b), f.V128(b)}
			}
		}
		row := f.I32(rows)
		f.Repeat(n, func() {
			window := f.I32(at(in, row.LoadI32(0), vec))
			kernel := f.I32(at(kernels, row.LoadI32(whole), number))
			convolveRow(f, window, part, kernel, sums)
			move(row, 2*whole)
		})
		for c, out := range []wasm.I32{out0, out1} {
			for p := range sums[c] {
				store(out, p*vec+part, sums[c][p])
			}
		}
	}
}

// convolveRow adds a row of the window, five numbers for each of the two pixels, to
// the sums.
func convolveRow(f *wasm.Func, window wasm.I32, part int, kernel wasm.I32, sums [2][2][2]wasm.V128) {
	left := two(f, window, part)
	for x := range 5 {
		right := two(f, window, (x+1)*vec+part)
		for c := range sums {
			k := f.V128(kernel.Spread((2*x + c) * number))
			for half := range 2 {
				addScaled(sums[c][0][half], left[half], k)
				addScaled(sums[c][1][half], right[half], k)
			}
		}
		left = right
	}
}

// kernelGradient: sizes as in shape, in vectors.
func kernelGradient(f *wasm.Func, height, width, stride, dStride, in, d0, d1, sums wasm.I32) {
	rest, dRest := f.I32(times(stride.Sub(width), vec)), f.I32(times(dStride.Sub(width), vec))
	for part := 0; part < sum16; part += four {
		var s [2][5]wasm.V128 // by channel
		for k := range 5 {
			s[0][k], s[1][k] = zero(f), zero(f)
		}
		v, d := f.I32(in), [2]wasm.I32{f.I32(d0), f.I32(d1)}
		f.Repeat(height, func() {
			f.Repeat(width, func() {
				for lane := part; lane < vec; lane += sum16 {
					kernelGradientPixel(f, v, d, lane, s)
				}
				move(v, vec)
				move(d[0], vec)
				move(d[1], vec)
			})
			v.Set(v.Add(rest))
			d[0].Set(d[0].Add(dRest))
			d[1].Set(d[1].Add(dRest))
		})
		for c := range s {
			for k := range s[c] {
				sums.Store((5*c+k)*sum16+part, s[c][k])
			}
		}
	}
}

func kernelGradientPixel(f *wasm.Func, v wasm.I32, d [2]wasm.I32, lane int, sums [2][5]wasm.V128) {
	d0, d1 := f.V128(d[0].Load(lane)), f.V128(d[1].Load(lane))
	for k := range 5 {
		x := f.V128(v.Load(k*vec + lane))
		addScaled(sums[0][k], x, d0)
		addScaled(sums[1][k], x, d1)
	}
}

// dense: n is the number of vectors of x.
func dense(f *wasm.Func, x, n, w, next, step, bias, out wasm.I32) {
	ahead := f.I32(times(step, number))
	for part := 0; part < vec; part += quarter {
		var sums [4][2]wasm.V128
		var weight [4]wasm.I32
		for j := range sums {
			b := bias.Spread(j * number)
			sums[j] = [2]wasm.V128{f.V128(b), f.V128(b)}
			weight[j] = f.I32(at(w, times(next, j), number))
		}
		v := f.I32(x)
		f.Repeat(n, func() {
			input := two(f, v, part)
			for j, p := range weight {
				k := f.V128(p.Spread(0))
				addScaled(sums[j][0], input[0], k)
				addScaled(sums[j][1], input[1], k)
				p.Set(p.Add(ahead))
			}
			move(v, vec)
		})
		for j := range sums {
			store(out, j*vec+part, sums[j])
		}
	}
}

func outer(f *wasm.Func, d, rows, x, columns, g wasm.I32) {
	down, across := f.I32(times(rows, number)), f.I32(times(columns, number))
	for part := 0; part < vec; part += quarter {
		var sums [4][2]wasm.V128
		for j := range sums {
			sums[j] = [2]wasm.V128{zero(f), zero(f)}
		}
		sample, gradient := f.I32(x), f.I32(d)
		f.Repeat(wasm.Int(32), func() {
			v := two(f, sample, part)
			for j := range sums {
				k := f.V128(gradient.Spread(j * number))
				addScaled(sums[j][0], v[0], k)
				addScaled(sums[j][1], v[1], k)
			}
			sample.Set(sample.Add(across))
			gradient.Set(gradient.Add(down))
		})
		to := f.I32(g)
		for j := range sums {
			store(to, part, sums[j])
			to.Set(to.Add(across))
		}
	}
}

func distances(f *wasm.Func, z, n, y, out wasm.I32) {
	var sums [8]wasm.V128
	for i := range sums {
		sums[i] = zero(f)
	}
	f.Repeat(n, func() {
		s := f.V128(y.Spread(0))
		for i := range sums {
			d := f.V128(z.Load(i * four).Sub(s))
			addScaled(sums[i], d, d)
		}
		move(z, vec)
		move(y, number)
	})
	for i := range sums {
		out.Store(i*four, sums[i])
	}
}

func pull(f *wasm.Func, z, n, y, c, gradient wasm.I32) {
	f.Repeat(n, func() {
		s := f.V128(y.Spread(0))
		for part := 0; part < vec; part += four {
			d := z.Load(part).Sub(s)
			gradient.Store(part, gradient.Load(part).Add(c.Load(part).Mul(d)))
		}
		move(z, vec)
		move(y, number)
		move(gradient, vec)
	})
}

func sum(f *wasm.Func, v, n, sums wasm.I32) {
	s := [4]wasm.V128{zero(f), zero(f), zero(f), zero(f)}
	f.Repeat(n, func() {
		for part := 0; part < vec; part += four {
			to := s[part%sum16/four]
			to.Set(to.Add(v.Load(part)))
		}
		move(v, vec)
	})
	for i := range s {
		sums.Store(i*four, s[i])
	}
}
