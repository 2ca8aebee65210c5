package figure

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"nodulelab/lib/lenet"
)

// block is a layer with weights or a pooling, and the activation behind it.
type block struct {
	layer      lenet.Layer
	activation string // kind of the activation, or ""
}

// lines are what the block says: name, kind, activation and output shape.
func (b block) lines() []string {
	l := []string{b.layer.Name}
	l = append(l, strings.Fields(string(b.layer.Kind))...)
	if b.activation != "" {
		l = append(l, "+ "+b.activation)
	}
	return append(l, shape(b.layer.Out))
}

// colour is that of the layer's kind.
func (b block) colour() color.NRGBA {
	switch b.layer.Kind {
	case lenet.ConvolutionLayer:
		return rgb(0xcfe3f7)
	case lenet.PoolingLayer:
		return rgb(0xd3edd9)
	case lenet.DenseLayer:
		return rgb(0xfbe3c4)
	}
	return rgb(0xeeeeee)
}

// shape writes a shape as "6×28×28".
func shape(dims []int) string {
	words := make([]string, len(dims))
	for i, d := range dims {
		words[i] = strconv.Itoa(d)
	}
	return strings.Join(words, "×")
}

// part is the encoder or the classifier: its blocks and its parameters.
type part struct {
	blocks     []block
	parameters int
}

// split checks a layer list and cuts it into encoder and classifier.
func split(layers []lenet.Layer) (encoder, classifier part, err error) {
	for i, l := range layers {
		if err := checkLayer(layers, i); err != nil {
			return part{}, part{}, err
		}
		if l.Part() == "cls" {
			classifier.add(l)
		} else {
			encoder.add(l)
		}
	}
	if len(encoder.blocks) == 0 || len(classifier.blocks) == 0 {
		return part{}, part{}, fmt.Errorf("figure: %d layers with %d encoder and %d classifier blocks: want both, as lenet.Layers lists them",
			len(layers), len(encoder.blocks), len(classifier.blocks))
	}
	return encoder, classifier, nil
}

// add appends a layer, or joins an activation to the block before it.
func (p *part) add(l lenet.Layer) {
	p.parameters += l.Parameters
	activates := l.Kind == lenet.TanhLayer || l.Kind == lenet.ReLULayer || l.Kind == lenet.SigmoidLayer
	if n := len(p.blocks); activates && n > 0 && p.blocks[n-1].activation == "" {
		p.blocks[n-1].activation = string(l.Kind)
		return
	}
	p.blocks = append(p.blocks, block{layer: l})
}

// checkLayer checks that layer i has a name and shapes, takes what the layer
// before it gives, and does not return to the encoder.
func checkLayer(layers []lenet.Layer, i int) error {
	l := layers[i]
	if err := firstError(checkText(fmt.Sprintf("name of layer %d", i), l.Name), checkText(fmt.Sprintf("kind of layer %q", l.Name), string(l.Kind))); err != nil {
		return err
	}
	for _, s := range [][]int{l.In, l.Out} {
		if len(s) == 0 || slices.Min(s) < 1 {
			return fmt.Errorf("figure: layer %q has shape %v: want at least one dimension, each from 1", l.Name, s)
		}
	}
	if i == 0 {
		return nil
	}
	before := layers[i-1]
	if !slices.Equal(before.Out, l.In) {
		return fmt.Errorf("figure: layer %q takes %s but %q gives %s: want the layers in order", l.Name, shape(l.In), before.Name, shape(before.Out))
	}
	if before.Part() == "cls" && l.Part() != "cls" {
		return fmt.Errorf("figure: encoder layer %q after classifier layer %q: want the encoder first", l.Name, before.Name)
	}
	return nil
}
