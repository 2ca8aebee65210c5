package native

import "nodulelab/lib/lenet"

// activate applies the network's activation.
func (n *Net) activate(v []Vec) {
	if n.variant.Activation == lenet.ReLUActivation {
		n.kernels.relu(v)
		return
	}
	n.kernels.tanh(v)
}

// activationGradient turns the gradient of an activation's output into the gradient
// of its input.
func (n *Net) activationGradient(gradient, output []Vec) {
	if n.variant.Activation == lenet.ReLUActivation {
		n.kernels.reluGradient(gradient, output)
		return
	}
	n.kernels.tanhGradient(gradient, output)
}

// poolMap computes a pooling layer.
func (n *Net) poolMap(in, out fmap) {
	pool := n.kernels.pool
	if n.variant.Pooling == lenet.MaxPooling {
		pool = n.kernels.maxPool
	}
	for c := range out.channels {
		for y := range out.height {
			pool(in.from(c, 2*y, 0), in.from(c, 2*y+1, 0), out.from(c, y, 0)[:out.width])
		}
	}
}

// unpoolMap computes the gradient before activation and pooling, from the gradient of
// what was pooled and the output of the activation.
func (n *Net) unpoolMap(gradient, output, out fmap) {
	for c := range gradient.channels {
		for y := range gradient.height {
			g := gradient.from(c, y, 0)[:gradient.width]
			n.unpoolRows(g, output.from(c, 2*y, 0), output.from(c, 2*y+1, 0),
				out.from(c, 2*y, 0)[:out.width], out.from(c, 2*y+1, 0)[:out.width])
		}
	}
}

// unpoolRows computes two rows of unpoolMap, from the row g of the gradient.
func (n *Net) unpoolRows(g, upperOutput, lowerOutput, upper, lower []Vec) {
	k := n.kernels
	switch {
	case n.variant.Pooling == lenet.MaxPooling:
		k.unpoolMax(g, upperOutput, lowerOutput, upper, lower)
	case n.variant.Activation == lenet.TanhActivation: // of the paper's network, in one kernel
		k.unpool(g, upperOutput, upper)
		k.unpool(g, lowerOutput, lower)
		return
	default:
		unpoolAverage(g, upper)
		copy(lower, upper)
	}
	n.activationGradient(upper, upperOutput)
	n.activationGradient(lower, lowerOutput)
}

// unpoolAverage gives each number of a row a quarter of the gradient of its square.
func unpoolAverage(g, row []Vec) {
	for i := range row {
		for lane := range Lanes {
			row[i][lane] = .25 * g[i/2][lane]
		}
	}
}
