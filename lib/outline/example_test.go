package outline_test

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

// heart returns a mask image; png.Decode returns one of a file.
func heart(side int) image.Image {
	m := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			u, v := 3*float64(x)/float64(side)-1.5, 1.5-3*float64(y)/float64(side)
			if math.Pow(u*u+v*v-1, 3) < u*u*v*v*v {
				m.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return m
}

// A shape from a mask image in place of the spiculated one, in a set that is drawn.
func Example() {
	traced, err := outline.Trace(heart(128))
	if err != nil {
		fmt.Println(err)
		return
	}
	own, err := outline.Resample(traced, 360)
	if err != nil {
		fmt.Println(err)
		return
	}
	c := nodule.Paper()
	c.Outlines.Malignant = []nodule.Outline{own}
	set, err := c.Draw(1, "example", nodule.D(150, 150), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, class := range set.Classes {
		fmt.Printf("%s: area %.2f\n", class, set.Factors[i].Area)
	}
	// Output:
	// benign: area 0.31
	// malignant: area 0.25
	// benign: area 0.30
	// malignant: area 0.23
}

// Facts lie beside the outlines: those that were rated as spiculated.
func ExampleReadCSV() {
	table, err := outline.ReadCSV(strings.NewReader(`reader,spiculation,x0,y0,x1,y1,x2,y2,x3,y3
A,1,0,0,2,0,2,2,0,2
B,5,0,0,9,9,0,1,-9,9
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	spiculation, err := table.Numbers("spiculation")
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, o := range table.Outlines {
		if spiculation[i] >= 4 {
			fmt.Printf("outline %d: %d points, solidity %.2f\n", i, len(o), outline.Measure(o).Solidity)
		}
	}
	// Output: outline 1: 4 points, solidity 0.11
}

func ExampleTrace() {
	o, err := outline.Trace(heart(64))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d points around %.0f pixels\n", len(o), o.Area())
	_, err = outline.Trace(image.NewGray(image.Rect(0, 0, 64, 64)))
	fmt.Println(err)
	// Output:
	// 472 points around 1663 pixels
	// outline: the mask has nothing inside: want a region of at least half of white
}

func ExampleResample() {
	triangle := nodule.Outline{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 4, Y: 3}}
	o, err := outline.Resample(triangle, 6)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n", o)
	// Output: [{0.0 0.0} {2.0 0.0} {4.0 0.0} {4.0 2.0} {3.2 2.4} {1.6 1.2}]
}

func ExampleMeasure() {
	for _, spikes := range []float64{0, .25, .5} {
		m := outline.Measure(nodule.MalignantOutline(.25, 9, spikes))
		fmt.Printf("spikes of depth %.2f: solidity %.2f, circularity %.2f, reach %.2f\n", spikes, m.Solidity, m.Circularity, m.Reach)
	}
	// Output:
	// spikes of depth 0.00: solidity 1.00, circularity 1.00, reach 0.56
	// spikes of depth 0.25: solidity 0.71, circularity 0.40, reach 0.73
	// spikes of depth 0.50: solidity 0.48, circularity 0.13, reach 0.92
}
