package figure

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// paletted is an opaque image in the 256 commonest of its colours, after these are
// rounded to 32 levels of red, green and blue. Other colours become the nearest of them.
func paletted(m image.Image) *image.Paletted {
	bounds := m.Bounds()
	count := map[color.NRGBA]int{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			count[rounded(m.At(x, y))]++
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(hex(a), hex(b)))
	})
	palette, index := color.Palette{}, map[color.NRGBA]uint8{}
	for _, c := range all {
		if len(palette) < 256 {
			palette = append(palette, c)
		}
		index[c] = uint8(palette.Index(c))
	}
	p := image.NewPaletted(bounds, palette)
	for i := range p.Pix {
		p.Pix[i] = index[rounded(m.At(bounds.Min.X+i%p.Stride, bounds.Min.Y+i/p.Stride))]
	}
	return p
}

// rounded is a colour of 32 levels a channel; black and white stay.
func rounded(c color.Color) color.NRGBA {
	r, g, b, _ := c.RGBA()
	level := func(v uint32) uint8 { return uint8((v>>8 + 4) / 8 * 255 / 32) }
	return color.NRGBA{R: level(r), G: level(g), B: level(b), A: 255}
}

func hex(c color.NRGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
