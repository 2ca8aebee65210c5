package figure

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// Resolution is the resolution of every PNG, in dots per inch.
const Resolution = 150

// Figure is a drawing that is ready to be rendered. Make one with a constructor:
// the zero Figure has nothing to draw.
type Figure struct {
	Title string // one line, drawn above the figure
	Alt   string // text alternative: what the figure shows, in words and numbers

	width, height vg.Length
	draw          func(draw.Canvas)
	untitled      bool
}

// Untitled returns the figure without the line above it, for a place that shows the
// title itself, as a caption.
func (f Figure) Untitled() Figure {
	if !f.untitled && f.draw != nil {
		f.height -= titleHeight + titleGap
	}
	f.untitled = true
	return f
}

// Size returns the size at which the SVG is displayed, in whole CSS pixels, 96 to
// the inch. The zero Figure has the size 0×0.
func (f Figure) Size() (width, height int) {
	pixels := func(l vg.Length) int { return int(math.Round(float64(l/vg.Inch) * 96)) }
	return pixels(f.width), pixels(f.height)
}

// SVG renders the figure as one <svg> element on a white card, without an XML
// declaration, so that it can stand alone or inside a page. It has role img, the
// title and the text alternative. Text stays text.
func (f Figure) SVG() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	c := vgsvg.NewWith(vgsvg.UseWH(f.width, f.height))
	if err := f.paint(c); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("figure: %q as SVG: %w", f.Title, err)
	}
	return f.accessible(b.Bytes())
}

// PNG renders the figure at [Resolution].
func (f Figure) PNG() ([]byte, error) {
	m, err := f.image(Resolution)
	if err != nil {
		return nil, err
	}
	return f.encode(m)
}

// SmallPNG renders the figure at its size on a screen, in at most 256 colours: less than
// half the bytes of [Figure.PNG], for a place that has the SVG too.
func (f Figure) SmallPNG() ([]byte, error) {
	m, err := f.image(96)
	if err != nil {
		return nil, err
	}
	return f.encode(paletted(m))
}

// image draws the figure in dots, at a number of them to the inch.
func (f Figure) image(resolution int) (image.Image, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	c := vgimg.NewWith(vgimg.UseWH(f.width, f.height), vgimg.UseDPI(resolution))
	if err := f.paint(c); err != nil {
		return nil, err
	}
	return c.Image(), nil
}

func (f Figure) encode(m image.Image) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, m); err != nil {
		return nil, fmt.Errorf("figure: %q as PNG: %w", f.Title, err)
	}
	return b.Bytes(), nil
}

// largest is the longest side that is rendered: 100 inches, 15,000 pixels.
const largest = 100 * vg.Inch

func (f Figure) check() error {
	if f.draw == nil {
		return errors.New("figure: the zero Figure has nothing to draw: make one with a constructor such as figure.PCA")
	}
	if f.width > largest || f.height > largest {
		return fmt.Errorf("figure: %q is %.0f×%.0f inches: at most %.0f: draw fewer rows, or shorten labels",
			f.Title, f.width/vg.Inch, f.height/vg.Inch, largest/vg.Inch)
	}
	return nil
}

// paint draws the white card, the title if it has one and the figure below it. A panic of the
// plotting library becomes an error.
func (f Figure) paint(target vg.CanvasSizer) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("figure: drawing %q: %v", f.Title, p)
		}
	}()
	c := draw.New(target)
	fill(c, c.Rectangle, color.White)
	inside := draw.Crop(c, margin, -margin, margin, -margin)
	if !f.untitled {
		title := fit(bold(11), f.Title, inside.Max.X-inside.Min.X)
		write(inside, title, inside.Min.X, inside.Max.Y-titleHeight/2, f.Title)
		inside = draw.Crop(inside, 0, 0, 0, -titleHeight-titleGap)
	}
	f.draw(inside)
	return nil
}

// sized completes a figure whose drawing below the title takes width×height.
func (f Figure) sized(width, height vg.Length) Figure {
	f.width = width + 2*margin
	f.height = height + 2*margin + titleHeight + titleGap
	return f
}
