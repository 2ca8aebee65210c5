package transfer

import (
	"testing"

	"nodulelab/lib/lidc"
	"nodulelab/lib/nodule"
)

// Outlines that fit into the image lose nothing but what deformation and shift push out; some
// of the matched ones do not fit.
func TestCutOff(t *testing.T) {
	s := brief(t)
	of := func(family lidc.Family) map[nodule.Class]float64 {
		c := s.Cells[0]
		c.Shapes = Shapes{Family: family}
		shares, err := c.CutOff(1)
		if err != nil {
			t.Fatal(err)
		}
		return shares
	}
	matched, inside := of(lidc.Matched), of(lidc.Inside)
	for _, class := range []nodule.Class{nodule.Benign, nodule.Malignant} {
		if m := matched[class]; !(m > 0 && m < .2) {
			t.Errorf("%v: %v of the area is cut off, want some", class, m)
		}
		if !(inside[class] < matched[class]) {
			t.Errorf("%v: %v is cut off of outlines inside the image, %v of all", class, inside[class], matched[class])
		}
	}
}
