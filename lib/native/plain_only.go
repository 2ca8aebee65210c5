//go:build !(goexperiment.simd && amd64)

package native

// best returns the fastest kernels for this processor.
func best() *kernels { return &plain }

// all lists every kind of kernels that this processor can run.
func all() []*kernels { return []*kernels{&plain} }
