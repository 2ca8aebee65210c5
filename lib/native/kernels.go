package native

// spare is how many unused numbers follow the last one of every []float32 that is
// given to a kernel: kernels load four numbers and more at once, even where they
// need only the first.
const spare = 8

// kernels are the inner loops in one instruction set.
type kernels struct {
	name string

	// convolve computes two channels of a convolution at two neighbouring
	// pixels: out[p] = bias + Σ kernel · in, over the rows of a window. In is the
	// input from the first pixel's window on; the numbers of the two channels'
	// kernels alternate, as do their biases.
	convolve func(rows []row, in []Vec, kernels, bias []float32, out0, out1 []Vec)

	// kernelGradient sums the products of an input with the gradients d of two
	// output channels over all pixels, for the five numbers of one kernel row.
	// The sum over samples is left to the caller.
	kernelGradient func(s shape, in, d0, d1 []Vec, sums *[10][16]float32)

	// dense computes four weighted sums of vectors:
	// out[j] = bias[j] + Σ_i w[j·next + i·step] x[i].
	dense func(x []Vec, w []float32, next, step int, bias []float32, out []Vec)

	// outer computes a 4×32 block of a dense layer's gradient from transposed
	// vectors: g[j·columns + i] = Σ_s d[s·rows + j] x[s·columns + i] over samples s.
	outer func(d []float32, rows int, x []float32, columns int, g []float32)

	// distances computes ‖z − y‖² of every lane's embedding z and one sample's, y.
	distances func(z []Vec, y []float32, out *Vec)

	// pull adds c (z − y) to the gradient of the embeddings, c a lane's own.
	pull func(z []Vec, y []float32, c *Vec, gradient []Vec)

	// sum adds up vectors; the sum over samples is left to the caller.
	sum func(v []Vec, sums *[16]float32)

	tanh         func(v []Vec)
	tanhGradient func(gradient, output []Vec)      // gradient ← gradient · (1 − output²)
	pool         func(upper, lower, out []Vec)     // two rows of 2n to one of n
	unpool       func(gradient, output, out []Vec) // a pooled row's gradient to one row before tanh

	relu         func(v []Vec)
	reluGradient func(gradient, output []Vec) // gradient ← gradient where output > 0, else 0
	maxPool      func(upper, lower, out []Vec)
	unpoolMax    func(gradient, upper, lower, outUpper, outLower []Vec) // to the largest of each square; of equal ones to the left, then to the upper one

	adam func(r *rates, w, g, m, v []float32) // any length
}

// row is one row of a convolution's window, five neighbouring numbers: in is its
// offset in the input, in vectors, kernel the offset of its pairs of kernel numbers.
type row struct{ in, kernel int }

// shape is the size of a convolution's output gradient, with the distance from one
// row to the next in the convolution's input (stride) and in the gradient
// (dStride), in vectors.
type shape struct{ height, width, stride, dStride int }

// rates are Adam's constants at one step.
type rates struct {
	beta1, rest1 float32 // β1, 1 − β1
	beta2, rest2 float32
	mean, square float32 // corrections of the moments' bias: 1/(1 − βᵗ)
	epsilon      float32
	rate         float32
}
