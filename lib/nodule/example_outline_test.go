package nodule_test

import (
	"fmt"
	"math"

	"nodulelab/lib/nodule"
)

// The malignant outline has nine spikes, of three lengths in turn.
func ExampleMalignantOutline() {
	o := nodule.MalignantOutline(.25, 9, .5)
	for _, degrees := range []int{0, 20, 40, 60, 80} {
		p := o[2*degrees] // two vertices per degree
		fmt.Printf("at %2d° the radius is %.2f\n", degrees, math.Hypot(p.X, p.Y))
	}
	// Output:
	// at  0° the radius is 0.46
	// at 20° the radius is 0.19
	// at 40° the radius is 0.37
	// at 60° the radius is 0.19
	// at 80° the radius is 0.45
}

func ExampleBenignOutline() {
	o := nodule.BenignOutline(.3)
	least, most := math.Inf(1), 0.
	for _, p := range o {
		r := math.Hypot(p.X, p.Y)
		least, most = min(least, r), max(most, r)
	}
	fmt.Printf("%d vertices, radius %.2f to %.2f of the image's side\n", len(o), least, most)
	// Output: 720 vertices, radius 0.26 to 0.36 of the image's side
}

// The outline of a class as a polygon, with the areas of the paper.
func ExampleConfig_Outline() {
	c := nodule.Paper()
	for _, class := range []nodule.Class{nodule.Benign, nodule.Malignant} {
		o := c.Outline(class)
		fmt.Printf("%s: %d vertices, area %.3f, first vertex (%.3f, %.3f)\n", class, len(o), o.Area(), o[0].X, o[0].Y)
	}
	// Output:
	// benign: 720 vertices, area 0.300, first vertex (0.364, 0.000)
	// malignant: 720 vertices, area 0.233, first vertex (0.444, 0.000)
}

func ExampleOutline_Area() {
	triangle := nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: .5}}
	fmt.Println("half a rectangle of 1 × .5:", triangle.Area())
	// Output: half a rectangle of 1 × .5: 0.25
}

func ExampleOutline_Check() {
	hourglass := nodule.Outline{{X: 0, Y: 0}, {X: 1, Y: 1}, {X: 1, Y: 0}, {X: 0, Y: .5}}
	fmt.Println(hourglass.Check())
	// Output: nodule: outline crosses itself: edges 0 and 2
}

// An outline around the origin is moved into the middle of the image.
func ExampleOutline_Map() {
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	o := nodule.Outline{{X: -.25, Y: -.25}, {X: .25, Y: -.25}, {X: 0, Y: .25}}
	fmt.Println(o.Map(centre.Apply))
	// Output: [{0.25 0.25} {0.75 0.25} {0.5 0.75}]
}

// A malignant shape as its coverage of 24×24 pixels.
func ExampleRasterise() {
	const side = 24
	centre := nodule.Affine{ScaleX: 1, ScaleY: 1, Shift: nodule.Point{X: .5, Y: .5}}
	coverage, err := nodule.Rasterise(nodule.MalignantOutline(.16, 5, .6).Map(centre.Apply), side)
	if err != nil {
		fmt.Println(err)
		return
	}
	for y := range side {
		for x := range side {
			fmt.Print(string(".-+#"[int(3.99*coverage[y*side+x])]))
		}
		fmt.Println()
	}
	// Output:
	// ........................
	// ........................
	// ........................
	// ........................
	// ........................
	// .............+#.........
	// ...-##+.....-##.........
	// ....+###....+#+.........
	// .....####-..##-.........
	// ......+#######..........
	// .......-######+----.....
	// .........############-..
	// .........###########+...
	// ........######+.........
	// .......#######..........
	// ......###-..##-.........
	// .....-#+....##+.........
	// ............+##.........
	// .............##.........
	// .............+#.........
	// ..............-.........
	// ........................
	// ........................
	// ........................
}

// A point is scaled, sheared, rotated by a quarter turn, then shifted.
func ExampleAffine_Apply() {
	a := nodule.Affine{ScaleX: 2, ScaleY: 1, Shear: .5, Rotation: math.Pi / 2, Shift: nodule.Point{X: .5, Y: .5}}
	p := a.Apply(nodule.Point{X: .1, Y: .2})
	fmt.Printf("(%.1f, %.1f)\n", p.X, p.Y)
	// Output: (0.3, 0.8)
}

// The control point in the middle of a 2×2 lattice is moved to the right. Points follow
// it, the less the farther away they are.
func ExampleFFD_Apply() {
	f := nodule.NewFFD(2)
	f.Control[2*(f.Cells+3)+2] = nodule.Point{X: .1} // the point (.5, .5)
	for _, x := range []float64{0, .25, .5, .75} {
		p := f.Apply(nodule.Point{X: x, Y: .5})
		fmt.Printf("%.2f → %.3f\n", x, p.X)
	}
	// Output:
	// 0.00 → 0.011
	// 0.25 → 0.282
	// 0.50 → 0.544
	// 0.75 → 0.782
}
