//go:build !js

package nodule

import (
	"fmt"
	"io"
	"math"
	"slices"

	"nodulelab/lib/internal/npz"
)

// ReadNPZ reads a set from a NumPy .npz file, as [Set.WriteNPZ] and numpy.savez write it:
// images [n, side, side] (grey levels 0 to 255) and classes [n] (0 benign, 1 malignant),
// and, if they are known, masks [n, side, side] (coverage 0 to 1) and intensities [2]
// (malignant, benign; whole grey levels). Numbers may be of any width, real or whole, in
// little-endian C order. With intensities the set has the distribution D(malignant,
// benign), otherwise the name. A set has no factors. Other arrays are an error, as is
// whatever [Set.Check] refuses.
func ReadNPZ(r io.Reader, name string) (*Set, error) {
	file, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("nodule: .npz file: %w", err)
	}
	arrays, err := npz.Read(file)
	if err != nil {
		return nil, fmt.Errorf("nodule: %w", err)
	}
	s, err := fromArrays(arrays, name)
	if err != nil {
		return nil, fmt.Errorf("nodule: .npz file: %w", err)
	}
	if err := s.Check(); err != nil {
		return nil, err
	}
	return s, nil
}

// fromArrays returns the set that the arrays hold. Values are checked afterwards, but for
// classes and intensities, which are no longer what they were once they are whole numbers.
func fromArrays(arrays []npz.Array, name string) (*Set, error) {
	s, seen := &Set{Distribution: Named(name)}, map[string]npz.Array{}
	for _, a := range arrays {
		if err := s.take(a); err != nil {
			return nil, fmt.Errorf("array %s of shape %v: %w", a.Name, a.Shape, err)
		}
		seen[a.Name] = a
	}
	images, masks := seen["images"], seen["masks"]
	switch {
	case images.Shape == nil || seen["classes"].Shape == nil:
		return nil, fmt.Errorf("want the arrays images [n, side, side] and classes [n]")
	case images.Shape[0] != s.Len() || images.Shape[0] == 0:
		return nil, fmt.Errorf("%d images and %d classes: want at least one image, and a class for each", images.Shape[0], s.Len())
	case masks.Shape != nil && !slices.Equal(masks.Shape, images.Shape):
		return nil, fmt.Errorf("masks of shape %v: want that of the images, %v", masks.Shape, images.Shape)
	case s.Distribution == Distribution{} && seen["intensities"].Shape == nil:
		return nil, fmt.Errorf("no array intensities, and no name: want a name for the set")
	}
	return s, nil
}

// take puts one array into the set.
func (s *Set) take(a npz.Array) error {
	rank := map[string]int{"images": 3, "masks": 3, "classes": 1, "intensities": 1}[a.Name]
	if rank == 0 {
		return fmt.Errorf("want images, classes, masks or intensities")
	}
	if len(a.Shape) != rank || rank == 3 && (a.Shape[1] != a.Shape[2] || a.Shape[1] == 0) {
		return fmt.Errorf("want [n, side, side] for images and masks, [n] for classes, [2] for intensities")
	}
	switch a.Name {
	case "images":
		s.Side, s.Images = a.Shape[1], a.Data
	case "masks":
		s.Masks = a.Data
	case "classes":
		return s.takeClasses(a.Data)
	case "intensities":
		return s.takeIntensities(a.Data)
	}
	return nil
}

func (s *Set) takeClasses(values []float32) error {
	s.Classes = make([]Class, len(values))
	for i, v := range values {
		if v != 0 && v != 1 {
			return fmt.Errorf("class %d is %v: want 0 (benign) or 1 (malignant)", i, v)
		}
		s.Classes[i] = Class(v)
	}
	return nil
}

func (s *Set) takeIntensities(values []float32) error {
	if len(values) != 2 {
		return fmt.Errorf("want two: malignant, benign")
	}
	for _, v := range values {
		if !(v >= 0 && v <= 255) || math.Trunc(float64(v)) != float64(v) {
			return fmt.Errorf("intensity %v: want a whole grey level, 0 to 255", v)
		}
	}
	s.Distribution = D(int(values[0]), int(values[1]))
	return nil
}
