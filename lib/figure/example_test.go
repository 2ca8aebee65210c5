package figure_test

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/figure"
)

// must is a figure that can be made.
func must(f figure.Figure, err error) figure.Figure {
	if err != nil {
		panic(err)
	}
	return f
}

// Accuracies of three seeds, beside a reference and with a line at chance.
func ExampleRows() {
	f := must(figure.Rows(figure.RowPlot{
		Title: "Accuracy", Lead: "Accuracy on the test set; chance is 0.5.",
		Axis: "accuracy", Low: 0, High: 1,
		Guide:     figure.Guide{At: .5, Label: "chance"},
		Reference: "the paper",
		Rows: []figure.Row{{Label: "CE", Remark: ", the paper has 0.80", Samples: []figure.Sample{{
			Seeds:     []float64{.7, .75, .8},
			Estimate:  figure.Interval{Mean: .75, Low: .7, High: .8},
			Reference: .8,
		}}}},
	}))
	fmt.Println(f.Alt)
	// Output:
	// Accuracy on the test set; chance is 0.5. CE: mean 0.75 (0.70 to 0.80) over 3 seeds, the paper has 0.80.
}

// Two groups in each row: means without seeds.
func ExampleRows_classes() {
	f := must(figure.Rows(figure.RowPlot{
		Title: "Whole-image means", Lead: "Mean grey level of whole images.",
		Axis: "grey level", Low: 109, High: 115,
		Groups: []figure.Group{{Name: "malignant", Hue: figure.Malignant}, {Name: "benign", Hue: figure.Benign}},
		Rows: []figure.Row{{Label: "D(150,150)", Samples: []figure.Sample{
			{Estimate: figure.Only(110.2)}, {Estimate: figure.Only(113.5)},
		}}},
	}))
	fmt.Println(f.Alt)
	// Output:
	// Mean grey level of whole images. D(150,150): malignant 110.2, benign 113.5.
}

// Rows side by side, with the numbers upward.
func ExampleRows_upright() {
	f := must(figure.Rows(figure.RowPlot{
		Title: "Where saliency lies", Lead: "Saliency by region; 1 is spread evenly.",
		Axis: "density", Low: 0, High: 3, Upright: true,
		Guide:  figure.Guide{At: 1, Label: "spread evenly"},
		Groups: []figure.Group{{Name: "inside"}, {Name: "outside"}},
		Rows: []figure.Row{{Label: "CE", Samples: []figure.Sample{
			{Seeds: []float64{2, 3}, Estimate: figure.Only(2.5)}, {Seeds: []float64{.5, .7}, Estimate: figure.Only(.6)},
		}}},
	}))
	fmt.Println(f.Alt)
	// Output:
	// Saliency by region; 1 is spread evenly. CE (2 seeds): inside 2.50, outside 0.60.
}

// Training curves: one line a seed, against the epoch.
func ExampleLines() {
	f := must(figure.Lines("Training", []figure.LinePanel{{
		Title: "Classifier", XLabel: "epoch", YLabel: "loss", Log: true,
		Lines: []figure.Line{
			{Label: "training", Seeds: [][]float64{{1, .1, .01}, {2, .2, .02}}},
			{Label: "validation", Dashed: true, Seeds: [][]float64{{1, .5, .4}, {1, .6, .5}}},
		},
	}}))
	fmt.Println(f.Alt)
	// Output:
	// Training curves in 1 panel. Classifier, loss: training (2 lines) from 1.5 to 0.015 at epoch 3; validation (2 lines) from 1 to 0.45 at epoch 3.
}

