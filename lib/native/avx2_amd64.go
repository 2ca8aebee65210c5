//go:build goexperiment.simd && amd64

package native

import . "simd/archsimd" // the kernels below are written in its words

// Within a loop over vectors no scalar may live in a register: Go reloads a
// spilled float32 with an instruction of the old encoding, which costs a change of
// the processor's state each time on some processors. So scalars come as slices
// and are spread over a vector straight from memory, and sums over samples are
// left to plain functions.

// avx2 are kernels on 8 numbers at once, with fused multiply-add.
var avx2 = kernels{
	name:     "AVX2",
	convolve: convolve8, kernelGradient: kernelGradient8,
	dense: dense8, outer: outer8,
	distances: distances8, pull: pull8, sum: sum8,
	tanh: tanh8, tanhGradient: tanhGradient8,
	pool: pool8, unpool: unpool8, adam: adam8,
	relu: relu8, reluGradient: reluGradient8,
	maxPool: maxPool8, unpoolMax: unpoolMax8,
}

// spread8 fills a vector with the first number of a slice.
func spread8(s []float32) Float32x8 { return LoadFloat32x4((*[4]float32)(s)).Broadcast1To8() }

func at8(s []float32) Float32x8       { return LoadFloat32x8((*[8]float32)(s)) }
func store8(s []float32, x Float32x8) { x.Store((*[8]float32)(s)) }

// part is the k-th quarter of a Vec.
func part(v *Vec, k int) Float32x8       { return LoadFloat32x8((*[8]float32)(v[8*k : 8*k+8])) }
func setPart(v *Vec, k int, x Float32x8) { x.Store((*[8]float32)(v[8*k : 8*k+8])) }

func convolve8(rows []row, in []Vec, kernels, bias []float32, out0, out1 []Vec) {
	for p := range 2 {
		convolvePixel8(rows, in[p:], kernels, bias, &out0[p], &out1[p])
	}
}

//go:noinline
func convolvePixel8(rows []row, in []Vec, kernels, bias []float32, out0, out1 *Vec) {
	p0, q0 := spread8(bias), spread8(bias[1:])
	p1, p2, p3, q1, q2, q3 := p0, p0, p0, q0, q0, q0
	for _, r := range rows {
		vecs := in[r.in:][:5]
		k := kernels[r.kernel:][:14]
		for x := range vecs {
			v := &vecs[x]
			s, t := spread8(k[2*x:]), spread8(k[2*x+1:])
			u := part(v, 0)
			p0, q0 = u.MulAdd(s, p0), u.MulAdd(t, q0)
			u = part(v, 1)
			p1, q1 = u.MulAdd(s, p1), u.MulAdd(t, q1)
			u = part(v, 2)
			p2, q2 = u.MulAdd(s, p2), u.MulAdd(t, q2)
			u = part(v, 3)
			p3, q3 = u.MulAdd(s, p3), u.MulAdd(t, q3)
		}
	}
	setPart(out0, 0, p0)
	setPart(out0, 1, p1)
	setPart(out0, 2, p2)
	setPart(out0, 3, p3)
	setPart(out1, 0, q0)
	setPart(out1, 1, q1)
	setPart(out1, 2, q2)
	setPart(out1, 3, q3)
}

//go:noinline
func kernelGradient8(s shape, in, d0, d1 []Vec, sums *[10][16]float32) {
	var p0, p1, p2, p3, p4, q0, q1, q2, q3, q4 Float32x8
	for y := range s.height {
		row := in[y*s.stride:][:s.width+4]
		e, f := d0[y*s.dStride:][:s.width], d1[y*s.dStride:][:s.width]
		for x := range e {
			r := row[x:][:5]
			for k := range 4 {
				g, h := part(&e[x], k), part(&f[x], k)
				v := part(&r[0], k)
				p0, q0 = v.MulAdd(g, p0), v.MulAdd(h, q0)
				v = part(&r[1], k)
				p1, q1 = v.MulAdd(g, p1), v.MulAdd(h, q1)
				v = part(&r[2], k)
				p2, q2 = v.MulAdd(g, p2), v.MulAdd(h, q2)
				v = part(&r[3], k)
				p3, q3 = v.MulAdd(g, p3), v.MulAdd(h, q3)
				v = part(&r[4], k)
				p4, q4 = v.MulAdd(g, p4), v.MulAdd(h, q4)
			}
		}
	}
	*sums = [10][16]float32{}
	store8(sums[0][:], p0)
	store8(sums[1][:], p1)
	store8(sums[2][:], p2)
	store8(sums[3][:], p3)
	store8(sums[4][:], p4)
	store8(sums[5][:], q0)
	store8(sums[6][:], q1)
	store8(sums[7][:], q2)
	store8(sums[8][:], q3)
	store8(sums[9][:], q4)
}

