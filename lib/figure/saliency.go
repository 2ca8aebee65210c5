package figure

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/palette/moreland"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// SaliencyRow is one data set of Fig. 3: images over their saliency maps.
type SaliencyRow struct {
	Label    string
	Side     int         // of each image, in pixels
	Images   [][]float32 // each Side×Side, row by row; grey levels from 0 to 255
	Saliency [][]float32 // one map for each image, of its shape: |∂logit/∂pixel|, from 0
}

// Saliency draws a panel of Fig. 3: for each row the images above their gradient
// saliency (Simonyan et al. 2014). One colour scale, from 0 to the largest value,
// holds for the whole figure; its lightness rises evenly.
func Saliency(title string, rows []SaliencyRow) (Figure, error) {
	if err := checkRows(title, "rows", len(rows), mostTiles); err != nil {
		return Figure{}, err
	}
	colours, err := heat()
	if err != nil {
		return Figure{}, err
	}
	for i, r := range rows {
		if err := r.check(i); err != nil {
			return Figure{}, err
		}
	}
	bar := colourBar{colours, largestSaliency(rows)}
	s := newSheet(saliencyStrips(rows, bar))
	draws := func(c draw.Canvas) {
		s.draw(c)
		bar.draw(draw.Crop(c, s.width()+barGap, 0, tileGapDots*dot, 0))
	}
	f := Figure{Title: title, Alt: saliencyAlt(rows, bar.top), draw: draws}
	return f.sized(s.width()+barGap+bar.width(), s.height()), nil
}

func (r SaliencyRow) check(i int) error {
	err := firstError(
		checkText(fmt.Sprintf("label of row %d", i), r.Label),
		checkImages(r.Label, "image", r.Side, r.Images, 255),
		checkImages(r.Label, "map", r.Side, r.Saliency, math.Inf(1)),
	)
	if err == nil && len(r.Images) != len(r.Saliency) {
		return fmt.Errorf("figure: row %q: %d images and %d maps: want a map for each image", r.Label, len(r.Images), len(r.Saliency))
	}
	return err
}

func saliencyStrips(rows []SaliencyRow, bar colourBar) []labelled {
	var strips []labelled
	for _, r := range rows {
		var maps strip
		for _, m := range r.Saliency {
			maps = append(maps, trimmed(coloured(r.Side, m, bar.scale(), bar.colours)))
		}
		strips = append(strips, labelled{r.Label, []strip{greyStrip(r.Side, r.Images), maps}})
	}
	return strips
}

func largestSaliency(rows []SaliencyRow) float64 {
	var top float32
	for _, r := range rows {
		for _, m := range r.Saliency {
			for _, v := range m {
				top = max(top, v)
			}
		}
	}
	return float64(top)
}

// heat is Moreland's extended black body: 256 colours from black through violet
// and orange to white.
func heat() (color.Palette, error) {
	m := moreland.ExtendedBlackBody()
	m.SetMin(0)
	m.SetMax(255)
	p := make(color.Palette, 256)
	for i := range p {
		c, err := m.At(float64(i))
		if err != nil {
			return nil, fmt.Errorf("figure: colour map: %w", err)
		}
		p[i] = c
	}
	return p, nil
}

// colourBar says which colour is which value, from 0 to top.
type colourBar struct {
	colours color.Palette
	top     float64
}

const (
	barGap   = vg.Length(16)
	barWidth = vg.Length(12)
)

// scale is the value of the last colour; maps that are 0 throughout have no scale
// of their own.
func (b colourBar) scale() float64 {
	if b.top == 0 {
		return 1
	}
	return b.top
}

func (b colourBar) ticks() []string {
	write := func(v float64) string { return strconv.FormatFloat(v, 'g', 2, 64) }
	return []string{"0", write(b.scale() / 2), write(b.scale())}
}

func (b colourBar) width() vg.Length {
	widest := vg.Length(0)
	for _, t := range b.ticks() {
		widest = max(widest, regular(8).Width(t))
	}
	return barWidth + 5 + widest + 6 + regular(8).Height("|")
}

func (b colourBar) draw(c draw.Canvas) {
	r := rectangle(whole(c.Min.X), c.Min.Y, barWidth, c.Max.Y-c.Min.Y)
	c.DrawImage(r, b.ramp())
	outline(c, r, stroke(muted, .5))
	aligns := []draw.YAlignment{draw.YBottom, draw.YCenter, draw.YTop}
	for i, t := range b.ticks() {
		y := r.Min.Y + (r.Max.Y-r.Min.Y)*vg.Length(i)/2
		c.StrokeLine2(stroke(muted, .5), r.Max.X, y, r.Max.X+3, y)
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

func saliencyAlt(rows []SaliencyRow, top float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Images above their maps of gradient saliency, %s. One scale, from 0 to %.3g, for all maps.", count(len(rows), "row"), top)
	for _, r := range rows {
		fmt.Fprintf(&b, " %s: %s, mean saliency %.3g, largest %.3g.",
			r.Label, count(len(r.Images), "image"), meanOf(r.Saliency), largestSaliency([]SaliencyRow{r}))
	}
	return b.String()
}
