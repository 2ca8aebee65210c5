package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Sizes of the architecture figure, in points.
const (
	blockWidth  = vg.Length(62)
	blockGap    = vg.Length(13)
	inputWidth  = vg.Length(46)
	lossWidth   = vg.Length(66)
	boxHeight   = vg.Length(32) // of an input and of a loss
	lineHeight  = vg.Length(9.5)
	frameLabel  = vg.Length(33)
	framePad    = vg.Length(5)
	panelTitle  = vg.Length(16)
	panelGap    = vg.Length(14)
	siameseGap  = vg.Length(26)
	panelIndent = vg.Length(4)

	mostBlocks = 20 // in a part
)

// Architecture draws Fig. 1 for images of a shape (channels, height, width): (a)
// encoder and classifier trained end to end by cross-entropy, (b) two encoders
// that share their weights under the contrastive loss, (c) the encoder of (b),
// frozen, and a classifier trained by cross-entropy.
func Architecture(input []int, encoder, classifier []Block) (Figure, error) {
	d := diagram{
		input:      shape(input),
		encoder:    part{"encoder fθ", slices.Clone(encoder)},
		classifier: part{"classifier gω", slices.Clone(classifier)},
	}
	if err := cmp.Or(checkShape("the input", input), d.encoder.check(), d.classifier.check()); err != nil {
		return Figure{}, err
	}
	f := Figure{Title: "The three architectures", Alt: d.alt(), draw: d.draw}
	return f.sized(d.width(), d.height()), nil
}

// diagram is the content of the architecture figure.
type diagram struct {
	input               string // shape of one image
	encoder, classifier part
}

// blockHeight is the height of the block with the most lines.
func (d diagram) blockHeight() vg.Length {
	all := slices.Concat(d.encoder.blocks, d.classifier.blocks)
	return vg.Length(slice.Max(all, func(b Block) int { return len(b.lines()) }))*lineHeight + 6
}

// rowHeight is the height of blocks with a frame around them.
func (d diagram) rowHeight() vg.Length { return d.blockHeight() + frameLabel + 2*framePad }

func (d diagram) width() vg.Length {
	n := vg.Length(len(d.encoder.blocks) + len(d.classifier.blocks))
	return panelIndent + inputWidth + n*(blockWidth+blockGap) + 2*blockGap + 4*framePad + lossWidth + 1
}

func (d diagram) height() vg.Length {
	return 3*panelTitle + 4*d.rowHeight() + siameseGap + 2*panelGap
}

func (d diagram) draw(c draw.Canvas) {
	step := d.rowHeight() + panelTitle + panelGap
	d.supervised(c, c.Max.Y, "(a) Encoder and classifier, trained end to end", false)
	d.siamese(c, c.Max.Y-step)
	d.supervised(c, c.Max.Y-2*step-d.rowHeight()-siameseGap, "(c) Encoder of (b), frozen, and a new classifier", true)
}

// supervised draws panels (a) and (c), their top edge at y.
func (d diagram) supervised(c draw.Canvas, y vg.Length, title string, frozen bool) {
	write(c, bold(9), c.Min.X, y-panelTitle/2, title)
	row := y - panelTitle
	x := d.inputBox(c, row, "image X")
	x = d.frame(c, x, row, d.encoder, frozen)
	x = d.frame(c, x, row, d.classifier, false)
	d.loss(c, x, d.middle(row), d.middle(row), "CE", "Eq. 1")
}

// siamese draws panel (b): two rows, and one loss between them.
func (d diagram) siamese(c draw.Canvas, y vg.Length) {
	write(c, bold(9), c.Min.X, y-panelTitle/2, "(b) Two encoders that share their weights, trained on pairs")
	first := y - panelTitle
	second := first - d.rowHeight() - siameseGap
	d.frame(c, d.inputBox(c, first, "image Xi"), first, d.encoder, false)
	x := d.frame(c, d.inputBox(c, second, "image Xj"), second, d.encoder, false)
	d.shared(c, first-d.rowHeight(), second)
	d.loss(c, x, d.middle(first), d.middle(second), "contrastive", "Eq. 2–3")
}

// shared draws the double arrow between the two encoders.
func (d diagram) shared(c draw.Canvas, top, bottom vg.Length) {
	x := c.Min.X + panelIndent + inputWidth + blockGap + vg.Length(len(d.encoder.blocks))*(blockWidth+blockGap)/2
	middle, s := (top+bottom)/2, stroke(accent, 1.2)
	arrow(c, s, vg.Point{X: x, Y: middle}, vg.Point{X: x, Y: top})
	arrow(c, s, vg.Point{X: x, Y: middle}, vg.Point{X: x, Y: bottom})
	label := regular(8)
	label.Color = accent
	write(c, label, x+8, middle, "the same weights θ")
}