func dense8(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
	densePair8(x, w, next, step, bias, out)
	densePair8(x, w[2*next:], next, step, bias[2:], out[2:])
}

//go:noinline
func densePair8(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
	p0, q0 := spread8(bias), spread8(bias[1:])
	p1, p2, p3, q1, q2, q3 := p0, p0, p0, q0, q0, q0
	for i := range x {
		v := &x[i]
		s, t := spread8(w[i*step:]), spread8(w[i*step+next:])
		u := part(v, 0)
		p0, q0 = u.MulAdd(s, p0), u.MulAdd(t, q0)
		u = part(v, 1)
		p1, q1 = u.MulAdd(s, p1), u.MulAdd(t, q1)
		u = part(v, 2)
		p2, q2 = u.MulAdd(s, p2), u.MulAdd(t, q2)
		u = part(v, 3)
		p3, q3 = u.MulAdd(s, p3), u.MulAdd(t, q3)
	}
	setPart(&out[0], 0, p0)
	setPart(&out[0], 1, p1)
	setPart(&out[0], 2, p2)
	setPart(&out[0], 3, p3)
	setPart(&out[1], 0, q0)
	setPart(&out[1], 1, q1)
	setPart(&out[1], 2, q2)
	setPart(&out[1], 3, q3)
}

func outer8(d []float32, rows int, x []float32, columns int, g []float32) {
	outerHalf8(d, rows, x, columns, g)
	outerHalf8(d, rows, x[16:], columns, g[16:])
}

//go:noinline
func outerHalf8(d []float32, rows int, x []float32, columns int, g []float32) {
	var p0, p1, q0, q1, r0, r1, s0, s1 Float32x8
	for lane := range Lanes {
		k := d[lane*rows:][:7]
		v := x[lane*columns:][:16]
		l, h := at8(v), at8(v[8:])
		t := spread8(k)
		p0, p1 = l.MulAdd(t, p0), h.MulAdd(t, p1)
		t = spread8(k[1:])
		q0, q1 = l.MulAdd(t, q0), h.MulAdd(t, q1)
		t = spread8(k[2:])
		r0, r1 = l.MulAdd(t, r0), h.MulAdd(t, r1)
		t = spread8(k[3:])
		s0, s1 = l.MulAdd(t, s0), h.MulAdd(t, s1)
	}
	store8(g, p0)
	store8(g[8:], p1)
	store8(g[columns:], q0)
	store8(g[columns+8:], q1)
	store8(g[2*columns:], r0)
	store8(g[2*columns+8:], r1)
	store8(g[3*columns:], s0)
	store8(g[3*columns+8:], s1)
}

//go:noinline
func distances8(z []Vec, y []float32, out *Vec) {
	var p0, p1, p2, p3 Float32x8
	for i := range z {
		v, s := &z[i], spread8(y[i:])
		d := part(v, 0).Sub(s)
		p0 = d.MulAdd(d, p0)
		d = part(v, 1).Sub(s)
		p1 = d.MulAdd(d, p1)
		d = part(v, 2).Sub(s)
		p2 = d.MulAdd(d, p2)
		d = part(v, 3).Sub(s)
		p3 = d.MulAdd(d, p3)
	}
	setPart(out, 0, p0)
	setPart(out, 1, p1)
	setPart(out, 2, p2)
	setPart(out, 3, p3)
}

//go:noinline
func pull8(z []Vec, y []float32, c *Vec, gradient []Vec) {
	c0, c1, c2, c3 := part(c, 0), part(c, 1), part(c, 2), part(c, 3)
	for i := range z {
		v, g, s := &z[i], &gradient[i], spread8(y[i:])
		setPart(g, 0, part(v, 0).Sub(s).MulAdd(c0, part(g, 0)))
		setPart(g, 1, part(v, 1).Sub(s).MulAdd(c1, part(g, 1)))
		setPart(g, 2, part(v, 2).Sub(s).MulAdd(c2, part(g, 2)))
		setPart(g, 3, part(v, 3).Sub(s).MulAdd(c3, part(g, 3)))
	}
}

