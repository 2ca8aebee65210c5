package slice_test

import (
	"slices"
	"testing"

	"nodulelab/lib/internal/slice"
)

func TestSlice(t *testing.T) {
	words := []string{"a", "encoder", "of", "nodules"}
	length := func(s string) int { return len(s) }
	if got := slice.Map(words, length); !slices.Equal(got, []int{1, 7, 2, 7}) {
		t.Error("lengths:", got)
	}
	if got := slice.Filter(words, func(s string) bool { return len(s) > 2 }); !slices.Equal(got, []string{"encoder", "nodules"}) {
		t.Error("longer words:", got)
	}
	if most, sum := slice.Max(words, length), slice.Sum(words, length); most != 7 || sum != 17 {
		t.Errorf("longest %d, all %d, want 7 and 17", most, sum)
	}
	if slice.Map(nil, length) != nil || slice.Filter(words, func(string) bool { return false }) != nil {
		t.Error("none: not nil")
	}
	if slice.Max(nil, length) != 0 || slice.Sum(nil, length) != 0 {
		t.Error("none: not 0")
	}
}
