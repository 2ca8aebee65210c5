package native_test

import (
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
)

// batch draws 32 images of 16×16 pixels at D(180,160), scaled to 0 to 1, and their
// labels.
func batch() (images [][]float32, labels []float32) {
	config := nodule.Paper()
	config.Side, config.Samples, config.Training = 16, 40, 32
	set, _, err := config.TrainingSets(1, nodule.D(180, 160))
	if err != nil {
		panic(err)
	}
	pixels := lenet.Input{Scaling: lenet.Unit}.Scale(set.Images, 256)
	for i, class := range set.Classes {
		images, labels = append(images, pixels[256*i:][:256]), append(labels, float32(class))
	}
	return images, labels
}

// network is the paper's network for images of 16×16 pixels, before training.
func network() *native.Net {
	n, err := native.New(lenet.Paper(), 16)
	if err != nil {
		panic(err)
	}
	w, err := lenet.Init(1, 16)
	if err != nil {
		panic(err)
	}
	if err := n.Load(w); err != nil {
		panic(err)
	}
	return n
}

// A hundred steps of cross-entropy.
func Example() {
	n := network()
	images, labels := batch()
	adam := native.Adam{Rate: 1e-3, Beta1: .9, Beta2: .999, Epsilon: 1e-8}
	var first, last float64
	for step := range 100 {
		n.Embed(images)
		n.Classify()
		last = n.Loss(loss.CrossEntropy(), labels)
		if step == 0 {
			first = last
		}
		n.BackClassify()
		n.BackEmbed()
		adam.Step(n, n.All())
	}
	fmt.Println("the loss has fallen:", last < first)
	// Output: the loss has fallen: true
}

// A loss of embeddings needs no classifier: its gradient goes back to the encoder.
func ExampleNet_Loss() {
	n := network()
	images, labels := batch()
	adam := native.Adam{Rate: 1e-3, Beta1: .9, Beta2: .999, Epsilon: 1e-8}
	var values []float64
	for range 30 {
		n.Embed(images)
		values = append(values, n.Loss(loss.TripletMargin(1), labels))
		n.BackEmbed()
		adam.Step(n, n.Encoder())
	}
	fmt.Println("the loss has fallen:", values[29] < values[0])
	// Output: the loss has fallen: true
}

// Embeddings, logits and saliency maps are copied into rows of the caller's.
func ExampleNet_Saliency() {
	n := network()
	images, _ := batch()
	n.Embed(images[:2])
	maps := [][]float32{make([]float32, 16*16), make([]float32, 16*16)}
	n.Saliency(maps)
	for _, m := range maps {
		brightest := 0
		for i, v := range m {
			if v > m[brightest] {
				brightest = i
			}
		}
		fmt.Println(m[brightest] > 0)
	}
	// Output:
	// true
	// true
}

// The work of a training step on one image, in multiply-adds.
func ExampleNet_MultiplyAdds() {
	n, err := native.New(lenet.Paper(), 32)
	fmt.Println(n.MultiplyAdds(), err)
	// Output: 1129692 <nil>
}

// Weights are taken only by a network of their kind.
func ExampleNet_Load() {
	w, err := lenet.Init(1, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(network().Load(w))
	// Output: native: weights for images of side 32, but the network is for side 16
}
