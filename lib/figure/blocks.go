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
	err := checkText(fmt.Sprintf("name of block %d", i), b.Name)
	err = cmp.Or(err, checkText(fmt.Sprintf("kind of block %q", b.Name), b.Kind))
	if b.Activation != "" {
		err = cmp.Or(err, checkText(fmt.Sprintf("activation of block %q", b.Name), b.Activation))
	}
	if err == nil && b.Parameters < 0 {
		return fmt.Errorf("figure: block %q has %d parameters: want 0 or more", b.Name, b.Parameters)
	}
	return cmp.Or(err, checkShape(fmt.Sprintf("block %q", b.Name), b.Out))
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

// lines returns the most lines that a block of the part has.
func (p part) lines() int {
	most := 0
	for _, b := range p.blocks {
		most = max(most, len(b.lines()))
	}
	return most
}
