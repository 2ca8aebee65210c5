package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"
)

// Block is one box of the architecture: a layer with weights, or a pooling, with
// the activation behind it.
type Block struct {
	Name       string
	Kind       string // in words, such as "average pooling"; the last one chooses the colour
	Activation string // empty if there is none
	Out        []int  // shape of one sample behind the block: channels, height, width, or units
	Parameters int    // weights and biases
}

// lines returns the text inside the block: name, kind, activation, output shape.
func (b Block) lines() []string {
	lines := append([]string{b.Name}, strings.Fields(b.Kind)...)
	if b.Activation != "" {
		lines = append(lines, "+ "+b.Activation)
	}
	return append(lines, shape(b.Out))
}

// words describes the block: "c1 (convolution, tanh, 6×28×28)".
func (b Block) words() string {
	kind := b.Kind
	if b.Activation != "" {
		kind += ", " + b.Activation
	}
	return fmt.Sprintf("%s (%s, %s)", b.Name, kind, shape(b.Out))
}

func (b Block) colour() color.NRGBA {
	words := strings.Fields(b.Kind)
	switch words[len(words)-1] {
	case "convolution":
		return rgb(0xcfe3f7)
	case "pooling":
		return rgb(0xd3edd9)
	case "dense":
		return rgb(0xfbe3c4)
	}
	return rgb(0xeeeeee)
}

func (b Block) check(i int) error {
	what := fmt.Sprintf("block %d", i)
	err := cmp.Or(checkText("name of "+what, b.Name), checkText("kind of "+what, b.Kind), checkText("activation of "+what, b.Kind+b.Activation), checkShape(what, b.Out))
	if err == nil && b.Parameters < 0 {
		return fmt.Errorf("figure: block %q has %d parameters: want 0 or more", b.Name, b.Parameters)
	}
	return err
}

func checkShape(what string, dims []int) error {
	if len(dims) == 0 || slices.Min(dims) < 1 {
		return fmt.Errorf("figure: %s has shape %v: want at least one dimension, each from 1", what, dims)
	}
	return nil
}

// shape writes a shape as "6×28×28".
func shape(dims []int) string {
	words := make([]string, len(dims))
	for i, d := range dims {
		words[i] = strconv.Itoa(d)
	}
	return strings.Join(words, "×")
}

// part is the encoder or the classifier.
type part struct {
	name   string
	blocks []Block
}

func (p part) check() error {
	err := checkRows(p.name, "blocks", len(p.blocks), mostBlocks)
	for i, b := range p.blocks {
		err = cmp.Or(err, b.check(i))
	}
	return err
}

// parameters writes how many parameters the part has: "60,856 parameters".
func (p part) parameters() string {
	n := 0
	for _, b := range p.blocks {
		n += b.Parameters
	}
	return thousands(n) + " parameters"
}

func (p part) words() string {
	words := make([]string, len(p.blocks))
	for i, b := range p.blocks {
		words[i] = b.words()
	}
	return strings.Join(words, ", ") + ": " + p.parameters()
}
