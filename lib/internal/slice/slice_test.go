package slice_test

import (
	"slices"
	"strconv"
	"strings"
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
	if got, err := slice.Try([]string{"1", "20"}, strconv.Atoi); err != nil || !slices.Equal(got, []int{1, 20}) {
		t.Error("numbers:", got, err)
	}
	if got, err := slice.Try([]string{"1", "a", "b"}, strconv.Atoi); got != nil || err == nil || !strings.Contains(err.Error(), `"a"`) {
		t.Errorf("numbers and words: %v, error %v, want the first error", got, err)
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
