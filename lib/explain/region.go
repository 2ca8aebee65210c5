package explain

// region is the part of an image in which a pixel lies.
type region int

const (
	outside region = iota
	border
	inside
)

// borderWidth is how many pixels the border reaches from an edge pixel to either side, in
// an image of 32 pixels; in other images it is scaled.
const borderWidth = 2

// regions returns the region of each pixel of a mask; see [SaliencyDensity].
func regions(mask []float32, side int) []region {
	band := max(1, (borderWidth*side+16)/32)
	r := make([]region, len(mask))
	for i, m := range mask {
		if m >= .5 {
			r[i] = inside
		}
	}
	for _, e := range edges(mask, side) {
		for y := max(0, e/side-band); y <= min(side-1, e/side+band); y++ {
			for x := max(0, e%side-band); x <= min(side-1, e%side+band); x++ {
				r[y*side+x] = border
			}
		}
	}
	return r
}

// edges returns the indices of the edge pixels: covered pixels with an uncovered
// neighbour to the left, right, above or below, and uncovered pixels with a covered one.
func edges(mask []float32, side int) []int {
	covered := func(i int) bool { return mask[i] >= .5 }
	var all []int
	for i := range mask {
		x, y := i%side, i/side
		if x > 0 && covered(i) != covered(i-1) || x < side-1 && covered(i) != covered(i+1) ||
			y > 0 && covered(i) != covered(i-side) || y < side-1 && covered(i) != covered(i+side) {
			all = append(all, i)
		}
	}
	return all
}
