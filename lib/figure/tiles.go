package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"

	xdraw "golang.org/x/image/draw"
	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"nodulelab/lib/internal/slice"
)

const (
	tileDots    = 96 // side of a tile at Resolution: 3 dots a pixel for the paper's 32×32
	tileGapDots = 8
	mostTiles   = 64 // in a row, and rows in a figure
	largestSide = 256

	dot      = vg.Inch / Resolution
	tileSize = tileDots * dot
	tileStep = (tileDots + tileGapDots) * dot

	barGap   = vg.Length(16) // before the bar of colours
	barWidth = vg.Length(12)
)

// strip is a row of square pictures of the same size.
type strip []image.Image

// picture makes a picture of side×side values.
type picture func(side int, values []float32) image.Image

func newStrip(side int, images [][]float32, of picture) strip {
	return slice.Map(images, func(m []float32) image.Image { return of(side, m) })
}

func (s strip) width() vg.Length { return vg.Length(len(s))*tileStep - tileGapDots*dot }

// draw puts the pictures side by side from the top left corner, on whole dots, so
// that a PNG shows each pixel as a square. An SVG carries them as they are: its
// viewer enlarges them, without blurring (see repairs).
func (s strip) draw(c draw.Canvas, x, top vg.Length) {
	x, y := whole(x), whole(top-tileSize)
	vector := isSVG(c)
	for i, picture := range s {
		if !vector {
			picture = enlarge(picture)
		}
		c.DrawImage(rectangle(x+vg.Length(i)*tileStep, y, tileSize, tileSize), picture)
	}
}

// isSVG tells whether a canvas, or the one that it is a part of, is an SVG.
func isSVG(c vg.Canvas) bool {
	switch c := c.(type) {
	case draw.Canvas:
		return isSVG(c.Canvas)
	case *vgsvg.Canvas:
		return true
	}
	return false
}

// whole rounds a length to dots.
func whole(l vg.Length) vg.Length { return vg.Length(math.Round(float64(l/dot))) * dot }

// grey turns grey levels, 0 to 255, into a picture.
func grey(side int, pixels []float32) image.Image {
	m := image.NewGray(image.Rect(0, 0, side, side))
	for i, v := range pixels {
		m.Pix[i] = uint8(v + .5)
	}
	return m
}

// enlarge repeats each pixel k×k times, so that no renderer can blur it.
func enlarge(m image.Image) image.Image {
	b := m.Bounds()
	k := max(1, (tileDots+b.Dx()-1)/b.Dx())
	big := image.NewRGBA(image.Rect(0, 0, k*b.Dx(), k*b.Dy()))
	xdraw.NearestNeighbor.Scale(big, big.Bounds(), m, b, xdraw.Src, nil)
	return big
}

// checkImages checks a row of pictures: its label, side, number and values.
func checkImages(label, what string, side int, images [][]float32, high float64) error {
	if side < 1 || side > largestSide {
		return fmt.Errorf("figure: row %q: side %d: want 1 to %d pixels", label, side, largestSide)
	}
	if len(images) < 1 || len(images) > mostTiles {
		return fmt.Errorf("figure: row %q: %d %ss: want 1 to %d", label, len(images), what, mostTiles)
	}
	for i, m := range images {
		if len(m) != side*side {
			return fmt.Errorf("figure: row %q: %s %d has %d values: want %d×%d = %d", label, what, i, len(m), side, side, side*side)
		}
		values := slice.Map(m, func(v float32) float64 { return float64(v) })
		if err := checkRange(fmt.Sprintf("row %q, %s %d", label, what, i), values, 0, high); err != nil {
			return err
		}
	}
	return nil
}

// colourBar says which colour is which value, from 0 to top.
type colourBar struct {
	colours color.Palette
	top     float64
}

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
	return barWidth + 5 + slice.Max(b.ticks(), regular(8).Width) + 6 + regular(8).Height("|")
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
