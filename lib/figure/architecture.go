package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/lenet"
)

// Sizes of the architecture figure, in points.
const (
	blockWidth  = vg.Length(62)
	blockGap    = vg.Length(13)
	inputWidth  = vg.Length(46)
	lossWidth   = vg.Length(66)
	lineHeight  = vg.Length(9)
	frameLabel  = vg.Length(23)
	framePad    = vg.Length(5)
	panelTitle  = vg.Length(16)
	panelGap    = vg.Length(14)
	siameseGap  = vg.Length(26)
	panelIndent = vg.Length(4)
)

// Architecture draws Fig. 1 from a layer list such as lenet.Layers gives: (a)
// encoder and classifier trained end to end by cross-entropy, (b) two encoders
// that share their weights under the contrastive loss, (c) the encoder of (b),
// frozen, and a classifier trained by cross-entropy. An activation is drawn in
// the block of the layer before it.
func Architecture(layers []lenet.Layer) (Figure, error) {
	encoder, classifier, err := split(layers)
	if err != nil {
		return Figure{}, err
	}
	d := diagram{encoder: encoder, classifier: classifier, input: shape(layers[0].In)}
	f := Figure{
		Title: "The three architectures",
		Alt:   d.alt(),
		draw:  d.draw,
	}
	return f.sized(d.width(), d.height()), nil
}

// diagram is the content of the architecture figure.
type diagram struct {
	encoder, classifier part
	input               string // shape of one image
}

// blockHeight holds the block with the most lines.
func (d diagram) blockHeight() vg.Length {
	most := 0
	for _, p := range []part{d.encoder, d.classifier} {
		for _, b := range p.blocks {
			most = max(most, len(b.lines()))
		}
	}
	return vg.Length(most)*lineHeight + 6
}

// rowHeight is that of blocks with a frame around them.
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
	x = d.frame(c, x, row, d.encoder, encoderName, frozen)
	x = d.frame(c, x, row, d.classifier, classifierName, false)
	d.loss(c, x, d.middle(row), d.middle(row), "CE", "Eq. 1")
}

// siamese draws panel (b): two rows, and one loss between them.
func (d diagram) siamese(c draw.Canvas, y vg.Length) {
	write(c, bold(9), c.Min.X, y-panelTitle/2, "(b) Two encoders that share their weights, trained on pairs")
	first := y - panelTitle
	second := first - d.rowHeight() - siameseGap
	var x vg.Length
	for i, row := range []vg.Length{first, second} {
		x = d.inputBox(c, row, "image "+[]string{"Xi", "Xj"}[i])
		x = d.frame(c, x, row, d.encoder, encoderName, false)
	}
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

// middle is the height at which the arrows of a row run.
func (d diagram) middle(row vg.Length) vg.Length {
	return row - frameLabel - framePad - d.blockHeight()/2
}

const encoderName, classifierName = "encoder fθ", "classifier gω"

// alt lists the layers once and then the three ways to train them.
func (d diagram) alt() string {
	return fmt.Sprintf("Block diagram in three panels. The encoder takes an image of %s and runs %s. The classifier runs %s. "+
		"(a) Encoder and classifier are trained end to end by cross-entropy (CE). "+
		"(b) Two encoders that share their weights are trained on pairs of images by the contrastive loss. "+
		"(c) The encoder of (b) is frozen and a classifier behind it is trained by CE.",
		d.input, d.encoder.words(), d.classifier.words())
}

// words lists a part's blocks: "c1 (convolution, tanh, 6×28×28)".
func (p part) words() string {
	var w []string
	for _, b := range p.blocks {
		inside := string(b.layer.Kind) + ", "
		if b.activation != "" {
			inside += b.activation + ", "
		}
		w = append(w, fmt.Sprintf("%s (%s%s)", b.layer.Name, inside, shape(b.layer.Out)))
	}
	return strings.Join(w, ", ") + ": " + thousands(p.parameters) + " parameters"
}
