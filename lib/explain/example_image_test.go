package explain_test

import (
	"fmt"

	"nodulelab/lib/explain"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// An image of 8×8 pixels whose shape fills the left half. All saliency is in the column
// at the far left, away from the border.
func ExampleSaliencyDensity() {
	const side = 8
	mask, saliency := make([]float32, side*side), make([]float32, side*side)
	for i := range mask {
		if i%side < side/2 {
			mask[i] = 1
		}
		if i%side == 0 {
			saliency[i] = 3
		}
	}
	d, err := explain.SaliencyDensity(saliency, mask, side)
	fmt.Printf("inside %.0f, border %.0f, outside %.0f, %v\n", d.Inside, d.Border, d.Outside, err)
	// Output: inside 4, border 0, outside 0, <nil>
}

func ExampleMeanDensity() {
	d := explain.MeanDensity([]explain.Density{
		{Inside: 2, Border: 1, Outside: .5},
		{Inside: 1, Border: 2, Outside: .7},
	})
	fmt.Printf("inside %.1f, border %.1f, outside %.1f\n", d.Inside, d.Border, d.Outside)
	// Output: inside 1.5, border 1.5, outside 0.6
}

// Where an edge detector and the image itself are strong, before any saliency is judged:
// the first on the border, the second inside the shape.
func ExampleSetDensity() {
	c := nodule.Paper()
	set, err := c.Draw(1, "example", nodule.D(150, 150), 20)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range explain.Baselines(c.Background) {
		maps, err := b.Maps(set)
		if err != nil {
			fmt.Println(err)
			return
		}
		d, err := explain.SetDensity(maps, set)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: inside %.2f, border %.2f, outside %.2f\n", b.Name, d.Inside, d.Border, d.Outside)
	}
	// Output:
	// edge detector: inside 0.98, border 1.72, outside 0.00
	// image itself: inside 3.71, border 1.38, outside 0.00
}

// Two images of three pixels: the maps of the first are in the same order, the maps of the
// second in opposite orders.
func ExampleMeanRankCorrelation() {
	trained := []float32{.1, .5, .9, .3, .2, .1}
	untrained := []float32{.2, .3, .4, .7, .8, .9}
	r, err := explain.MeanRankCorrelation(trained, untrained, 3)
	fmt.Println(r, err)
	// Output: 0 <nil>
}

// A bright column at the right of a dark image. At the left edge the image is flat.
func ExampleSobel() {
	steep, err := explain.Sobel([]float32{
		0, 0, 9,
		0, 0, 9,
		0, 0, 9,
	}, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(steep[:3])
	// Output: [0 36 36]
}

// The images themselves as maps: how far each pixel is from the background.
func ExampleBaseline_Maps() {
	c := nodule.Paper()
	c.NoiseSD = 0
	set, err := c.Draw(1, "example", nodule.D(150, 170), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	maps, err := explain.Baselines(c.Background)[1].Maps(set)
	if err != nil {
		fmt.Println(err)
		return
	}
	middle := set.Side*set.Side/2 + set.Side/2
	fmt.Printf("%d values, %.0f in the corner of the first image, %.0f in its middle\n", len(maps), maps[0], maps[middle])
	// Output: 2048 values, 0 in the corner of the first image, 72 in its middle
}

// The two numbers that a network could read off two images.
func ExampleFeatures() {
	set, err := nodule.Paper().Draw(1, "example", nodule.D(150, 190), 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range explain.Features() {
		values, err := f.Values(set)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %s %.0f, %s %.0f\n", f.Name, set.Classes[0], values[0], set.Classes[1], values[1])
	}
	// Output:
	// mean of the whole image: benign 129, malignant 112
	// mean of the foreground: benign 190, malignant 150
}

// A cut on the brightness of the whole image classifies the training set of scenario 1.
// On the test set where brightness and class are related the opposite way, it is wrong
// every time.
func ExampleFitThreshold() {
	data := nodule.Paper()
	training, _, err := data.TrainingSets(1, nodule.D(150, 150))
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := data.TestSet(1, nodule.D(170, 130))
	if err != nil {
		fmt.Println(err)
		return
	}
	brightness := explain.Features()[0]
	values, err := brightness.Values(training)
	if err != nil {
		fmt.Println(err)
		return
	}
	threshold, err := explain.FitThreshold(values, training.Malignant())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("malignant above the cut:", threshold.Above)
	for _, set := range []*nodule.Set{training, test} {
		values, err := brightness.Values(set)
		if err != nil {
			fmt.Println(err)
			return
		}
		right, err := metrics.Agreement(threshold.Malignant(values), set.Malignant())
		fmt.Printf("D(%s): %d of %d right, %v\n", set.Distribution, right.Hits, right.Total, err)
	}
	// Output:
	// malignant above the cut: false
	// D(150,150): 165 of 170 right, <nil>
	// D(170,130): 0 of 200 right, <nil>
}
