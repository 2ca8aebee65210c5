// Package simd128 holds the native engine's kernels in WebAssembly's vectors of 128
// bits, as functions that write their code, and what links them with a Go program in
// a browser or in Node.
//
// Go's compiler has no vector instructions for WebAssembly. So the kernels are a
// module of their own, which imports the memory of the Go program and computes there:
// nothing is copied. Package native, built with GOOS=js GOARCH=wasm, imports them.
//
//	const side = await WebAssembly.compile(…)    // what Module returns; fails without SIMD
//	const go = new Go(), link = linkKernels(go.importObject)
//	const { instance } = await WebAssembly.instantiate(…, go.importObject)
//	await link(instance, side)                   // with null for side: plain Go
//	await go.run(instance)
//
// Each kernel takes the same steps in the same order as the plain one in Go, each
// rounded to single precision, so that their results are equal in every bit.
package simd128

import (
	_ "embed"

	"nodulelab/lib/internal/wasm"
)

// Link is a script that defines the function linkKernels. It uses no module system:
// it can stand in a page, in a worker and in Node.
//
//go:embed link.js
var Link string

// Module is the kernels' module. It imports the memory "mem" of "go".
func Module() []byte {
	m := &wasm.Module{}
	m.ImportMemory("go", "mem")
	m.Export("available", func(*wasm.Func) wasm.I32 { return wasm.Int(1) })
	for _, k := range []struct {
		name string
		body any
	}{
		{"convolve", convolve}, {"kernelGradient", kernelGradient},
		{"dense", dense}, {"outer", outer},
		{"distances", distances}, {"pull", pull}, {"sum", sum},
		{"tanh", tanh}, {"tanhGradient", tanhGradient},
		{"pool", pool}, {"unpool", unpool}, {"adam", adam},
		{"relu", relu}, {"reluGradient", reluGradient},
		{"maxPool", maxPool}, {"unpoolMax", unpoolMax},
	} {
		m.Export(k.name, k.body)
	}
	return m.Bytes()
}
