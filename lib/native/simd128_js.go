package native

import "unsafe"

// The kernels of package native/simd128, which linkKernels provides. They read and
// write this program's memory where they are told to, and check no lengths: slices
// must be as long as the plain kernels need them.

//go:wasmimport kernels available
func available() int32

//go:wasmimport kernels convolve
func convolve128(rows unsafe.Pointer, n int32, in, kernels, bias, out0, out1 unsafe.Pointer)

//go:wasmimport kernels kernelGradient
func kernelGradient128(height, width, stride, dStride int32, in, d0, d1, sums unsafe.Pointer)

//go:wasmimport kernels dense
func dense128(x unsafe.Pointer, n int32, w unsafe.Pointer, next, step int32, bias, out unsafe.Pointer)

//go:wasmimport kernels outer
func outer128(d unsafe.Pointer, rows int32, x unsafe.Pointer, columns int32, g unsafe.Pointer)

//go:wasmimport kernels distances
func distances128(z unsafe.Pointer, n int32, y, out unsafe.Pointer)

//go:wasmimport kernels pull
func pull128(z unsafe.Pointer, n int32, y, c, gradient unsafe.Pointer)

//go:wasmimport kernels sum
func sum128(v unsafe.Pointer, n int32, sums unsafe.Pointer)

//go:wasmimport kernels tanh
func tanh128(v unsafe.Pointer, n int32, p, q unsafe.Pointer, limit float32)

//go:wasmimport kernels tanhGradient
func tanhGradient128(gradient unsafe.Pointer, n int32, output unsafe.Pointer)

//go:wasmimport kernels pool
func pool128(upper, lower, out unsafe.Pointer, n int32)

//go:wasmimport kernels unpool
func unpool128(gradient, output, out unsafe.Pointer, n int32)

//go:wasmimport kernels relu
func relu128(v unsafe.Pointer, n int32)

//go:wasmimport kernels reluGradient
func reluGradient128(gradient unsafe.Pointer, n int32, output unsafe.Pointer)

//go:wasmimport kernels maxPool
func maxPool128(upper, lower, out unsafe.Pointer, n int32)

//go:wasmimport kernels unpoolMax
func unpoolMax128(gradient unsafe.Pointer, n int32, upper, lower, outUpper, outLower unsafe.Pointer)

//go:wasmimport kernels adam
func adam128(r, w, g, m, v unsafe.Pointer, n int32)

// data is where a slice lies, size how long it is.
func data[T any](s []T) unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(s)) }
func size[T any](s []T) int32          { return int32(len(s)) }

// simd128 are kernels on 4 numbers at once.
var simd128 = kernels{
	name: "128-bit SIMD",
	convolve: func(rows []row, from []Vec, kernels, bias []float32, out0, out1 []Vec) {
		convolve128(data(rows), size(rows), data(from), data(kernels), data(bias), data(out0), data(out1))
	},
	kernelGradient: func(s shape, from, d0, d1 []Vec, sums *[10][16]float32) {
		kernelGradient128(int32(s.height), int32(s.width), int32(s.stride), int32(s.dStride),
			data(from), data(d0), data(d1), unsafe.Pointer(sums))
	},
	dense: func(x []Vec, w []float32, next, step int, bias []float32, out []Vec) {
		dense128(data(x), size(x), data(w), int32(next), int32(step), data(bias), data(out))
	},
	outer: func(d []float32, rows int, x []float32, columns int, g []float32) {
		outer128(data(d), int32(rows), data(x), int32(columns), data(g))
	},
	distances: func(z []Vec, y []float32, out *Vec) {
		distances128(data(z), size(z), data(y), unsafe.Pointer(out))
	},
	pull: func(z []Vec, y []float32, c *Vec, gradient []Vec) {
		pull128(data(z), size(z), data(y), unsafe.Pointer(c), data(gradient))
	},
	sum: func(v []Vec, sums *[16]float32) { sum128(data(v), size(v), unsafe.Pointer(sums)) },

	tanh:         func(v []Vec) { tanh128(data(v), size(v), data(tanhP[:]), data(tanhQ[:]), tanhLimit) },
	tanhGradient: func(gradient, output []Vec) { tanhGradient128(data(gradient), size(gradient), data(output)) },
	pool:         func(upper, lower, out []Vec) { pool128(data(upper), data(lower), data(out), size(out)) },
	unpool:       func(gradient, output, out []Vec) { unpool128(data(gradient), data(output), data(out), size(out)) },

	relu:         func(v []Vec) { relu128(data(v), size(v)) },
	reluGradient: func(gradient, output []Vec) { reluGradient128(data(gradient), size(gradient), data(output)) },
	maxPool:      func(upper, lower, out []Vec) { maxPool128(data(upper), data(lower), data(out), size(out)) },
	unpoolMax: func(gradient, upper, lower, outUpper, outLower []Vec) {
		unpoolMax128(data(gradient), size(gradient), data(upper), data(lower), data(outUpper), data(outLower))
	},

	adam: func(r *rates, w, g, m, v []float32) {
		adam128(unsafe.Pointer(r), data(w), data(g), data(m), data(v), size(w))
	},
}

// best returns the fastest kernels that this program has been linked with.
func best() *kernels {
	if available() != 0 {
		return &simd128
	}
	return &plain
}

// all lists every kind of kernels that this program has been linked with.
func all() []*kernels {
	if available() != 0 {
		return []*kernels{&plain, &simd128}
	}
	return []*kernels{&plain}
}

// Notice says why this program computes with the slow kernels; it is empty if it
// does not.
func Notice() string {
	if available() != 0 {
		return ""
	}
	return "this browser has no 128-bit SIMD, so the native engine computes in plain Go, many times slower"
}
