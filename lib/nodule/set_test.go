//go:build !js

package nodule_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/nodule"
)

// tiny is a set of three images of 2×2 pixels.
func tiny() *nodule.Set {
	return &nodule.Set{
		Side: 2, Distribution: nodule.D(150, 170),
		Images:  []float32{1, 2, 3, 4, 10, 20, 30, 40, 100, 110, 120, 130},
		Masks:   []float32{0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1},
		Classes: []nodule.Class{nodule.Benign, nodule.Malignant, nodule.Malignant},
		Factors: []nodule.Factors{{Area: .25}, {Area: .5}, {Area: .75}},
	}
}

func subset(t *testing.T, s *nodule.Set, indices ...int) *nodule.Set {
	t.Helper()
	sub, err := s.Subset(indices)
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func TestSetByHand(t *testing.T) {
	s := tiny()
	if s.Len() != 3 || !slices.Equal(s.Image(1), []float32{10, 20, 30, 40}) || !slices.Equal(s.Mask(2), []float32{0, 1, 1, 1}) {
		t.Errorf("%d samples, image 1 %v, mask 2 %v", s.Len(), s.Image(1), s.Mask(2))
	}
	if !slices.Equal(s.Malignant(), []bool{false, true, true}) {
		t.Errorf("malignant: %v", s.Malignant())
	}
	if s.ImageMean(0) != 2.5 || s.ImageMean(1) != 25 {
		t.Errorf("image means %v, %v", s.ImageMean(0), s.ImageMean(1))
	}
	if b, m := s.WholeImageMean(nodule.Benign), s.WholeImageMean(nodule.Malignant); b != 2.5 || m != 70 {
		t.Errorf("whole-image means: benign %v, malignant %v", b, m)
	}
	if m := (&nodule.Set{Side: 2}).WholeImageMean(nodule.Benign); m == m {
		t.Errorf("the mean of no image is %v, want NaN", m)
	}
	if i, j := s.Index(nodule.Malignant), s.Index(nodule.Benign); i != 1 || j != 0 {
		t.Errorf("the first malignant sample is %d, the first benign one %d", i, j)
	}
	if i := subset(t, s, 0).Index(nodule.Malignant); i != -1 {
		t.Errorf("a malignant sample %d was found where there is none", i)
	}
}

// An image shares the set's memory and ends where the next one begins, so that appending
// to it cannot write into the next.
func TestImagesShareMemory(t *testing.T) {
	s := tiny()
	s.Image(1)[0] = 7
	_ = append(s.Image(0), 99)
	if s.Images[4] != 7 {
		t.Errorf("pixel 4 is %v, want 7", s.Images[4])
	}
}

// Subset and First copy: the set stays when the copy is changed.
func TestCopies(t *testing.T) {
	s := tiny()
	sub := subset(t, s, 2, 0, 2)
	first, err := s.First(2)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		got  *nodule.Set
		want []int
	}{"Subset": {sub, []int{2, 0, 2}}, "First": {first, []int{0, 1}}} {
		if test.got.Side != 2 || test.got.Distribution != s.Distribution || test.got.Len() != len(test.want) {
			t.Fatalf("%s: %d samples of D(%s)", name, test.got.Len(), test.got.Distribution)
		}
		for i, j := range test.want {
			if !slices.Equal(test.got.Image(i), s.Image(j)) || !slices.Equal(test.got.Mask(i), s.Mask(j)) ||
				test.got.Classes[i] != s.Classes[j] || test.got.Factors[i].Area != s.Factors[j].Area {
				t.Errorf("%s: sample %d is not sample %d of the set", name, i, j)
			}
		}
		test.got.Images[0], test.got.Masks[0], test.got.Classes[0], test.got.Factors[0].Area = 77, 77, 77, 77
	}
	if !slices.Equal(s.Images, tiny().Images) || !slices.Equal(s.Masks, tiny().Masks) || !slices.Equal(s.Classes, tiny().Classes) || s.Factors[0].Area != .25 {
		t.Error("the set changed with its copy")
	}
	for _, n := range []int{-1, 0, 4} {
		if _, err := s.First(n); err == nil || !strings.Contains(err.Error(), "want 1 to 3") {
			t.Errorf("the first %d of 3: %v", n, err)
		}
	}
	if all, err := s.First(3); err != nil || all.Len() != 3 {
		t.Errorf("the first 3 of 3: %v", err)
	}
}