// Values over named steps: the mean of the seeds, and each of them behind it.
func ExampleLines_steps() {
	f := must(figure.Lines("Dose", []figure.LinePanel{{
		Title: "CE", XLabel: "intensity", YLabel: "share called malignant", Low: 0, High: 1,
		Steps: []string{"110", "130", "150"},
		Lines: []figure.Line{{Label: "malignant", Hue: figure.Malignant, Seeds: [][]float64{{0, .5, 1}, {.2, .6, 1}}}},
	}}))
	fmt.Println(f.Alt)
	// Output:
	// Line plots in 1 panel, one thin line a seed; here are the means. CE, share called malignant over intensity (110, 130, 150): malignant (2 seeds) 0.10, 0.55, 1.00.
}

func ExamplePCA() {
	cluster := func(label string, test bool, x float64) figure.Cluster {
		return figure.Cluster{
			Label: label, Malignant: true, Test: test,
			Points:  []figure.Point{{X: x - 1}, {X: x + 1}},
			Ellipse: figure.Ellipse{Center: [2]float64{x, 0}, Axes: [2]float64{2, .1}},
		}
	}
	f := must(figure.PCA("Embeddings", []figure.Cluster{cluster("training", false, -3), cluster("test", true, 1)}, [2]float64{.8, .1}))
	fmt.Println(f.Alt)
	// Output:
	// Scatter plot of the first two principal components, which explain 80.0 % and 10.0 % of the variance. training: 2 points around (-3.00, 0.00). test: 2 points around (1.00, 0.00), nearest training cluster: training.
}

func ExampleImages() {
	black, white := []float32{0, 0, 0, 0}, []float32{255, 255, 255, 255}
	f := must(figure.Images("Two images", []figure.ImageRow{{Label: "2×2 pixels", Side: 2, Images: [][]float32{black, white}}}))
	fmt.Println(f.Alt)
	// Output:
	// Contact sheet of grey images in 1 row. 2×2 pixels: 2 images of 2×2 pixels, mean grey level 127.5.
}

// Images above their saliency maps.
func ExampleImages_maps() {
	f := must(figure.Images("Saliency", []figure.ImageRow{{
		Label: "training", Side: 1, Images: [][]float32{{150}, {90}}, Maps: [][]float32{{.002}, {.004}},
	}}))
	fmt.Println(f.Alt)
	// Output:
	// Images above their maps of gradient saliency, 1 row. One scale, from 0 to 0.004, for all maps. training: 2 images, mean saliency 0.003, largest 0.004.
}

func ExampleArchitecture() {
	encoder := []figure.Block{{Name: "c1", Kind: "convolution", Activation: "tanh", Out: []int{6, 28, 28}, Parameters: 156}}
	classifier := []figure.Block{{Name: "cls", Kind: "dense", Activation: "sigmoid", Out: []int{1}, Parameters: 4705}}
	f := must(figure.Architecture([]int{1, 32, 32}, encoder, classifier))
	words, _, _ := strings.Cut(f.Alt, " (a)")
	fmt.Println(words)
	// Output:
	// Block diagram in three panels. The encoder takes an image of 1×32×32 and runs c1 (convolution, tanh, 6×28×28): 156 parameters. The classifier runs cls (dense, sigmoid, 1): 4,705 parameters.
}

// depth is a factor with two levels and an estimate at each, which the caller has
// judged.
func depth() figure.Response {
	return figure.Response{
		Factor: figure.Factor{Name: "spike depth", Unit: "%", Levels: []string{"5", "10"}, Default: 1},
		Series: [][]figure.Estimate{{
			{Interval: figure.Interval{Mean: .2, Low: .1, High: .3}, Mark: figure.Cross},
			{Interval: figure.Interval{Mean: .8, Low: .7, High: .9}, Mark: figure.Tick},
		}},
	}
}

// judged says what the marks mean.
var judged = figure.Meanings{
	figure.Tick:  {Word: "holds", Phrase: "holds"},
	figure.Cross: {Word: "fails", Phrase: "fails"},
}

