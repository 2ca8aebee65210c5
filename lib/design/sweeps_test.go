package design

import (
	"strings"
	"testing"
)

func TestSweeps(t *testing.T) {
	all, err := Sweeps()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
		if again, err := SweepByName(s.Name); err != nil || len(again.Cells) != len(s.Cells) {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
	if _, err := SweepByName("all of it"); err == nil || !strings.Contains(err.Error(), "want factors, depth") {
		t.Errorf("error %v", err)
	}
}
