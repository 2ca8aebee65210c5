//go:build !js

package nodule

import (
	"fmt"
	"image"
	"image/color"
	"slices"
)

// FromImages returns the set of your own images, with a class for each, under a name. The
// images are square and all of one side, of at least 1 pixel. Colours become grey levels by
// the luma of Rec. 601, as in package image/color, where transparent pixels are black; 16
// bits a channel keep their fractions of a grey level. The set has no masks
// ([Set.WithMasks] adds them) and no factors. It is an error if the name is empty, if there
// is no image, or if an image or a class is not as said.
func FromImages(name string, images []image.Image, classes []Class) (*Set, error) {
	if name == "" {
		return nil, fmt.Errorf("nodule: images without a name: want a name for the set")
	}
	if len(images) == 0 || len(images) != len(classes) {
		return nil, fmt.Errorf("nodule: %d images and %d classes: want at least one image, and a class for each", len(images), len(classes))
	}
	for i, m := range images {
		if m == nil {
			return nil, fmt.Errorf("nodule: image %d is nil", i)
		}
	}
	s := &Set{Side: images[0].Bounds().Dx(), Distribution: Named(name), Classes: slices.Clone(classes)}
	var err error
	if s.Images, err = greys(images, s.Side, 255); err != nil {
		return nil, err
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// WithMasks returns a copy of the set whose coverage is given by images, one per sample and
// of the set's side: black is 0, white 1, grey levels lie in between.
func (s *Set) WithMasks(masks []image.Image) (*Set, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	if len(masks) != s.Len() {
		return nil, fmt.Errorf("nodule: %d masks for %d images: want one per image", len(masks), s.Len())
	}
	coverage, err := greys(masks, s.Side, 1)
	if err != nil {
		return nil, fmt.Errorf("%w, as the set's images", err)
	}
	masked := s.head(s.Len())
	masked.Masks = coverage
	return masked, nil
}

// greys returns the grey levels of images of a side, row-major, white having a value.
func greys(images []image.Image, side int, white float32) ([]float32, error) {
	if side < 1 || len(images) > mostPixels/side/side {
		return nil, fmt.Errorf("nodule: %d images of side %d: want a side of at least 1 pixel, and at most %d pixels in all", len(images), side, mostPixels)
	}
	all := make([]float32, 0, len(images)*side*side)
	for i, m := range images {
		if m == nil || m.Bounds().Dx() != side || m.Bounds().Dy() != side {
			return nil, fmt.Errorf("nodule: image %d is %s: want %d×%d pixels", i, sizeOf(m), side, side)
		}
		all = appendGreys(all, m, white)
	}
	return all, nil
}

func sizeOf(m image.Image) string {
	if m == nil {
		return "nil"
	}
	return fmt.Sprintf("%d×%d pixels", m.Bounds().Dx(), m.Bounds().Dy())
}

func appendGreys(all []float32, m image.Image, white float32) []float32 {
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			grey := color.Gray16Model.Convert(m.At(x, y)).(color.Gray16)
			all = append(all, white*float32(grey.Y)/0xffff)
		}
	}
	return all
}