//go:noinline
func sum8(v []Vec, sums *[16]float32) {
	var p0, p1, p2, p3 Float32x8
	for i := range v {
		p0, p1 = part(&v[i], 0).Add(p0), part(&v[i], 1).Add(p1)
		p2, p3 = part(&v[i], 2).Add(p2), part(&v[i], 3).Add(p3)
	}
	store8(sums[:], p0.Add(p2))
	store8(sums[8:], p1.Add(p3))
}

// spreads holds the constants of an element-wise kernel, each four times.
type spreads [][4]float32

func spreadOf(constants ...float32) spreads {
	s := make(spreads, len(constants))
	for i, c := range constants {
		s[i] = [4]float32{c, c, c, c}
	}
	return s
}

func (s spreads) at(i int) Float32x8 { return spread8(s[i][:]) }

var (
	tanhNumerator   = spreadOf(tanhP[:]...)
	tanhDenominator = spreadOf(tanhQ[:]...)
	one             = spreadOf(1)
	quarter         = spreadOf(.25)
	tanhEnds        = spreadOf(tanhLimit, -tanhLimit)
)

//go:noinline
func tanh8(v []Vec) {
	p0, p1, p2, p3 := tanhNumerator.at(0), tanhNumerator.at(1), tanhNumerator.at(2), tanhNumerator.at(3)
	p4, p5, p6 := tanhNumerator.at(4), tanhNumerator.at(5), tanhNumerator.at(6)
	q0, q1, q2, q3 := tanhDenominator.at(0), tanhDenominator.at(1), tanhDenominator.at(2), tanhDenominator.at(3)
	most, least := tanhEnds.at(0), tanhEnds.at(1)
	for i := range v {
		for k := range 4 {
			x := part(&v[i], k).Min(most).Max(least)
			x2 := x.Mul(x)
			p := x2.MulAdd(p0, p1).MulAdd(x2, p2).MulAdd(x2, p3).MulAdd(x2, p4).MulAdd(x2, p5).MulAdd(x2, p6)
			q := x2.MulAdd(q0, q1).MulAdd(x2, q2).MulAdd(x2, q3)
			setPart(&v[i], k, x.Mul(p).Div(q))
		}
	}
}

//go:noinline
func tanhGradient8(gradient, output []Vec) {
	one := one.at(0)
	for i := range gradient {
		for k := range 4 {
			y := part(&output[i], k)
			setPart(&gradient[i], k, part(&gradient[i], k).Mul(one.Sub(y.Mul(y))))
		}
	}
}

//go:noinline
func pool8(upper, lower, out []Vec) {
	quarter := quarter.at(0)
	for i := range out {
		u, l := upper[2*i:][:2], lower[2*i:][:2]
		for k := range 4 {
			top, bottom := part(&u[0], k).Add(part(&u[1], k)), part(&l[0], k).Add(part(&l[1], k))
			setPart(&out[i], k, top.Add(bottom).Mul(quarter))
		}
	}
}

//go:noinline
func unpool8(gradient, output, out []Vec) {
	one, quarter := one.at(0), quarter.at(0)
	for i := range out {
		for k := range 4 {
			y := part(&output[i], k)
			setPart(&out[i], k, part(&gradient[i/2], k).Mul(quarter).Mul(one.Sub(y.Mul(y))))
		}
	}
}

func adam8(r *rates, w, g, m, v []float32) {
	whole := len(w) &^ 7
	adamVectors8(spreadOf(r.beta1, r.rest1, r.beta2, r.rest2, r.mean, r.square, r.epsilon, r.rate), w[:whole], g, m, v)
	plainAdam(r, w[whole:], g[whole:], m[whole:], v[whole:])
}

//go:noinline
func adamVectors8(s spreads, w, g, m, v []float32) {
	beta1, rest1, beta2, rest2 := s.at(0), s.at(1), s.at(2), s.at(3)
	mean, square, epsilon, rate := s.at(4), s.at(5), s.at(6), s.at(7)
	for i := 0; i < len(w); i += 8 {
		d := at8(g[i:])
		first := at8(m[i:]).Mul(beta1).Add(d.Mul(rest1))
		second := at8(v[i:]).Mul(beta2).Add(d.Mul(d).Mul(rest2))
		step := first.Mul(mean).Mul(rate).Div(second.Mul(square).Sqrt().Add(epsilon))
		store8(m[i:], first)
		store8(v[i:], second)
		store8(w[i:], at8(w[i:]).Sub(step))
	}
}
