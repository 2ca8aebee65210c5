package nodule

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"
)

// Rasterise fills an outline in a square image and returns the coverage of each pixel:
// side×side values from 0 to 1, row-major, in steps of 1/255. What lies outside the
// image is cut off. A side less than 1, or an outline without a clear inside
// ([Outline.Check]), is an error.
func Rasterise(o Outline, side int) ([]float32, error) {
	if side < 1 {
		return nil, fmt.Errorf("nodule: image side %d: want at least 1", side)
	}
	if err := o.Check(); err != nil {
		return nil, err
	}
	return rasterise(o, side), nil
}

// rasterise is [Rasterise] without its checks, for outlines that this package draws.
func rasterise(o Outline, side int) []float32 {
	r := vector.NewRasterizer(side, side)
	scale := func(p Point) (x, y float32) {
		return float32(p.X * float64(side)), float32(p.Y * float64(side))
	}
	r.MoveTo(scale(o[0]))
	for _, p := range o[1:] {
		r.LineTo(scale(p))
	}
	r.ClosePath()
	alpha := image.NewAlpha(image.Rect(0, 0, side, side))
	r.Draw(alpha, alpha.Bounds(), image.NewUniform(color.Opaque), image.Point{})
	mask := make([]float32, side*side)
	for i, a := range alpha.Pix {
		mask[i] = float32(a) / math.MaxUint8
	}
	return mask
}
