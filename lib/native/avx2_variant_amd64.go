//go:build goexperiment.simd && amd64

package native

import . "simd/archsimd" // the kernels below are written in its words

// The kernels of what a network can have instead of tanh and average pooling.

//go:noinline
func relu8(v []Vec) {
	var zero Float32x8
	for i := range v {
		for k := range 4 {
			setPart(&v[i], k, part(&v[i], k).Max(zero))
		}
	}
}

//go:noinline
func reluGradient8(gradient, output []Vec) {
	var zero Float32x8
	for i := range gradient {
		for k := range 4 {
			setPart(&gradient[i], k, part(&gradient[i], k).Masked(part(&output[i], k).Greater(zero)))
		}
	}
}

//go:noinline
func maxPool8(upper, lower, out []Vec) {
	for i := range out {
		u, l := upper[2*i:][:2], lower[2*i:][:2]
		for k := range 4 {
			left, right := part(&u[0], k).Max(part(&l[0], k)), part(&u[1], k).Max(part(&l[1], k))
			setPart(&out[i], k, left.Max(right))
		}
	}
}

//go:noinline
func unpoolMax8(gradient, upper, lower, outUpper, outLower []Vec) {
	for i := range gradient {
		u, l := upper[2*i:][:2], lower[2*i:][:2]
		du, dl := outUpper[2*i:][:2], outLower[2*i:][:2]
		for k := range 4 {
			g := part(&gradient[i], k)
			u0, u1, l0, l1 := part(&u[0], k), part(&u[1], k), part(&l[0], k), part(&l[1], k)
			left, right := u0.Max(l0), u1.Max(l1)
			gLeft, gRight := g.Masked(left.GreaterEqual(right)), g.Masked(left.Less(right))
			setPart(&du[0], k, gLeft.Masked(u0.GreaterEqual(l0)))
			setPart(&dl[0], k, gLeft.Masked(u0.Less(l0)))
			setPart(&du[1], k, gRight.Masked(u1.GreaterEqual(l1)))
			setPart(&dl[1], k, gRight.Masked(u1.Less(l1)))
		}
	}
}
