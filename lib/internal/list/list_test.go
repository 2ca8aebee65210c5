package list_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"nodulelab/lib/internal/list"
)

func TestMap(t *testing.T) {
	if got := list.Map([]int{3, 1, 2}, strconv.Itoa); !slices.Equal(got, []string{"3", "1", "2"}) {
		t.Errorf("%q", got)
	}
}

func TestTry(t *testing.T) {
	if got, err := list.Try([]string{"3", "1"}, strconv.Atoi); err != nil || !slices.Equal(got, []int{3, 1}) {
		t.Errorf("%d, %v", got, err)
	}
	broken, asked := errors.New("two is broken"), 0
	got, err := list.Try([]int{1, 2, 3}, func(n int) (int, error) {
		asked++
		if n == 2 {
			return 7, broken
		}
		return n, nil
	})
	if got != nil || !errors.Is(err, broken) || asked != 2 {
		t.Errorf("%d after %d items, error %v", got, asked, err)
	}
}

func TestWhere(t *testing.T) {
	even := func(n int) bool { return n%2 == 0 }
	if got := list.Where([]int{1, 4, 3, 2}, even); !slices.Equal(got, []int{4, 2}) {
		t.Errorf("%d", got)
	}
	if got := list.Where([]int{1, 3}, even); got != nil {
		t.Errorf("%d, want nil", got)
	}
}
