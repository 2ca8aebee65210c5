//go:build goexperiment.simd && amd64

package native

import . "simd/archsimd" // the kernels below are written in its words

// avx512 are kernels on 16 numbers at once where that pays.
var avx512 = func() kernels {
	k := avx2
	k.name = "AVX-512"
	k.convolve, k.kernelGradient = convolve16, kernelGradient16
	k.dense, k.outer = dense16, outer16
	return k
}()

// spread16 fills a vector with the first number of a slice.
func spread16(s []float32) Float32x16 { return LoadFloat32x4((*[4]float32)(s)).Broadcast1To16() }

// low and high are the halves of a Vec.
func low(v *Vec) Float32x16             { return LoadFloat32x16((*[16]float32)(v[:16])) }
func high(v *Vec) Float32x16            { return LoadFloat32x16((*[16]float32)(v[16:])) }
func setLow(v *Vec, x Float32x16)       { x.Store((*[16]float32)(v[:16])) }
func setHigh(v *Vec, x Float32x16)      { x.Store((*[16]float32)(v[16:])) }
func at16(s []float32) Float32x16       { return LoadFloat32x16((*[16]float32)(s)) }
func store16(s []float32, x Float32x16) { x.Store((*[16]float32)(s)) }

//go:noinline
func convolve16(rows []row, in []Vec, kernels, bias []float32, out0, out1 []Vec) {
	p, q := spread16(bias), spread16(bias[1:])
	p0, p1, p2, p3 := p, p, p, p // channel 0: two pixels, two halves each
	q0, q1, q2, q3 := q, q, q, q // channel 1
	for _, r := range rows {
		vecs := in[r.in:][:6]
		k := kernels[r.kernel:][:14]
		l, h := low(&vecs[0]), high(&vecs[0])
		for x := range 5 {
			s, t := spread16(k[2*x:]), spread16(k[2*x+1:])
			p0, p1 = l.MulAdd(s, p0), h.MulAdd(s, p1)
			q0, q1 = l.MulAdd(t, q0), h.MulAdd(t, q1)
			l, h = low(&vecs[x+1]), high(&vecs[x+1])
			p2, p3 = l.MulAdd(s, p2), h.MulAdd(s, p3)
			q2, q3 = l.MulAdd(t, q2), h.MulAdd(t, q3)
		}
	}
	setLow(&out0[0], p0)
	setHigh(&out0[0], p1)
	setLow(&out0[1], p2)
	setHigh(&out0[1], p3)
	setLow(&out1[0], q0)
	setHigh(&out1[0], q1)
	setLow(&out1[1], q2)
	setHigh(&out1[1], q3)
}

//go:noinline
func kernelGradient16(s shape, in, d0, d1 []Vec, sums *[10][16]float32) {
	var p0, p1, p2, p3, p4, q0, q1, q2, q3, q4 Float32x16
	for y := range s.height {
		row := in[y*s.stride:][:s.width+4]
		e, f := d0[y*s.dStride:][:s.width], d1[y*s.dStride:][:s.width]
		for x := range e {
			r := row[x:][:5]
			g, h := low(&e[x]), low(&f[x])
			v := low(&r[0])
			p0, q0 = v.MulAdd(g, p0), v.MulAdd(h, q0)
			v = low(&r[1])
			p1, q1 = v.MulAdd(g, p1), v.MulAdd(h, q1)
			v = low(&r[2])
			p2, q2 = v.MulAdd(g, p2), v.MulAdd(h, q2)
			v = low(&r[3])
			p3, q3 = v.MulAdd(g, p3), v.MulAdd(h, q3)
			v = low(&r[4])
			p4, q4 = v.MulAdd(g, p4), v.MulAdd(h, q4)
			g, h = high(&e[x]), high(&f[x])
			v = high(&r[0])
			p0, q0 = v.MulAdd(g, p0), v.MulAdd(h, q0)
			v = high(&r[1])
			p1, q1 = v.MulAdd(g, p1), v.MulAdd(h, q1)
			v = high(&r[2])
			p2, q2 = v.MulAdd(g, p2), v.MulAdd(h, q2)
			v = high(&r[3])
			p3, q3 = v.MulAdd(g, p3), v.MulAdd(h, q3)
			v = high(&r[4])
			p4, q4 = v.MulAdd(g, p4), v.MulAdd(h, q4)
		}
	}
	p0.Store(&sums[0])
	p1.Store(&sums[1])
	p2.Store(&sums[2])
	p3.Store(&sums[3])
	p4.Store(&sums[4])
	q0.Store(&sums[5])
	q1.Store(&sums[6])
	q2.Store(&sums[7])
	q3.Store(&sums[8])
	q4.Store(&sums[9])
}

//go:noinline
func dense16(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
	p0, q0 := spread16(bias), spread16(bias[1:])
	r0, s0 := spread16(bias[2:]), spread16(bias[3:])
	p1, q1, r1, s1 := p0, q0, r0, s0
	for i := range x {
		l, h := low(&x[i]), high(&x[i])
		at := i * step
		k := spread16(w[at:])
		p0, p1 = l.MulAdd(k, p0), h.MulAdd(k, p1)
		k = spread16(w[at+next:])
		q0, q1 = l.MulAdd(k, q0), h.MulAdd(k, q1)
		k = spread16(w[at+2*next:])
		r0, r1 = l.MulAdd(k, r0), h.MulAdd(k, r1)
		k = spread16(w[at+3*next:])
		s0, s1 = l.MulAdd(k, s0), h.MulAdd(k, s1)
	}
	setLow(&out[0], p0)
	setHigh(&out[0], p1)
	setLow(&out[1], q0)
	setHigh(&out[1], q1)
	setLow(&out[2], r0)
	setHigh(&out[2], r1)
	setLow(&out[3], s0)
	setHigh(&out[3], s1)
}

//go:noinline
func outer16(d []float32, rows int, x []float32, columns int, g []float32) {
	var p0, p1, q0, q1, r0, r1, s0, s1 Float32x16
	for lane := range Lanes {
		k := d[lane*rows:][:7]
		v := x[lane*columns:][:32]
		l, h := at16(v), at16(v[16:])
		t := spread16(k)
		p0, p1 = l.MulAdd(t, p0), h.MulAdd(t, p1)
		t = spread16(k[1:])
		q0, q1 = l.MulAdd(t, q0), h.MulAdd(t, q1)
		t = spread16(k[2:])
		r0, r1 = l.MulAdd(t, r0), h.MulAdd(t, r1)
		t = spread16(k[3:])
		s0, s1 = l.MulAdd(t, s0), h.MulAdd(t, s1)
	}
	store16(g, p0)
	store16(g[16:], p1)
	store16(g[columns:], q0)
	store16(g[columns+16:], q1)
	store16(g[2*columns:], r0)
	store16(g[2*columns+16:], r1)
	store16(g[3*columns:], s0)
	store16(g[3*columns+16:], s1)
}
