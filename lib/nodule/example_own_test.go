//go:build !js

package nodule_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"

	"nodulelab/lib/nodule"
)

// Malignant shapes with five lobes, benign ones that are squares or triangles.
func ExampleOutlines() {
	square, err := nodule.Polygon(nodule.Point{}, nodule.Point{X: 1}, nodule.Point{X: 1, Y: 1}, nodule.Point{Y: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	triangle, err := nodule.Polygon(nodule.Point{}, nodule.Point{X: 1}, nodule.Point{Y: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := nodule.Paper()
	c.Outlines = nodule.Outlines{
		Benign:    []nodule.Outline{square, triangle},
		Malignant: []nodule.Outline{nodule.Polar(func(angle float64) float64 { return 1 + .3*math.Cos(5*angle) })},
	}
	set, err := c.Draw(2, "example", nodule.D(150, 150), 6)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, class := range set.Classes {
		fmt.Printf("%s, outline %d: area %.2f\n", class, set.Factors[i].Outline, set.Factors[i].Area)
	}
	// Output:
	// benign, outline 0: area 0.31
	// malignant, outline 0: area 0.23
	// benign, outline 1: area 0.31
	// malignant, outline 0: area 0.23
	// benign, outline 0: area 0.30
	// malignant, outline 0: area 0.22
}

// A flower of eight petals.
func ExamplePolar() {
	o := nodule.Polar(func(angle float64) float64 { return 1 + .4*math.Cos(8*angle) })
	fmt.Printf("%d vertices, %.1f and %.1f from the origin\n", len(o), o[0].X, -o[360+45].X/math.Cos(math.Pi/8))
	fmt.Println(o.Check())
	// Output:
	// 720 vertices, 1.4 and 0.6 from the origin
	// <nil>
}

func ExamplePolygon() {
	_, err := nodule.Polygon(nodule.Point{}, nodule.Point{X: 1, Y: 1}, nodule.Point{X: 1}, nodule.Point{Y: .5})
	fmt.Println(err)
	// Output: nodule: outline crosses itself: edges 0 and 2
}

// Three shapes in an image share the area of one.
func ExampleConfig_objects() {
	c := nodule.Paper()
	c.Objects = 3
	set, err := c.Draw(1, "example", nodule.D(150, 150), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f of the image is covered\n", set.Factors[0].Area)
	for _, shape := range set.Factors[0].Shapes() {
		fmt.Printf("a shape in the cell at (%.1f, %.1f)\n", shape.Frame.Corner.X, shape.Frame.Corner.Y)
	}
	// Output:
	// 0.31 of the image is covered
	// a shape in the cell at (0.5, 0.0)
	// a shape in the cell at (0.5, 0.5)
	// a shape in the cell at (0.0, 0.0)
}

// bright returns an image of a bright square on a dark ground.
func bright(side, from, to int) image.Image {
	m := image.NewGray(image.Rect(0, 0, side, side))
	for y := from; y < to; y++ {
		for x := from; x < to; x++ {
			m.Set(x, y, color.Gray{Y: 200})
		}
	}
	return m
}

func ExampleFromImages() {
	images := []image.Image{bright(32, 8, 24), bright(32, 12, 20)}
	set, err := nodule.FromImages("my squares", images, []nodule.Class{nodule.Malignant, nodule.Benign})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %d images of %d×%d pixels, means %.1f and %.1f\n", set.Distribution, set.Len(), set.Side, set.Side, set.ImageMean(0), set.ImageMean(1))
	_, err = set.Move([]float64{10, 10}, nil)
	fmt.Println(err)
	// Output:
	// my squares: 2 images of 32×32 pixels, means 50.0 and 12.5
	// nodule: moving foreground or background needs masks: the set "my squares" has none; give a mask with each image (nodule.ReadFolder, nodule.ReadNPZ, Set.WithMasks)
}

// A folder of PNG files and a list of them.
func ExampleReadFolder() {
	parent, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(parent)
	dir := filepath.Join(parent, "scans")
	var file bytes.Buffer
	if err := png.Encode(&file, bright(16, 4, 12)); err != nil {
		fmt.Println(err)
		return
	}
	err = errors.Join(
		os.Mkdir(dir, 0o777),
		os.WriteFile(filepath.Join(dir, "scan1.png"), file.Bytes(), 0o666),
		os.WriteFile(filepath.Join(dir, "labels.csv"), []byte("file,class\nscan1.png,malignant\n"), 0o666),
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := nodule.ReadFolder(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Distribution, set.Classes, set.HasMasks())
	// Output: scans [malignant] false
}

func ExampleReadNPZ() {
	drawn, err := nodule.Paper().Draw(1, "example", nodule.D(150, 170), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	var file bytes.Buffer // or a file that numpy.savez wrote
	if err := drawn.WriteNPZ(&file); err != nil {
		fmt.Println(err)
		return
	}
	set, err := nodule.ReadNPZ(&file, "my scans")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Distribution, set.Classes, set.Digest() == drawn.Digest())
	// Output: 150,170 [benign malignant benign malignant] true
}

func ExampleSet_Check() {
	s := &nodule.Set{Side: 2, Distribution: nodule.Named("by hand"), Images: []float32{0, 10, 20}, Classes: []nodule.Class{nodule.Benign}}
	fmt.Println(s.Check())
	s.Images = append(s.Images, 300)
	fmt.Println(s.Check())
	// Output:
	// nodule: the set "by hand": 3 pixels and 0 values of coverage: want 4, for 1 images of 2×2, or no coverage at all
	// nodule: the set "by hand": pixel 3 is 300: want 0 to 255
}

// The paper's sets of a scenario.
func ExampleConfig_Source() {
	source := nodule.Paper().Source(nodule.D(150, 150), nodule.D(130, 170), nodule.D(170, 130))
	for _, seed := range []uint64{1, 2} {
		sets, err := source(seed)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(sets.Training.Len(), "train,", sets.Validation.Len(), "validate,", len(sets.Tests), "test sets")
	}
	// Output:
	// 170 train, 30 validate, 2 test sets
	// 170 train, 30 validate, 2 test sets
}

// Sets of one's own: every seed splits the training set in its own way.
func ExampleFixed() {
	training, err := nodule.Paper().Draw(1, "my training set", nodule.D(90, 140), 40) // or nodule.ReadFolder
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := nodule.Paper().Draw(1, "my test set", nodule.D(140, 90), 20)
	if err != nil {
		fmt.Println(err)
		return
	}
	sets, err := nodule.Fixed(training, test)(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(sets.Training.Len(), "train,", sets.Validation.Len(), "validate,", sets.Tests[0].Len(), "test")
	few, err := test.First(3)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = nodule.Fixed(few)(1)
	fmt.Println(err)
	// Output:
	// 34 train, 6 validate, 20 test
	// nodule: the set "D(140,90)" has 3 samples: want at least 4
}

// A name stands for a set that no D(imal, iben) describes.
func ExampleNamed() {
	d := nodule.Named("my scans")
	fmt.Println(d, d.Key())
	fmt.Println(d.Check())
	// Output:
	// my scans my%20scans
	// nodule: nothing can be drawn from "my scans": it is a name; want D(malignant, benign)
}
