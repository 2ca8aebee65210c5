package figure_test

import (
	"testing"

	"nodulelab/lib/figure"
)

func init() {
	fixtures = append(fixtures, fixture{"squares", func() (figure.Figure, error) {
		x, y, frames := smallSquares()
		return figure.Squares("Where does it fail?", x, y, frames)
	}})
}

func smallSquares() (x, y figure.Factor, frames []figure.Frame) {
	x = figure.Factor{Name: "benign", Levels: []string{"140", "150", "160"}}
	y = figure.Factor{Name: "malignant", Levels: []string{"150", "170"}}
	return x, y, []figure.Frame{{Label: "training set", At: [][2]int{{0, 1}}}, {Label: "test sets", Dashed: true, At: [][2]int{{1, 0}, {0, 2}}}}
}

func TestSquaresInWords(t *testing.T) {
	x, y, frames := smallSquares()
	f, err := figure.Squares("Where does it fail?", x, y, frames)
	want := "An empty plane of squares: 2 levels of malignant upward, 3 levels of benign to the right. training set: malignant 150 and benign 150." +
		" test sets: malignant 170 and benign 140; malignant 150 and benign 160."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

func TestSquaresRefuse(t *testing.T) {
	for want, change := range map[string]func(x, y *figure.Factor, frames []figure.Frame){
		"with 0 levels":                        func(x, _ *figure.Factor, _ []figure.Frame) { x.Levels = nil },
		"name of factor y":                     func(_, y *figure.Factor, _ []figure.Frame) { y.Name = "" },
		"label of a frame is empty":            func(_, _ *figure.Factor, frames []figure.Frame) { frames[0].Label = "" },
		`"training set" at level 2 of 2 and 1`: func(_, _ *figure.Factor, frames []figure.Frame) { frames[0].At[0][0] = 2 },
	} {
		x, y, frames := smallSquares()
		change(&x, &y, frames)
		f, err := figure.Squares("title", x, y, frames)
		refused(t, want, f, err)
	}
}
