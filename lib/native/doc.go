// Package native computes LeNet-5 on the CPU: every variant that package lenet
// lists, forward and backward, with Adam. It knows nothing of data sets, stages or
// epochs; package train drives it.
//
// It exists for speed: its kernels know the network's shapes. [Net] is the door:
// weights and images go in, losses, gradients, embeddings, logits and saliency maps
// come out. [Net.Loss] takes any loss of package loss. The tests hold everything
// equal to definitions in double precision and to an independent implementation in
// PyTorch; the tests of package train/gomlx hold it equal to GoMLX.
//
// # Layout
//
// Every number of a feature map is a [Vec]: that number for 32 samples, the
// paper's batch. A map is a slice of them, channel by channel, row by row. Then
// every operation of the network is the same for 32 neighbours in memory, which
// is what vector instructions want, and needs no shuffle. A batch that is not a
// multiple of 32 leaves lanes empty; their gradients are zero.
//
// # Floor
//
// One training step on 32 images of 32×32 pixels takes [Net.MultiplyAdds]
// multiply-adds an image and 208 thousand hyperbolic tangents in all. A core that
// does 32 multiply-adds a cycle (two AVX-512 units) needs at least a million cycles.
//
// # Kernels
//
// The inner loops exist in AVX-512, AVX2, WebAssembly's 128-bit SIMD and plain Go; the
// fastest set that the processor or the browser can run is used. The first two need
// GOEXPERIMENT=simd on amd64 at build time. Their results differ from the others' by
// rounding only.
//
// Go's compiler has no vector instructions for WebAssembly. So package simd128 writes
// the third set: each kernel is a Go function that makes the instructions of one, and
// together they are a module beside the program's, which computes in the program's
// memory and is linked with it by a few lines of JavaScript. That needs no other
// language and no other compiler, and no binary lies in the repository. The set's
// results equal those of plain Go in every bit: the tests hold each kernel to it under
// wazero and in Node, where this package's other tests run too.
package native
