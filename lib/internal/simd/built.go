//go:build goexperiment.simd && amd64

package simd

const built = true
