package simd128

import "nodulelab/lib/internal/wasm"

// eachPart repeats code for the eight parts of each of n Vecs, and moves addresses on
// by a Vec, those of double by two.
func eachPart(f *wasm.Func, n wasm.I32, single, double []wasm.I32, code func(part int)) {
	f.Repeat(n, func() {
		for part := 0; part < vec; part += four {
			code(part)
		}
		for _, p := range single {
			move(p, vec)
		}
		for _, p := range double {
			move(p, 2*vec)
		}
	})
}

// tanh: p and q are the coefficients of a numerator and a denominator, seven and
// four.
func tanh(f *wasm.Func, v, n, p, q wasm.I32, limit wasm.F32) {
	numerator, denominator := coefficients(f, p, 7), coefficients(f, q, 4)
	most := f.V128(limit.Spread())
	least := f.V128(wasm.Const(0).Sub(most))
	eachPart(f, n, []wasm.I32{v}, nil, func(part int) {
		x := f.V128(v.Load(part).OrLess(most).OrMore(least))
		x2 := f.V128(x.Mul(x))
		v.Store(part, x.Mul(polynomial(x2, numerator)).Div(polynomial(x2, denominator)))
	})
}

func coefficients(f *wasm.Func, p wasm.I32, n int) []wasm.V128 {
	c := make([]wasm.V128, n)
	for i := range c {
		c[i] = f.V128(p.Spread(i * number))
	}
	return c
}

// polynomial has the highest coefficient first.
func polynomial(x wasm.V128, coefficients []wasm.V128) wasm.V128 {
	sum := coefficients[0]
	for _, c := range coefficients[1:] {
		sum = sum.Mul(x).Add(c)
	}
	return sum
}

func tanhGradient(f *wasm.Func, gradient, n, output wasm.I32) {
	one := f.V128(wasm.Const(1))
	eachPart(f, n, []wasm.I32{gradient, output}, nil, func(part int) {
		y := f.V128(output.Load(part))
		gradient.Store(part, gradient.Load(part).Mul(one.Sub(y.Mul(y))))
	})
}

// pool: n is the number of vectors of out.
func pool(f *wasm.Func, upper, lower, out, n wasm.I32) {
	quarter := f.V128(wasm.Const(.25))
	eachPart(f, n, []wasm.I32{out}, []wasm.I32{upper, lower}, func(part int) {
		square := upper.Load(part).Add(upper.Load(vec + part)).Add(lower.Load(part)).Add(lower.Load(vec + part))
		out.Store(part, quarter.Mul(square))
	})
}

// unpool: n is the number of vectors of out, which is even.
func unpool(f *wasm.Func, gradient, output, out, n wasm.I32) {
	one, quarter := f.V128(wasm.Const(1)), f.V128(wasm.Const(.25))
	eachPart(f, n.Div(wasm.Int(2)), []wasm.I32{gradient}, []wasm.I32{output, out}, func(part int) {
		g := f.V128(quarter.Mul(gradient.Load(part)))
		for _, at := range []int{part, vec + part} {
			y := f.V128(output.Load(at))
			out.Store(at, g.Mul(one.Sub(y.Mul(y))))
		}
	})
}

func relu(f *wasm.Func, v, n wasm.I32) {
	zero := zero(f)
	eachPart(f, n, []wasm.I32{v}, nil, func(part int) { v.Store(part, v.Load(part).Max(zero)) })
}

func reluGradient(f *wasm.Func, gradient, n, output wasm.I32) {
	zero := zero(f)
	eachPart(f, n, []wasm.I32{gradient, output}, nil, func(part int) {
		gradient.Store(part, gradient.Load(part).Where(output.Load(part).Greater(zero)))
	})
}

func maxPool(f *wasm.Func, upper, lower, out, n wasm.I32) {
	eachPart(f, n, []wasm.I32{out}, []wasm.I32{upper, lower}, func(part int) {
		out.Store(part, upper.Load(part).Max(upper.Load(vec+part)).Max(lower.Load(part)).Max(lower.Load(vec+part)))
	})
}

// unpoolMax looks at a square's numbers from left to right, the upper one first: each
// that is larger than all before it takes the gradient from them.
func unpoolMax(f *wasm.Func, gradient, n, upper, lower, outUpper, outLower wasm.I32) {
	eachPart(f, n, []wasm.I32{gradient}, []wasm.I32{upper, lower, outUpper, outLower}, func(part int) {
		first := f.V128(upper.Load(part))
		second, third, fourth := lower.Load(part), upper.Load(vec+part), lower.Load(vec+part)
		most2 := f.V128(first.OrMore(second))
		most3 := f.V128(most2.OrMore(third))
		g, at4 := f.V128(gradient.Load(part)), f.V128(fourth.Greater(most3))
		outLower.Store(vec+part, g.Where(at4))
		g.Set(g.Except(at4))
		at3 := f.V128(third.Greater(most2))
		outUpper.Store(vec+part, g.Where(at3))
		g.Set(g.Except(at3))
		at2 := f.V128(second.Greater(first))
		outLower.Store(part, g.Where(at2))
		outUpper.Store(part, g.Except(at2))
	})
}
