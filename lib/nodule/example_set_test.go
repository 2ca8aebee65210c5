//go:build !js

package nodule_test

import (
	"bytes"
	"fmt"
	"strings"

	"nodulelab/lib/nodule"
)

// The foreground becomes brighter and the background darker, so that the mean of each
// whole image stays.
func ExampleSet_Move() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 150), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	brighter, err := set.Move([]float64{20, 20}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := brighter.BackgroundSteps([]float64{set.ImageMean(0), set.ImageMean(1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	held, err := brighter.Move(nil, steps)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, class := range set.Classes {
		fmt.Printf("%s: mean %.1f, brighter %.1f, held %.1f\n", class, set.ImageMean(i), brighter.ImageMean(i), held.ImageMean(i))
	}
	// Output:
	// benign: mean 114.1, brighter 120.3, held 114.1
	// malignant: mean 110.9, brighter 115.9, held 110.9
}

// How far the backgrounds must move for both images to have the mean 110.
func ExampleSet_BackgroundSteps() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 150), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := set.BackgroundSteps([]float64{110, 110})
	fmt.Printf("%.1f %v\n", steps, err)
	// Output: [-6.0 -1.2] <nil>
}

// Section 4 of the paper: at D(150,150) malignant images are darker, 110 against 114,
// since their shapes are smaller.
func ExampleSet_WholeImageMean() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 150), 2000)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("malignant %.0f, benign %.0f\n", set.WholeImageMean(nodule.Malignant), set.WholeImageMean(nodule.Benign))
	// Output: malignant 110, benign 114
}

func ExampleSet_First() {
	set, err := nodule.Paper().TestSet(1, nodule.D(150, 150))
	if err != nil {
		fmt.Println(err)
		return
	}
	few, err := set.First(3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(few.Classes)
	_, err = set.First(300)
	fmt.Println(err)
	// Output:
	// [benign malignant benign]
	// nodule: the first 300 samples of 200: want 1 to 200
}

// All malignant samples of a set.
func ExampleSet_Subset() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 170), 6)
	if err != nil {
		fmt.Println(err)
		return
	}
	var indices []int
	for i, malignant := range set.Malignant() {
		if malignant {
			indices = append(indices, i)
		}
	}
	sub, err := set.Subset(indices)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(indices, sub.Classes)
	// Output: [1 3 5] [malignant malignant malignant]
}

func ExampleSet_Index() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 170), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("the first malignant sample:", set.Index(nodule.Malignant))
	// Output: the first malignant sample: 1
}

// The outline that was filled for a sample, as a polygon in the image.
func ExampleFactors_Deform() {
	c := nodule.Paper()
	set, err := c.Draw(1, "example", nodule.D(150, 170), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	i := set.Index(nodule.Malignant)
	o := set.Factors[i].Deform(c.Outline(nodule.Malignant))
	fmt.Printf("%d vertices, the first at (%.2f, %.2f)\n", len(o), o[0].X, o[0].Y)
	fmt.Printf("area %.3f, coverage %.3f\n", o.Area(), set.Factors[i].Area)
	// Output:
	// 720 vertices, the first at (0.86, 0.36)
	// area 0.203, coverage 0.203
}

// In Python: numpy.load("set.npz")["images"].
func ExampleSet_WriteNPZ() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 170), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer // or a file
	if err := set.WriteNPZ(&file); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("a zip archive:", strings.HasPrefix(file.String(), "PK"))
	// Output: a zip archive: true
}

func ExampleSet_WriteFactorsCSV() {
	c := nodule.Paper()
	c.Cells, c.ControlSD = 1, 0
	set, err := c.Draw(1, "example", nodule.D(150, 170), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	var table strings.Builder
	if err := set.WriteFactorsCSV(&table); err != nil {
		fmt.Println(err)
		return
	}
	for row := range strings.Lines(table.String()) {
		fmt.Println(strings.Join(strings.Split(row, ",")[:4], ", "))
	}
	// Output:
	// sample, class, intensity, area
	// 0, benign, 170, 0.31149663048063303
	// 1, malignant, 150, 0.22688419254563996
}