func ExampleResponses() {
	scales := []figure.Scale{{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true}}
	f := must(figure.Responses("Does the shape need deep spikes?", scales, []figure.Response{depth()}, judged))
	fmt.Println(f.Alt)
	// Output:
	// Estimates of 1 conclusion by the levels of 1 factor. "accuracy" holds above 0.50. spike depth (%): "accuracy" holds in 1, fails in 1 of 2, mean 0.20 at 5, 0.80 at 10; the protocol's level is 10.
}

func ExampleMarkTable() {
	f := must(figure.MarkTable("Where it holds", "Where the conclusion holds.", []string{"accuracy"}, []figure.Response{depth()}, judged))
	fmt.Println(f.Alt)
	// Output:
	// Where the conclusion holds. accuracy: holds in 1, fails in 1 of 2. Fails at spike depth 5 (0.20).
}

func ExamplePlane() {
	noise := figure.Factor{Name: "noise", Levels: []string{"0"}}
	panel := figure.PlanePanel{
		Scale: figure.Scale{Name: "accuracy", Low: 0, High: 1, Threshold: .5, Above: true},
		Cells: depth().Series, // one row, for the one level of noise
	}
	f := must(figure.Plane("Depth and noise", depth().Factor, noise, []figure.PlanePanel{panel}, judged))
	fmt.Println(f.Alt)
	// Output:
	// 1 conclusion by 2 levels of spike depth and 1 level of noise. "accuracy" holds above 0.50: holds in 1, fails in 1 of 2. noise 0: 0.20 at 5 fails, 0.80 at 10 holds.
}

func ExampleRanking() {
	rows := []figure.RankingRow{
		{Label: "spike depth", Effects: []figure.Estimate{{Interval: figure.Interval{Mean: .4, Low: .3, High: .5}, Mark: figure.Tick}}},
		{Label: "noise", Effects: []figure.Estimate{{Interval: figure.Interval{Mean: -.2, Low: -.35, High: -.05}, Mark: figure.Question}}},
	}
	f := must(figure.Ranking("Which choices matter", "change of the accuracy", []string{"scenario 1"},
		figure.Guide{At: .1, Label: "too small to matter"}, rows, figure.Meanings{
			figure.Tick:     {Word: "wholly beyond it", Phrase: "wholly beyond it"},
			figure.Question: {Word: "not wholly beyond it", Phrase: "not wholly beyond it"},
		}))
	fmt.Println(f.Alt)
	// Output:
	// Effects of 2 factors on 1 conclusion: change of the accuracy; up to 0.10 is too small to matter. scenario 1: wholly beyond it in 1 of 2. spike depth: 0.40 (0.30 to 0.50). noise: −0.20 (−0.35 to −0.05).
}

func ExampleOnly() {
	v := figure.Only(.75)
	fmt.Println(v.Mean, math.IsNaN(v.Low), math.IsNaN(v.High))
	// Output: 0.75 true true
}

// A figure knows its size, in pixels.
func ExampleFigure_Size() {
	f := must(figure.Images("One image", []figure.ImageRow{{Label: "row", Side: 1, Images: [][]float32{{128}}}}))
	fmt.Println(f.Size())
	// Output: 117 123
}

// An SVG is one element that can stand alone or inside a page.
func ExampleFigure_SVG() {
	f := must(figure.Images("One image", []figure.ImageRow{{Label: "row", Side: 1, Images: [][]float32{{128}}}}))
	svg, err := f.SVG()
	fmt.Println(strings.HasPrefix(string(svg), "<svg "), strings.Count(string(svg), "<title>One image</title>"), err)
	// Output: true 1 <nil>
}

// What cannot be drawn is an error that names the row, the number, and what is wanted.
func ExampleFigure_PNG() {
	f, err := figure.Images("One image", []figure.ImageRow{{Label: "row", Side: 1, Images: [][]float32{{256}}}})
	fmt.Println(err)
	_, err = f.PNG()
	fmt.Println(err)
	// Output:
	// figure: row "row", image 0: value 0 is 256: want a finite number from 0 to 255
	// figure: the zero Figure has nothing to draw: make one with a constructor such as figure.PCA
}
