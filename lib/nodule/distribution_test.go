package nodule_test

import (
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

func TestDistribution(t *testing.T) {
	d := nodule.D(150, 170)
	if d.Malignant != 150 || d.Benign != 170 || d.Intensity(nodule.Malignant) != 150 || d.Intensity(nodule.Benign) != 170 {
		t.Errorf("D(150, 170) is %+v", d)
	}
	if d.String() != "150,170" || d.Key() != "150-170" {
		t.Errorf("in words %s and %s", d, d.Key())
	}
	if nodule.Benign.String() != "benign" || nodule.Malignant.String() != "malignant" || nodule.Malignant != 1 {
		t.Errorf("classes %s and %s", nodule.Benign, nodule.Malignant)
	}
}

func TestParseDistribution(t *testing.T) {
	for _, text := range []string{"150,170", "150-170"} {
		if d, err := nodule.ParseDistribution(text); err != nil || d != nodule.D(150, 170) {
			t.Errorf("%s: %v, %v", text, d, err)
		}
	}
	for _, text := range []string{"", "150", "150,", ",150", "a,b", "1,2,3"} {
		if d, err := nodule.ParseDistribution(text); err == nil || !strings.Contains(err.Error(), "want malignant,benign such as 150,170") {
			t.Errorf("%q: read as %v, %v", text, d, err)
		}
	}
}

// What String and Key write, ParseDistribution reads.
func FuzzParseDistribution(f *testing.F) {
	f.Add(150, 170)
	f.Fuzz(func(t *testing.T, malignant, benign int) {
		if malignant < 0 || benign < 0 {
			return // no grey levels, and a minus sign in Key
		}
		d := nodule.D(malignant, benign)
		for _, text := range []string{d.String(), d.Key()} {
			if got, err := nodule.ParseDistribution(text); err != nil || got != d {
				t.Errorf("%q is read as %v, %v", text, got, err)
			}
		}
	})
}

// All ten intensities of the paper are allowed in either class, and none beside them.
func TestIntensities(t *testing.T) {
	levels := nodule.Intensities()
	if len(levels) != 10 || levels[0] != 110 || levels[9] != 200 {
		t.Fatalf("intensities %v", levels)
	}
	for v := 90; v <= 220; v++ {
		for class, d := range []nodule.Distribution{nodule.D(150, v), nodule.D(v, 150)} {
			_, err := nodule.Paper().Draw(1, "test", d, 1)
			if allowed := slices.Contains(levels, v); allowed != (err == nil) {
				t.Errorf("%s intensity %d: error %v", nodule.Class(class), v, err)
			}
		}
	}
}