func TestExport(t *testing.T) {
	s := draw(t, nodule.Paper(), 1, nodule.D(150, 170), 6)
	var file bytes.Buffer
	if err := s.WriteNPZ(&file); err != nil {
		t.Fatal(err)
	}
	arrays, err := npz.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if a := arrays[0]; a.Name != "images" || !slices.Equal(a.Shape, []int{6, 32, 32}) || !slices.Equal(a.Data, s.Images) {
		t.Errorf("array %s %v does not hold the images", a.Name, a.Shape)
	}
	if a := arrays[1]; a.Name != "masks" || !slices.Equal(a.Shape, []int{6, 32, 32}) || !slices.Equal(a.Data, s.Masks) {
		t.Errorf("array %s %v does not hold the masks", a.Name, a.Shape)
	}
	if a := arrays[3]; a.Name != "intensities" || !slices.Equal(a.Data, []float32{150, 170}) {
		t.Errorf("array %s is %v, want 150 for malignant and 170 for benign", a.Name, a.Data)
	}
	if a := arrays[2]; a.Name != "classes" || !slices.Equal(a.Data, []float32{0, 1, 0, 1, 0, 1}) {
		t.Errorf("array %s is %v", a.Name, a.Data)
	}
	file.Reset()
	if err := s.WriteFactorsCSV(&file); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 7 || len(rows[0]) != 10+2*49 {
		t.Errorf("%d rows of %d columns, want 7 of 108", len(rows), len(rows[0]))
	}
	if want := fmt.Sprint(s.Factors[5].FFD.Control[48].Y); rows[6][107] != want {
		t.Errorf("last control point %s, want %s", rows[6][107], want)
	}
}

// Every row holds its own sample: index, class, intensity, area, the affine map.
func TestFactorsCSV(t *testing.T) {
	s := draw(t, nodule.Paper(), 1, nodule.D(150, 170), 3)
	var file bytes.Buffer
	if err := s.WriteFactorsCSV(&file); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if head := strings.Join(rows[0][:12], " "); head != "sample class intensity area rotation scale_x scale_y shear shift_x shift_y ffd_0_0_x ffd_0_0_y" || rows[0][12] != "ffd_0_1_x" || rows[0][24] != "ffd_1_0_x" {
		t.Errorf("the header begins with %s", head)
	}
	for i, f := range s.Factors {
		class, intensity := "benign", 170
		if i == 1 {
			class, intensity = "malignant", 150
		}
		a := f.Affine
		want := fmt.Sprint(i, " ", class, " ", intensity, " ", f.Area, " ", a.Rotation, " ", a.ScaleX, " ", a.ScaleY, " ", a.Shear, " ", a.Shift.X, " ", a.Shift.Y, " ", f.FFD.Control[0].X)
		if got := strings.Join(rows[i+1][:11], " "); got != want {
			t.Errorf("row %d begins with %s, want %s", i, got, want)
		}
	}
}

// full is a writer that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestExportReportsAFailure(t *testing.T) {
	s := draw(t, nodule.Paper(), 1, nodule.D(150, 170), 2)
	for name, err := range map[string]error{"NPZ": s.WriteNPZ(full{}), "CSV": s.WriteFactorsCSV(full{})} {
		if err == nil || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if err := (&nodule.Set{Side: 16}).WriteFactorsCSV(new(bytes.Buffer)); err != nil {
		t.Errorf("no samples: %v", err)
	}
}
