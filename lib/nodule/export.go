//go:build !js

package nodule

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"

	"nodulelab/lib/internal/npz"
)

// WriteNPZ writes the set as a NumPy .npz file of float32 arrays: images [n, side, side]
// (grey levels), masks [n, side, side] (coverage), classes [n] (0 benign, 1 malignant) and
// intensities [2] (malignant, benign). A set without masks has no array of masks, one whose
// distribution has a name no intensities. [ReadNPZ] reads it. A set that is not whole
// ([Set.Check]) is an error.
func (s *Set) WriteNPZ(w io.Writer) error {
	if err := s.Check(); err != nil {
		return err
	}
	shape := []int{s.Len(), s.Side, s.Side}
	arrays := []npz.Array{{Name: "images", Shape: shape, Data: s.Images}}
	if s.HasMasks() {
		arrays = append(arrays, npz.Array{Name: "masks", Shape: shape, Data: s.Masks})
	}
	arrays = append(arrays, npz.Array{Name: "classes", Shape: shape[:1], Data: s.Labels()})
	if d := s.Distribution; d.Name == "" {
		arrays = append(arrays, npz.Array{Name: "intensities", Shape: []int{2}, Data: []float32{float32(d.Malignant), float32(d.Benign)}})
	}
	return npz.Write(w, arrays)
}

// WriteFactorsCSV writes a header and one row per shape: index of the sample, class,
// intensity (grey levels; empty if the distribution has a name), area (fraction of the
// image), the affine map (rotation in radians, shifts in fractions of the side), and the
// displacements of the FFD's control points (ffd_0_0_x, ffd_0_0_y …, in fractions of the
// side). Where samples have several shapes, or outlines of one's own to choose from, four
// columns follow: the index of the outline, and the frame ([Frame]) to which shift and FFD
// refer, 0, 0, 1 for the whole image. The area of a sample's first shape is that of all its
// shapes together. A set without factors is an error.
func (s *Set) WriteFactorsCSV(w io.Writer) error {
	if err := s.NeedFactors("a table of factors"); err != nil {
		return err
	}
	framed := slices.ContainsFunc(s.Factors, func(f Factors) bool { return len(f.More) > 0 || f.Outline > 0 })
	c := csv.NewWriter(w)
	c.Write(s.factorNames(framed))
	for i, f := range s.Factors {
		for _, shape := range f.Shapes() {
			c.Write(s.factorRow(i, shape, framed))
		}
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("nodule: factors: %w", err)
	}
	return nil
}

func (s *Set) factorNames(framed bool) []string {
	names := []string{"sample", "class", "intensity", "area", "rotation", "scale_x", "scale_y", "shear", "shift_x", "shift_y"}
	if s.Len() == 0 {
		return names
	}
	points := s.Factors[0].FFD.Cells + 3
	for i := range points {
		for j := range points {
			names = append(names, fmt.Sprintf("ffd_%d_%d_x", i, j), fmt.Sprintf("ffd_%d_%d_y", i, j))
		}
	}
	if framed {
		names = append(names, "outline", "frame_x", "frame_y", "frame_side")
	}
	return names
}

func (s *Set) factorRow(i int, f Factors, framed bool) []string {
	a, intensity := f.Affine, ""
	if s.Distribution.Name == "" {
		intensity = strconv.Itoa(s.Distribution.Intensity(s.Classes[i]))
	}
	row := []string{strconv.Itoa(i), s.Classes[i].String(), intensity}
	values := []float64{f.Area, a.Rotation, a.ScaleX, a.ScaleY, a.Shear, a.Shift.X, a.Shift.Y}
	for _, p := range f.FFD.Control {
		values = append(values, p.X, p.Y)
	}
	if framed {
		frame := f.Frame
		if frame == (Frame{}) {
			frame.Side = 1
		}
		values = append(values, float64(f.Outline), frame.Corner.X, frame.Corner.Y, frame.Side)
	}
	for _, v := range values {
		row = append(row, strconv.FormatFloat(v, 'g', -1, 64))
	}
	return row
}