// middle is the height of the arrows in a row.
func (d diagram) middle(row vg.Length) vg.Length {
	return row - frameLabel - framePad - d.blockHeight()/2
}

// alt lists the layers once and then the three ways to train them.
func (d diagram) alt() string {
	return fmt.Sprintf("Block diagram in three panels. The encoder takes an image of %s and runs %s. The classifier runs %s. "+
		"(a) Encoder and classifier are trained end to end by cross-entropy (CE). "+
		"(b) Two encoders that share their weights are trained on pairs of images by the contrastive loss. "+
		"(c) The encoder of (b) is frozen and a classifier behind it is trained by CE.",
		d.input, d.encoder.words(), d.classifier.words())
}

// inputBox draws the image at the start of a row whose top is at y, and returns
// where it ends.
func (d diagram) inputBox(c draw.Canvas, y vg.Length, name string) vg.Length {
	x := c.Min.X + panelIndent
	box(c, rectangle(x, d.middle(y)-boxHeight/2, inputWidth, boxHeight), rgb(0xf4f4f4), name, d.input)
	return x + inputWidth
}

// frame draws a part of the network behind x, in a frame with its name, and
// returns where it ends. A frozen part is grey with a dashed frame.
func (d diagram) frame(c draw.Canvas, x, y vg.Length, p part, frozen bool) vg.Length {
	inner := vg.Length(len(p.blocks))*(blockWidth+blockGap) - blockGap
	r := rectangle(x+blockGap, y-d.rowHeight(), inner+2*framePad, d.rowHeight())
	border, state := stroke(accent, 1), "trained"
	if frozen {
		border, state = stroke(muted, 1, 4, 3), "frozen"
	}
	outline(c, r, border)
	head := rectangle(r.Min.X, r.Max.Y-frameLabel-2, r.Max.X-r.Min.X, frameLabel)
	paragraph(c, head, p.name, state, p.parameters())
	d.chain(c, x, r.Min.X+framePad, y, p, frozen)
	return r.Max.X
}

// chain draws a part's blocks with an arrow before each. The first arrow starts
// at from, the first block at x.
func (d diagram) chain(c draw.Canvas, from, x, y vg.Length, p part, frozen bool) {
	middle := d.middle(y)
	for _, b := range p.blocks {
		arrow(c, stroke(ink, .8), vg.Point{X: from, Y: middle}, vg.Point{X: x, Y: middle})
		colour := b.colour()
		if frozen {
			colour = rgb(0xe9e9e9)
		}
		box(c, rectangle(x, middle-d.blockHeight()/2, blockWidth, d.blockHeight()), colour, b.lines()...)
		from = x + blockWidth
		x = from + blockGap
	}
}

// loss draws a loss behind x, fed by arrows from two heights, or from one if they
// are the same.
func (d diagram) loss(c draw.Canvas, x, first, second vg.Length, name, equation string) {
	middle := (first + second) / 2
	r := rectangle(x+2*blockGap, middle-boxHeight/2, lossWidth, boxHeight)
	turn, s := x+blockGap, stroke(ink, .8)
	if first != second {
		for _, y := range []vg.Length{first, second} {
			c.StrokeLines(s, []vg.Point{{X: x, Y: y}, {X: turn, Y: y}, {X: turn, Y: middle}})
		}
		x = turn
	}
	arrow(c, s, vg.Point{X: x, Y: middle}, vg.Point{X: r.Min.X, Y: middle})
	box(c, r, rgb(0xf3d9e6), name, equation)
}

// box draws a filled rectangle with lines of text in it.
func box(c draw.Canvas, r vg.Rectangle, colour color.Color, lines ...string) {
	fill(c, r, colour)
	outline(c, r, stroke(muted, .7))
	paragraph(c, r, lines...)
}

// paragraph centres lines in a rectangle, the first in bold.
func paragraph(c draw.Canvas, r vg.Rectangle, lines ...string) {
	x := (r.Min.X + r.Max.X) / 2
	y := (r.Min.Y+r.Max.Y)/2 + lineHeight*vg.Length(len(lines)-1)/2
	s := bold(8)
	for i, line := range lines {
		s = fit(aligned(s, draw.XCenter, draw.YCenter), line, r.Max.X-r.Min.X-4)
		write(c, s, x, y-vg.Length(i)*lineHeight, line)
		s = regular(8)
	}
}

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
	return joined(dims, "×", strconv.Itoa)
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
	return thousands(slice.Sum(p.blocks, func(b Block) int { return b.Parameters })) + " parameters"
}

func (p part) words() string {
	return joined(p.blocks, ", ", Block.words) + ": " + p.parameters()
}
