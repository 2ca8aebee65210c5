package simd128

import "nodulelab/lib/internal/wasm"

// adam: rates are the eight numbers of native's struct of that name, in its order.
// What does not fill a vector at the end is computed number by number, each in all
// four places of a vector.
func adam(f *wasm.Func, rates, w, g, m, v, n wasm.I32) {
	r := coefficients(f, rates, 8)
	adamSteps(f, r, w, g, m, v, n.Div(wasm.Int(4)), four, wasm.I32.Load, wasm.I32.Store)
	adamSteps(f, r, w, g, m, v, n.Rem(wasm.Int(4)), number, wasm.I32.Spread, wasm.I32.StoreFirst)
}

// adamSteps computes n times what load reads and store writes, so many bytes.
func adamSteps(f *wasm.Func, r []wasm.V128, w, g, m, v, n wasm.I32, bytes int,
	load func(wasm.I32, int) wasm.V128, store func(wasm.I32, int, wasm.V128)) {
	beta1, rest1, beta2, rest2, meanRate, squareRate, epsilon, rate := r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7]
	f.Repeat(n, func() {
		d := f.V128(load(g, 0))
		mean := f.V128(beta1.Mul(load(m, 0)).Add(rest1.Mul(d)))
		square := f.V128(beta2.Mul(load(v, 0)).Add(rest2.Mul(d).Mul(d)))
		step := rate.Mul(meanRate.Mul(mean)).Div(squareRate.Mul(square).Sqrt().Add(epsilon))
		store(m, 0, mean)
		store(v, 0, square)
		store(w, 0, load(w, 0).Sub(step))
		for _, p := range []wasm.I32{w, g, m, v} {
			move(p, bytes)
		}
	})
}
