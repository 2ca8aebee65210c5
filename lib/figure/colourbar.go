package figure

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// colourBar says which colour is which value, from 0 to top.
type colourBar struct {
	colours color.Palette
	top     float64
}

const (
	barGap   = vg.Length(16)
	barWidth = vg.Length(12)
)

// newColourBar takes Moreland's extended black body: 256 colours from black through
// violet and orange to white. Maps that are 0 throughout have the scale from 0 to 1.
func newColourBar(top float64) colourBar {
	if top == 0 {
		top = 1
	}
	m := moreland.ExtendedBlackBody()
	m.SetMin(0)
	m.SetMax(255)
	return colourBar{m.Palette(256).Colors(), top}
}

// picture turns the values of a map into colours, with a palette of no more colours
// than it uses.
func (b colourBar) picture(side int, values []float32) image.Image {
	m := image.NewPaletted(image.Rect(0, 0, side, side), b.colours)
	last := float64(len(b.colours) - 1)
	for i, v := range values {
		m.Pix[i] = uint8(math.Round(last * min(float64(v)/b.top, 1)))
	}
	return trimmed(m)
}

// trimmed is a picture without the colours that it does not use.
func trimmed(m *image.Paletted) *image.Paletted {
	place := map[uint8]uint8{}
	var used color.Palette
	for i := range m.Palette {
		if bytes.IndexByte(m.Pix, uint8(i)) >= 0 {
			place[uint8(i)] = uint8(len(used))
			used = append(used, m.Palette[i])
		}
	}
	t := image.NewPaletted(m.Bounds(), used)
	for i, p := range m.Pix {
		t.Pix[i] = place[p]
	}
	return t
}

func (b colourBar) ticks() []string {
	write := func(v float64) string { return strconv.FormatFloat(v, 'g', 2, 64) }
	return []string{"0", write(b.top / 2), write(b.top)}
}

func (b colourBar) width() vg.Length {
	return barWidth + 5 + widest(regular(8), b.ticks()...) + 6 + regular(8).Height("|")
}

func (b colourBar) draw(c draw.Canvas) {
	r := rectangle(whole(c.Min.X), c.Min.Y, barWidth, c.Max.Y-c.Min.Y)
	c.DrawImage(r, b.ramp())
	outline(c, r, axisLine)
	aligns := []draw.YAlignment{draw.YBottom, draw.YCenter, draw.YTop}
	for i, t := range b.ticks() {
		y := r.Min.Y + (r.Max.Y-r.Min.Y)*vg.Length(i)/2
		c.StrokeLine2(axisLine, r.Max.X, y, r.Max.X+3, y)
		write(c, aligned(regular(8), draw.XLeft, aligns[i]), r.Max.X+5, y, t)
	}
	label := aligned(regular(8), draw.XCenter, draw.YBottom)
	label.Rotation = math.Pi / 2
	write(c, label, c.Max.X-1, (r.Min.Y+r.Max.Y)/2, "|∂logit/∂pixel|")
}

// ramp holds each colour once, the last at the top.
func (b colourBar) ramp() image.Image {
	n := len(b.colours)
	m := image.NewPaletted(image.Rect(0, 0, 8, n), b.colours)
	for i := range m.Pix {
		m.Pix[i] = uint8(n - 1 - i/m.Stride)
	}
	return m
}
