package native

import "nodulelab/lib/lenet"

// kernelSize is the number of weights in a convolution's kernel.
const kernelSize = lenet.Kernel * lenet.Kernel

// convolve computes a convolutional layer, before its activation.
func (n *Net) convolve(l layer, in, out fmap) {
	pairUp(n.twins, n.weights[l.weight:], l)
	rows := window(n.rows, in, 0, lenet.Kernel)
	for y := range out.height {
		for x := 0; x < out.width; x += 2 {
			from := in.from(0, y, x)
			for o := 0; o < out.channels; o += 2 {
				n.kernels.convolve(rows, from, n.twins[o*in.channels*kernelSize:], n.weights[l.bias+o:], out.from(o, y, x), out.from(o+1, y, x))
			}
		}
	}
}

// window lists the kernel rows from first to before last of a convolution's window
// over all channels of a map, with offsets from the window's first row.
func window(rows []row, in fmap, first, last int) []row {
	rows = rows[:0]
	for c := range in.channels {
		for y := first; y < last; y++ {
			rows = append(rows, row{c*in.plane() + (y-first)*in.stride(), 2 * (c*kernelSize + y*lenet.Kernel)})
		}
	}
	return rows
}

// pairUp writes kernels [out, in, 5, 5] as [out/2, in, 5, 5, 2], the numbers of two
// output channels side by side.
func pairUp(to, kernels []float32, l layer) {
	size := l.in * kernelSize
	for o := range l.out {
		for k := range size {
			to[o/2*2*size+2*k+o%2] = kernels[o*size+k]
		}
	}
}

// kernelGradient computes the gradient of a convolutional layer's weights from
// its input and the gradient d of its output.
func (n *Net) kernelGradient(l layer, in, d fmap, g []float32) {
	s := shape{d.height, d.width, in.stride(), d.stride()}
	var sums [10][16]float32
	size := in.channels * kernelSize
	for o := 0; o < d.channels; o += 2 {
		for c := range in.channels {
			for y := range lenet.Kernel {
				n.kernels.kernelGradient(s, in.from(c, y, 0), d.from(o, 0, 0), d.from(o+1, 0, 0), &sums)
				at := l.weight + o*size + c*kernelSize + y*lenet.Kernel
				totals(g[at:], sums[:5])
				totals(g[at+size:], sums[5:])
			}
		}
	}
	for o := range d.channels {
		n.kernels.sum(d.channel(o), &sums[0])
		totals(g[l.bias+o:], sums[:1])
	}
}

// totals adds up each row of partial sums over samples.
//
//go:noinline
func totals(to []float32, sums [][16]float32) {
	for i := range sums {
		s := &sums[i]
		to[i] = ((s[0] + s[1]) + (s[2] + s[3]) + (s[4] + s[5]) + (s[6] + s[7])) +
			((s[8] + s[9]) + (s[10] + s[11]) + (s[12] + s[13]) + (s[14] + s[15]))
	}
}

// inputGradient computes the gradient of a convolutional layer's input: the
// convolution of the output's gradient d, padded with zeros, with the kernels
// rotated by 180°. Where the channels are odd in number, edge takes the twin of the
// last one.
func (n *Net) inputGradient(l layer, d, out fmap, edge []Vec) {
	turn(n.twins, n.weights[l.weight:], l)
	for y := range out.height {
		first, last := max(0, reach-y), min(lenet.Kernel, d.height+reach-y) // kernel rows that meet d
		rows := window(n.rows, d, first, last)
		for x := 0; x < out.width; x += 2 {
			from := d.from(0, y-reach+first, x-reach)
			for c := 0; c < out.channels; c += 2 {
				second := edge
				if c+1 < out.channels {
					second = out.from(c+1, y, x)
				}
				n.kernels.convolve(rows, from, n.twins[c*d.channels*kernelSize:], n.zeros, out.from(c, y, x), second)
			}
		}
	}
}

// turn writes kernels [out, in, 5, 5], rotated by 180°, as [in/2, out, 5, 5, 2],
// the numbers of two input channels side by side. An odd last channel has no second
// one beside it; the numbers there stay what they were.
func turn(to, kernels []float32, l layer) {
	size := l.out * kernelSize
	for o := range l.out {
		for c := range l.in {
			for k := range kernelSize {
				to[c/2*2*size+2*(o*kernelSize+kernelSize-1-k)+c%2] = kernels[(o*l.in+c)*kernelSize+k]
			}
		}
	}
}

// dense computes a dense layer, before its activation. Out needs room for four
// vectors, even if the layer has fewer outputs.
func (n *Net) dense(l layer, in, out []Vec) {
	if l.out < 4 {
		n.kernels.dense(in, n.weights[l.weight:], 0, 1, n.weights[l.bias:], out)
		return
	}
	for o := 0; o < l.out; o += 4 {
		n.kernels.dense(in, n.weights[l.weight+o*l.in:], l.in, 1, n.weights[l.bias+o:], out[o:])
	}
}

// denseInputGradient computes the gradient of a dense layer's input.
func (n *Net) denseInputGradient(l layer, d, out []Vec) {
	for i := 0; i < l.in; i += 4 {
		n.kernels.dense(d, n.weights[l.weight+i:], 1, l.in, n.zeros, out[i:])
	}
}

// denseGradient computes the gradient of a dense layer's weights from its input
// and the gradient d of its output.
func (n *Net) denseGradient(l layer, b *block, in, d []Vec, g []float32) {
	transpose(b.rows, in)
	transpose(b.dRows, d)
	w := g[l.weight:]
	if l.out < 4 || l.in < Lanes {
		outer(w, l, b)
	} else {
		for o := 0; o < l.out; o += 4 {
			for i := 0; ; i += Lanes {
				i = min(i, l.in-Lanes-1) // the last block begins where it fits
				n.kernels.outer(b.dRows[o:], l.out, b.rows[i:], l.in, w[o*l.in+i:])
				if i+Lanes == l.in {
					break
				}
			}
		}
	}
	var sums [1][16]float32
	for o := range d {
		n.kernels.sum(d[o:o+1], &sums[0])
		totals(g[l.bias+o:], sums[:])
	}
}

// outer computes the weights' gradient of a layer that is too small for blocks.
func outer(w []float32, l layer, b *block) {
	clear(w[:l.in*l.out])
	for s := range Lanes {
		x := b.rows[s*l.in:][:l.in]
		for o := range l.out {
			d, row := b.dRows[s*l.out+o], w[o*l.in:][:l.in]
			for i := range x {
				row[i] += d * x[i]
			}
		}
	}
}
