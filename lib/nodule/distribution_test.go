package nodule_test

import (
	"encoding/json"
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
	for _, text := range []string{"150", "150,", ",150", "a,b", "1,2,3", "my scans", "100 %"} {
		if d, err := nodule.ParseDistribution(text); err != nil || d != nodule.Named(text) {
			t.Errorf("%q: read as %v, %v", text, d, err)
		}
	}
	if d, err := nodule.ParseDistribution(""); err == nil || !strings.Contains(err.Error(), "want malignant,benign such as 150,170, or a name") {
		t.Errorf("no text: read as %v, %v", d, err)
	}
}

// A name is written as it is, unless it would be read as something else; a key holds
// nothing that a file system objects to.
func TestNamed(t *testing.T) {
	for name, want := range map[string][2]string{
		"my scans": {"my scans", "my%20scans"}, "a.b_c-1": {"a.b_c-1", "a.b_c-1"}, "../x": {"../x", "%2E.%2Fx"},
		"150,170": {"150%2C170", "150%2C170"}, "150-170": {"150%2D170", "150%2D170"},
		"100%": {"100%", "100%25"}, "%41": {"%2541", "%2541"}, "é": {"é", "%C3%A9"},
	} {
		d := nodule.Named(name)
		if d.String() != want[0] || d.Key() != want[1] || d.Label() != name {
			t.Errorf("%q: %s, key %s, label %s", name, d, d.Key(), d.Label())
		}
	}
	if d := nodule.D(150, 170); d.Label() != "D(150,170)" {
		t.Errorf("label %s", d.Label())
	}
}

// The JSON of D(imal, iben) has two fields.
func TestDistributionJSON(t *testing.T) {
	for want, d := range map[string]nodule.Distribution{
		`{"Malignant":150,"Benign":170}`: nodule.D(150, 170), `{"Malignant":0,"Benign":0,"Name":"x"}`: nodule.Named("x"),
	} {
		if text, err := json.Marshal(d); err != nil || string(text) != want {
			t.Errorf("%s is %s, %v", d, text, err)
		}
	}
}

// What String and Key write, ParseDistribution reads.
func FuzzParseDistribution(f *testing.F) {
	f.Add(150, 170, "")
	f.Add(0, 0, "my scans")
	f.Add(0, 0, "+1-%2C2%")
	f.Fuzz(func(t *testing.T, malignant, benign int, name string) {
		if malignant < 0 || benign < 0 {
			return // no grey levels, and a minus sign in Key
		}
		d := nodule.D(malignant, benign)
		if name != "" {
			d = nodule.Named(name)
		}
		for _, text := range []string{d.String(), d.Key()} {
			if got, err := nodule.ParseDistribution(text); err != nil || got != d {
				t.Errorf("%q is read as %v, %v", text, got, err)
			}
		}
	})
}

// The paper's intensities are ten; in either class every grey level is allowed.
func TestIntensities(t *testing.T) {
	levels := nodule.Intensities()
	if len(levels) != 10 || levels[0] != 110 || levels[9] != 200 {
		t.Fatalf("intensities %v", levels)
	}
	for _, v := range []int{-1, 0, 1, 105, 150, 254, 255, 256} {
		for class, d := range []nodule.Distribution{nodule.D(150, v), nodule.D(v, 150)} {
			_, err := nodule.Paper().Draw(1, "test", d, 1)
			if allowed := v >= 0 && v <= 255; allowed != (err == nil) {
				t.Errorf("%s intensity %d: error %v", nodule.Class(class), v, err)
			}
		}
	}
}
