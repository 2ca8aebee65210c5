package native

import (
	"math"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
)

// slow is a network computed from the list of its layers with loops over indices
// in double precision: the definition that the kernels are held to.
type slow struct {
	layers  []lenet.Layer
	weights [][]float64 // weight and bias of each layer that has them, as in lenet.Weights
}

func newSlow(w lenet.Weights) slow {
	layers, err := w.Variant.Layers(w.Side)
	if err != nil {
		panic(err)
	}
	s := slow{layers: layers}
	for _, t := range w.Tensors {
		s.weights = append(s.weights, widened(t.Data))
	}
	return s
}

// run returns the embedding and the logit of an image.
func (s slow) run(image []float64) (embedding []float64, logit float64) {
	x, at := image, 0
	for _, l := range s.layers {
		if l.Part() == "cls" && embedding == nil {
			embedding = x
		}
		switch l.Kind {
		case lenet.ConvolutionLayer:
			x, at = convolved(l, s.weights[at], s.weights[at+1], x), at+2
		case lenet.DenseLayer:
			x, at = weighted(l, s.weights[at], s.weights[at+1], x), at+2
		case lenet.TanhLayer:
			x = each(x, math.Tanh)
		case lenet.ReLULayer:
			x = each(x, func(v float64) float64 { return max(v, 0) })
		case lenet.PoolingLayer:
			x = pooled(l, x, func(a, b, c, d float64) float64 { return (a + b + c + d) / 4 })
		case lenet.MaxPoolingLayer:
			x = pooled(l, x, func(a, b, c, d float64) float64 { return max(a, b, c, d) })
		case lenet.SigmoidLayer:
			logit = x[0]
		}
	}
	return embedding, logit
}

func convolved(l lenet.Layer, weight, bias, x []float64) []float64 {
	channels, height, width := l.In[0], l.In[1], l.In[2]
	var y []float64
	for o := range l.Out[0] {
		for row := range l.Out[1] {
			for column := range l.Out[2] {
				sum := bias[o]
				for c := range channels {
					for dy := range lenet.Kernel {
						for dx := range lenet.Kernel {
							k := weight[((o*channels+c)*lenet.Kernel+dy)*lenet.Kernel+dx]
							sum += k * x[(c*height+row+dy)*width+column+dx]
						}
					}
				}
				y = append(y, sum)
			}
		}
	}
	return y
}

func weighted(l lenet.Layer, weight, bias, x []float64) []float64 {
	y := make([]float64, l.Out[0])
	for o := range y {
		y[o] = bias[o]
		for i := range x {
			y[o] += weight[o*len(x)+i] * x[i]
		}
	}
	return y
}

func pooled(l lenet.Layer, x []float64, join func(a, b, c, d float64) float64) []float64 {
	height, width := l.In[1], l.In[2]
	var y []float64
	for c := range l.In[0] {
		for row := 0; row < height; row += 2 {
			for column := 0; column < width; column += 2 {
				upper, lower := x[(c*height+row)*width+column:], x[(c*height+row+1)*width+column:]
				y = append(y, join(upper[0], upper[1], lower[0], lower[1]))
			}
		}
	}
	return y
}

func each(x []float64, f func(float64) float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = f(v)
	}
	return y
}

// outputs are what a loss looks at, of all images.
func (s slow) outputs(on loss.Output, images [][]float32) [][]float64 {
	var rows [][]float64
	for _, image := range images {
		z, logit := s.run(widened(image))
		if on == loss.Logits {
			z = []float64{logit}
		}
		rows = append(rows, z)
	}
	return rows
}

// loss is the loss of a batch.
func (s slow) loss(l loss.Loss, images [][]float32, labels []float32) float64 {
	value, _ := loss.Evaluate(l, s.outputs(l.On(), images), widened(labels))
	return value
}

// slope is the derivative of a batch's loss by one number of one tensor, by central
// finite differences.
func (s slow) slope(l loss.Loss, images [][]float32, labels []float32, tensor, i int) float64 {
	const step = 1e-6
	data, at := s.weights[tensor], s.weights[tensor][i]
	defer func() { data[i] = at }()
	data[i] = at + step
	above := s.loss(l, images, labels)
	data[i] = at - step
	below := s.loss(l, images, labels)
	return (above - below) / (2 * step)
}

func widened(x []float32) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = float64(x[i])
	}
	return y
}
