//go:build !js

package nodule_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/nodule"
)

func written(t testing.TB, s *nodule.Set) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := s.WriteNPZ(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// What WriteNPZ writes, ReadNPZ reads: drawn sets, and those without masks under a name.
func TestReadNPZ(t *testing.T) {
	for name, s := range map[string]*nodule.Set{"drawn": draw4(t), "tiny": tiny(), "bare": bare()} {
		got, err := nodule.ReadNPZ(bytes.NewReader(written(t, s)), "my scans")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Digest() != s.Digest() || got.HasMasks() != s.HasMasks() || got.Factors != nil {
			t.Errorf("%s: read %v", name, got)
		}
	}
	if s, err := nodule.ReadNPZ(bytes.NewReader(written(t, tiny())), ""); err != nil || s.Distribution != nodule.D(150, 170) {
		t.Errorf("a drawn set needs no name: %v", err)
	}
}

// scans.npz is written as numpy.savez writes images of uint8 and classes of int64.
func TestReadNPZOfWholeNumbers(t *testing.T) {
	file, err := os.ReadFile("testdata/scans.npz")
	if err != nil {
		t.Fatal(err)
	}
	s, err := nodule.ReadNPZ(bytes.NewReader(file), "scans")
	if err != nil {
		t.Fatal(err)
	}
	if s.Side != 2 || !slices.Equal(s.Images, []float32{0, 1, 2, 3, 252, 253, 254, 255}) || !slices.Equal(s.Classes, both) {
		t.Errorf("%+v", s)
	}
}

func TestReadNPZRefuses(t *testing.T) {
	nan := float32(math.NaN())
	images := npz.Array{Name: "images", Shape: []int{2, 1, 1}, Data: []float32{1, 2}}
	classes := npz.Array{Name: "classes", Shape: []int{2}, Data: []float32{0, 1}}
	array := func(name string, shape []int, data ...float32) npz.Array {
		return npz.Array{Name: name, Shape: shape, Data: data}
	}
	for want, arrays := range map[string][]npz.Array{
		"want the arrays images [n, side, side] and classes [n]":   {images},
		"array notes of shape [1]: want images, classes, masks or": {images, classes, array("notes", []int{1}, 0)},
		"array images of shape [2]: want [n, side, side]":          {array("images", []int{2}, 1, 2), classes},
		"array images of shape [1 1 2]: want":                      {array("images", []int{1, 1, 2}, 1, 2), classes},
		"2 images and 1 classes":                                   {images, array("classes", []int{1}, 0)},
		"class 1 is 0.5: want 0 (benign) or 1 (malignant)":         {images, array("classes", []int{2}, 0, .5)},
		"class 0 is NaN": {images, array("classes", []int{2}, nan, 0)},
		"masks of shape [1 1 1]: want that of the images, [2 1 1]":    {images, classes, array("masks", []int{1, 1, 1}, 0)},
		"coverage 0 is 2: want 0 to 1":                                {images, classes, array("masks", []int{2, 1, 1}, 2, 0)},
		"pixel 1 is 256: want 0 to 255":                               {array("images", []int{2, 1, 1}, 0, 256), classes},
		"array intensities of shape [3]: want two: malignant, benign": {images, classes, array("intensities", []int{3}, 1, 2, 3)},
		"intensity 150.5: want a whole grey level":                    {images, classes, array("intensities", []int{2}, 150, 150.5)},
		"intensity NaN: want":                                         {images, classes, array("intensities", []int{2}, nan, 0)},
	} {
		var file bytes.Buffer
		if err := npz.Write(&file, arrays); err != nil {
			t.Fatal(err)
		}
		if s, err := nodule.ReadNPZ(&file, "x"); err == nil || s != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := nodule.ReadNPZ(bytes.NewReader(written(t, bare())), ""); err == nil || !strings.Contains(err.Error(), "want a name for the set") {
		t.Errorf("no name: %v", err)
	}
	if _, err := nodule.ReadNPZ(bytes.NewReader(written(t, &nodule.Set{Side: 2})), "x"); err == nil {
		t.Error("a set without images was read")
	}
	if _, err := nodule.ReadNPZ(strings.NewReader("no archive"), "x"); err == nil || !strings.HasPrefix(err.Error(), "nodule: npz: ") {
		t.Errorf("a text: %v", err)
	}
	if _, err := nodule.ReadNPZ(iotest.ErrReader(errors.New("the line is dead")), "x"); err == nil || !strings.Contains(err.Error(), "the line is dead") {
		t.Errorf("a reader that fails: %v", err)
	}
}

// Whatever the bytes, a set that is read is whole, and comes back as it is when it is
// written and read again.
func FuzzReadNPZ(f *testing.F) {
	f.Add(written(f, tiny()))
	f.Add(written(f, bare()))
	if file, err := os.ReadFile("testdata/scans.npz"); err == nil {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := nodule.ReadNPZ(bytes.NewReader(file), "fuzz")
		if err != nil {
			return
		}
		if err := s.Check(); err != nil || s.Len() == 0 {
			t.Fatalf("%d samples, %v", s.Len(), err)
		}
		again, err := nodule.ReadNPZ(bytes.NewReader(written(t, s)), "fuzz")
		if err != nil || again.Digest() != s.Digest() {
			t.Errorf("written and read again: %v", err)
		}
	})
}
