package reproduce

import (
	"errors"
	"testing"
	"time"
)

func TestAtOnce(t *testing.T) {
	const gigabyte = 1 << 30
	for _, test := range []struct {
		processors int
		free       uint64
		err        error
		want       int
	}{
		{2, 8 * gigabyte, nil, 2},
		{16, 6 * gigabyte, nil, 4},
		{2, gigabyte, nil, 1},
		{16, 0, errors.New("nobody knows"), 2},
		{1, 0, errors.New("nobody knows"), 1},
	} {
		if got := atOnce(test.processors, test.free, test.err); got != test.want {
			t.Errorf("%d processors, %d bytes free (%v): %d notebooks, want %d", test.processors, test.free, test.err, got, test.want)
		}
	}
}

// Cells of notebooks that run and of those that are finished are counted once.
func TestExecutionCounts(t *testing.T) {
	a, b := Notebook{Name: "a", Cells: 4}, Notebook{Name: "b", Cells: 6}
	e := newExecution([]Notebook{a, b})
	e.at(a, 3)
	e.at(b, 1)
	e.done(a, time.Second)
	e.at(b, 2)
	if e.past != 4 || len(e.cells) != 1 || e.cells["b"] != 2 {
		t.Errorf("%d cells of finished notebooks, running %v", e.past, e.cells)
	}
}
