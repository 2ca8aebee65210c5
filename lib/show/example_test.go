package show_test

import (
	"fmt"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lenet"
	"nodulelab/lib/show"
)

// A value is taken out of its error; at 15 pixels the error would end the cell, with a
// message.
func ExampleMust() {
	layers := show.Must(lenet.Layers(32))
	fmt.Println(layers[0].Name)
	// Output: c1
}

func ExampleScenario() {
	s := show.Scenario(3)
	fmt.Println(s.Training, "→", s.Tests[0])
	// Output: 180,150 → 150,190
}

// The training set comes first, without the images that are kept for validation.
func ExampleSets() {
	for _, set := range show.Sets(show.Scenario(1), 1) {
		fmt.Println(set.Distribution, set.Len())
	}
	// Output:
	// 150,150 170
	// 130,170 200
	// 170,130 200
}

// Outside a notebook nothing is displayed, and nothing waits.
func ExampleText() {
	show.Text("some *words*")
	fmt.Println("nothing above")
	// Output: nothing above
}

// A table is given as the function returns it that makes it, error included.
func ExampleTable() {
	show.Table(exhibit.LayerTable(32))
	fmt.Println("nothing above")
	// Output: nothing above
}

func ExampleFigure() {
	show.Figure(exhibit.ArchitectureFigure(32))
	fmt.Println("nothing above")
	// Output: nothing above
}
