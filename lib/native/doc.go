// Package native is a CPU engine for one network: LeNet-5 in every variant that
// package lenet lists, forward and backward, with the study's losses and Adam.
//
// It exists for speed. GoMLX defines the network and runs anywhere; this package
// does the same arithmetic, proven equal in the tests, in kernels that know the
// shapes. [Net] is the door: weights in, losses and gradients out.
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
// multiply-adds and 208 thousand hyperbolic tangents. A core that does 32 of the
// former a cycle (two AVX-512 units) cannot be faster than a million cycles.
//
// # Kernels
//
// The inner loops are a [kernels] value: AVX-512, AVX2, or plain Go, chosen once
// from what the processor has. The first two need GOEXPERIMENT=simd on amd64 at
// build time. Results differ between them by rounding only.
package native
