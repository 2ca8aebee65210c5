//go:build goexperiment.simd && amd64

package native

import "simd/archsimd"

// best returns the fastest kernels for this processor.
func best() *kernels {
	switch {
	case archsimd.X86.AVX512():
		return &avx512
	case archsimd.X86.AVX2() && archsimd.X86.FMA():
		return &avx2
	}
	return &plain
}

// all lists every kind of kernels that this processor can run.
func all() []*kernels {
	list := []*kernels{&plain}
	if archsimd.X86.AVX2() && archsimd.X86.FMA() {
		list = append(list, &avx2)
	}
	if archsimd.X86.AVX512() {
		list = append(list, &avx512)
	}
	return list
}

// Notice says why this program computes with the slow kernels; it is empty if it
// does not.
func Notice() string {
	if best() != &plain {
		return ""
	}
	return "this processor has no AVX2 with FMA, so the native engine computes in plain Go, several times slower"
}
