package nodule_test

import (
	"fmt"
	"slices"

	"nodulelab/lib/nodule"
)

// Four images of D(150,190): malignant shapes at grey level 150, benign ones at 190.
func ExampleConfig_Draw() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 190), 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, class := range set.Classes {
		fmt.Printf("%-9s covers %.2f of the image, whose mean is %.0f\n", class, set.Factors[i].Area, set.ImageMean(i))
	}
	// Output:
	// benign    covers 0.33 of the image, whose mean is 129
	// malignant covers 0.26 of the image, whose mean is 112
	// benign    covers 0.29 of the image, whose mean is 125
	// malignant covers 0.27 of the image, whose mean is 112
}

func ExampleConfig_TrainingSets() {
	training, validation, err := nodule.Paper().TrainingSets(1, nodule.D(150, 150))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(training.Len(), "train,", validation.Len(), "validate")
	fmt.Println("the first are", training.Classes[:3])
	// Output:
	// 170 train, 30 validate
	// the first are [malignant benign benign]
}

func ExampleConfig_TestSet() {
	set, err := nodule.Paper().TestSet(1, nodule.D(170, 130))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d images of D(%s), %d×%d pixels\n", set.Len(), set.Distribution, set.Side, set.Side)
	fmt.Println("the background's grey level:", set.Image(0)[0])
	// Output:
	// 200 images of D(170,130), 32×32 pixels
	// the background's grey level: 98
}

// The error names every field that is out of range.
func ExampleConfig_Validate() {
	c := nodule.Paper()
	c.Side, c.SpikeDepth = 8, 1
	fmt.Println(c.Validate())
	// Output: nodule: Side 8: want 16 to 256 pixels; SpikeDepth 1: want 0 to 0.95
}

// The same shapes and the same noise, in the intensities of the other class.
func ExampleSet_Repaint() {
	set, err := nodule.Paper().TestSet(1, nodule.D(150, 190))
	if err != nil {
		fmt.Println(err)
		return
	}
	painted, err := set.Repaint(nodule.D(190, 150))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("the same shapes:", slices.Equal(set.Masks, painted.Masks))
	fmt.Printf("malignant images: %.0f, then %.0f\n", set.WholeImageMean(nodule.Malignant), painted.WholeImageMean(nodule.Malignant))
	// Output:
	// the same shapes: true
	// malignant images: 110, then 119
}

// The same deformation, intensity and noise, with the outline of the other class.
func ExampleConfig_ReshapedTestSet() {
	c, d := nodule.Paper(), nodule.D(150, 190)
	set, err := c.TestSet(1, d)
	if err != nil {
		fmt.Println(err)
		return
	}
	reshaped, err := c.ReshapedTestSet(1, d)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.Classes[0], "became", reshaped.Classes[0])
	fmt.Println("the same deformation:", set.Factors[0].Affine == reshaped.Factors[0].Affine)
	fmt.Printf("D(%s) became D(%s)\n", set.Distribution, reshaped.Distribution)
	// Output:
	// benign became malignant
	// the same deformation: true
	// D(150,190) became D(190,150)
}

// Shape and intensity are drawn independently.
func ExampleConfig_DrawCrossed() {
	x, err := nodule.Paper().DrawCrossed(1, "example", 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, class := range x.Classes {
		fmt.Println(class, x.Intensities[i])
	}
	// Output:
	// benign 140
	// malignant 130
	// benign 140
	// malignant 120
}

func ExampleParseDistribution() {
	d, err := nodule.ParseDistribution("150,170")
	fmt.Println(d.Malignant, d.Benign, err)
	d, err = nodule.ParseDistribution("my%20scans")
	fmt.Println(d.Name, err)
	_, err = nodule.ParseDistribution("")
	fmt.Println(err)
	// Output:
	// 150 170 <nil>
	// my scans <nil>
	// nodule: empty distribution: want malignant,benign such as 150,170, or a name
}

// The paper writes D(imal, iben): malignant first.
func ExampleD() {
	d := nodule.D(150, 170)
	fmt.Println("Table 1 has", d)
	fmt.Println("a file has", d.Key())
	fmt.Println("benign shapes have", d.Intensity(nodule.Benign))
	// Output:
	// Table 1 has 150,170
	// a file has 150-170
	// benign shapes have 170
}
