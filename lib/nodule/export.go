package nodule

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"nodulelab/lib/internal/npz"
)

// WriteNPZ writes the set as a NumPy .npz file of four float32 arrays: images
// [n, side, side] (grey levels), masks [n, side, side] (coverage), classes [n]
// (0 benign, 1 malignant) and intensities [2] (malignant, benign).
func (s *Set) WriteNPZ(w io.Writer) error {
	classes := make([]float32, s.Len())
	for i, c := range s.Classes {
		classes[i] = float32(c)
	}
	d := s.Distribution
	shape := []int{s.Len(), s.Side, s.Side}
	return npz.Write(w, []npz.Array{
		{Name: "images", Shape: shape, Data: s.Images},
		{Name: "masks", Shape: shape, Data: s.Masks},
		{Name: "classes", Shape: shape[:1], Data: classes},
		{Name: "intensities", Shape: []int{2}, Data: []float32{float32(d.Malignant), float32(d.Benign)}},
	})
}

// WriteFactorsCSV writes a header and one row per sample: index, class, intensity (grey
// levels), area (fraction of the image), the affine map (rotation in radians, shifts in
// fractions of the side), and the displacements of the FFD's control points
// (ffd_0_0_x, ffd_0_0_y …, in fractions of the side).
func (s *Set) WriteFactorsCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	c.Write(s.factorNames())
	for i := range s.Len() {
		c.Write(s.factorRow(i))
	}
	c.Flush()
	if err := c.Error(); err != nil {
		return fmt.Errorf("nodule: factors: %w", err)
	}
	return nil
}

func (s *Set) factorNames() []string {
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
	return names
}

func (s *Set) factorRow(i int) []string {
	f, a := s.Factors[i], s.Factors[i].Affine
	row := []string{strconv.Itoa(i), s.Classes[i].String(), strconv.Itoa(s.Distribution.Intensity(s.Classes[i]))}
	values := []float64{f.Area, a.Rotation, a.ScaleX, a.ScaleY, a.Shear, a.Shift.X, a.Shift.Y}
	for _, p := range f.FFD.Control {
		values = append(values, p.X, p.Y)
	}
	for _, v := range values {
		row = append(row, strconv.FormatFloat(v, 'g', -1, 64))
	}
	return row
}
