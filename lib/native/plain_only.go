//go:build !(goexperiment.simd && amd64) && !js

package native

import "runtime"

// best returns the fastest kernels for this processor.
func best() *kernels { return &plain }

// all lists every kind of kernels that this processor can run.
func all() []*kernels { return []*kernels{&plain} }

// Notice says why this program computes with the slow kernels.
func Notice() string {
	if runtime.GOARCH == "amd64" {
		return "this program was built without GOEXPERIMENT=simd, so the native engine computes in plain Go, several times slower"
	}
	return "the native engine has vector instructions for amd64 and for WebAssembly in JavaScript only, and computes in plain Go on " + runtime.GOARCH
}
