package explain_test

import (
	"fmt"

	"nodulelab/lib/explain"
)

// embeddings of six samples, three values each, and their classes.
var (
	embeddings = []float32{
		1, 0, .1, 2, 0, .2, 3, 1, .1, // benign
		7, 5, .2, 8, 6, .1, 9, 6, .1, // malignant
	}
	malignant = []bool{false, false, false, true, true, true}
)

// The plane is fitted to the training set's embeddings; its axes hold nearly all of their
// variance.
func ExampleFitPCA() {
	plane, err := explain.FitPCA(embeddings, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	shares := plane.Explained()
	fmt.Printf("%.1f %% and %.1f %%\n", 100*shares[0], 100*shares[1])
	// Output: 99.5 % and 0.5 %
}

// A test set's embeddings are projected on the plane of the training set, as in Fig. 2.
func ExamplePCA_Project() {
	plane, err := explain.FitPCA(embeddings, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	test, err := plane.Project([]float32{2, 1, .1, 8, 5, .2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range test {
		fmt.Printf("(%.1f, %.1f)\n", p.X, p.Y)
	}
	// Output:
	// (-3.6, 0.5)
	// (3.6, -0.5)
}

// Two standard deviations around the mean of four points.
func ExampleEllipseOf() {
	e, err := explain.EllipseOf([]explain.Point{{X: 0, Y: 0}, {X: 4, Y: 0}, {X: 2, Y: 1}, {X: 2, Y: -1}}, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("around (%.0f, %.0f), half axes %.2f and %.2f, turned by %.0f\n", e.Center.X, e.Center.Y, e.Axes[0], e.Axes[1], e.Angle)
	// Output: around (2, 0), half axes 3.27 and 1.63, turned by 0
}

// The first test embedding lies nearer to the benign centroid, the second to the malignant
// one.
func ExampleFitCentroids() {
	c, err := explain.FitCentroids(embeddings, 3, malignant)
	if err != nil {
		fmt.Println(err)
		return
	}
	nearer, err := c.NearerMalignant([]float32{2, 1, .1, 8, 5, .2})
	fmt.Println(nearer, err)
	// Output: [false true] <nil>
}

// Of two malignant test samples one has strayed to the benign cluster; of two benign ones
// none has strayed.
func ExampleCentroids_Strayed() {
	c, err := explain.FitCentroids(embeddings, 3, malignant)
	if err != nil {
		fmt.Println(err)
		return
	}
	test := []float32{8, 5, .1, 2, 1, .2, 1, 1, .1, 2, 0, .1}
	ofMalignant, ofBenign, err := c.Strayed(test, []bool{true, true, false, false})
	fmt.Println(ofMalignant, ofBenign, err)
	// Output: 0.5 0 <nil>
}

// A linear probe that reads the class, as −1 or 1, from an embedding.
func ExampleFitRidges() {
	class := []float64{-1, -1, -1, 1, 1, 1}
	probes, err := explain.FitRidges(embeddings, 3, 1e-3, class)
	if err != nil {
		fmt.Println(err)
		return
	}
	said, err := probes[0].Predict([]float32{2, 1, .1, 8, 5, .2})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("malignant:", said[0] > 0, said[1] > 0)
	// Output: malignant: false true
}

// One probe reads a number, here 2·first + 1, from the first value of each embedding. The
// penalty draws predictions towards the mean of the target.
func ExampleRidge_Predict() {
	x, y := []float32{1, 2, 3, 4}, []float64{3, 5, 7, 9}
	for _, penalty := range []float64{1e-6, 1} {
		probes, err := explain.FitRidges(x, 1, penalty, y)
		if err != nil {
			fmt.Println(err)
			return
		}
		predicted, err := probes[0].Predict([]float32{2.5, 10})
		fmt.Printf("penalty %g: %.2f %v\n", penalty, predicted, err)
	}
	// Output:
	// penalty 1e-06: [6.00 21.00] <nil>
	// penalty 1: [6.00 13.50] <nil>
}
