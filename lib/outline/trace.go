package outline

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/recorder"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/nodule"
)

const (
	mostPixels = 4096    // of a mask's side
	mostBorder = 200_000 // of pixels; the time to trace noise grows with its square

	// half is the level of the outline, between the 16-bit grey levels 32767 and 32768. It
	// is neither a grey level nor a mean of four, and so goes through no corner of the grid
	// and no middle of a cell, where lines would branch.
	half = 32767.625
)

// Trace returns the outline of the largest region of a mask image: pixels whose grey level
// is at least half of white are inside, others and transparent ones outside. Colours become
// grey levels as in package image/color. The image has at most 4096 pixels a side.
//
// The outline is the contour line of half of white between the pixels' centres: through the
// edge of an anti-aliased mask, and with the corners of pixels cut off in one of black and
// white. Coordinates are pixels from the image's top left corner, x to the right and y down;
// the centre of the first pixel is (.5, .5). The signed area is positive. The largest region
// is that whose outline has the largest area; others, and holes, are ignored. Pixels that
// touch at a corner only are one region if the mean of the four around it is inside. A
// region that the frame cuts off ends there.
//
// An outline has two to four points for each pixel that it goes through: [Resample] brings
// it to the number that a configuration takes.
//
// It is an error if the image is nil, empty or too large, if its largest region has an area
// of less than 1 pixel, if all pixels along the frame are inside, as in a mask that is
// inverted, or if inside and outside meet at more than 200 000 sides of pixels, as in noise.
func Trace(m image.Image) (nodule.Outline, error) {
	mask, err := newMask(m)
	if err != nil {
		return nil, fmt.Errorf("outline: %w", err)
	}
	loops := mask.loops()
	if len(loops) == 0 {
		return nil, errors.New("outline: the mask has nothing inside: want a region of at least half of white")
	}
	largest := slices.MaxFunc(loops, bySize)
	if a := largest.Area(); a < 1 {
		return nil, fmt.Errorf("outline: the mask's largest region has an area of %.2g pixels: want at least 1", a)
	}
	return clockwise(largest), nil
}

// bySize compares two outlines by their areas; of equal ones the upper is the larger, or the
// one on the left.
func bySize(a, b nodule.Outline) int {
	return cmp.Or(cmp.Compare(a.Area(), b.Area()), cmp.Compare(b[0].Y, a[0].Y), cmp.Compare(b[0].X, a[0].X))
}

// mask is a mask image inside a frame of black pixels, which closes the outline of a region
// at the edge: a [plotter.GridXYZ] of grey levels at the centres of pixels.
type mask struct{ grey *image.Gray16 }

func newMask(m image.Image) (mask, error) {
	if m == nil {
		return mask{}, errors.New("the mask is nil: want an image")
	}
	size := m.Bounds().Size()
	if size.X < 1 || size.Y < 1 || size.X > mostPixels || size.Y > mostPixels {
		return mask{}, fmt.Errorf("a mask of %d×%d pixels: want 1 to %d a side", size.X, size.Y, mostPixels)
	}
	grey := image.NewGray16(image.Rect(-1, -1, size.X+1, size.Y+1))
	draw.Draw(grey, image.Rectangle{Max: size}, m, m.Bounds().Min, draw.Src)
	made := mask{grey}
	if made.framed(size) {
		return mask{}, errors.New("all pixels along the mask's frame are inside: want white inside and black or transparent outside; invert a mask of a black nodule")
	}
	if n := made.border(); n > mostBorder {
		return mask{}, fmt.Errorf("inside and outside meet at %d sides of pixels: want at most %d; an image with noise has to become a mask first", n, mostBorder)
	}
	return made, nil
}

// inside reports whether a pixel is inside; the frame's never is.
func (m mask) inside(x, y int) bool { return float64(m.grey.Gray16At(x, y).Y) > half }

// framed reports whether all pixels at the edge of an image of a size are inside.
func (m mask) framed(size image.Point) bool {
	for x := range size.X {
		if !m.inside(x, 0) || !m.inside(x, size.Y-1) {
			return false
		}
	}
	for y := range size.Y {
		if !m.inside(0, y) || !m.inside(size.X-1, y) {
			return false
		}
	}
	return true
}

// border counts the sides of pixels at which inside and outside meet.
func (m mask) border() int {
	var n int
	for y := m.grey.Rect.Min.Y; y < m.grey.Rect.Max.Y-1; y++ {
		for x := m.grey.Rect.Min.X; x < m.grey.Rect.Max.X-1; x++ {
			here := m.inside(x, y)
			if here != m.inside(x+1, y) {
				n++
			}
			if here != m.inside(x, y+1) {
				n++
			}
		}
	}
	return n
}

// Dims returns the numbers of columns and rows.
func (m mask) Dims() (columns, rows int) {
	size := m.grey.Rect.Size()
	return size.X, size.Y
}

// X returns the centre of a column of pixels.
func (m mask) X(column int) float64 { return float64(column) - .5 }

// Y returns the centre of a row of pixels.
func (m mask) Y(row int) float64 { return float64(row) - .5 }

// Z returns the grey level of a pixel, 0 to 65535.
func (m mask) Z(column, row int) float64 { return float64(m.grey.Gray16At(column-1, row-1).Y) }

// loops returns the closed contour lines of the level half. They are drawn onto a canvas of
// 1×1 that stands for the plane from 0 to 1, so that coordinates stay as they are, and are
// read back from what it records.
func (m mask) loops() []nodule.Outline {
	unit := vg.Rectangle{Max: vg.Point{X: 1, Y: 1}}
	p := &plot.Plot{
		X: plot.Axis{Max: 1, Scale: plot.LinearScale{}},
		Y: plot.Axis{Max: 1, Scale: plot.LinearScale{}},
	}
	var record recorder.Canvas
	plotter.NewContour(m, []float64{half}, nil).Plot(vgdraw.Canvas{Canvas: &record, Rectangle: unit}, p)
	var loops []nodule.Outline
	for _, action := range record.Actions {
		if stroke, ok := action.(*recorder.Stroke); ok {
			loops = append(loops, loop(stroke.Path))
		}
	}
	return loops
}

// loop returns the points of a path whose last part closes it.
func loop(path vg.Path) nodule.Outline {
	return open(slice.Map(path[:len(path)-1], func(c vg.PathComp) nodule.Point {
		return nodule.Point{X: float64(c.Pos.X), Y: float64(c.Pos.Y)}
	}))
}
