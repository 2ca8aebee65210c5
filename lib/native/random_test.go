package native

import "math/rand/v2"

// random draws n images of side² pixels in [0, 1], and their labels, both classes
// in turn.
func random(seed uint64, n, side int) (images [][]float32, labels []float32) {
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range n {
		image := make([]float32, side*side)
		for j := range image {
			image[j] = r.Float32()
		}
		images, labels = append(images, image), append(labels, float32(i%2))
	}
	return images, labels
}
