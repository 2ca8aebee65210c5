package train_test

import (
	"context"
	"fmt"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// tinyTask draws 16 training and 4 validation images of 16×16 pixels.
func tinyTask(seed uint64) (train.Task, error) {
	config := nodule.Paper()
	config.Side, config.Samples, config.Training = 16, 20, 16
	training, validation, err := config.TrainingSets(seed, nodule.D(180, 160))
	return train.Task{Seed: seed, Training: training, Validation: validation}, err
}

// Two networks by the contrastive loss: first the encoder, then the classifier on
// its frozen embeddings.
func Example() {
	first, err1 := tinyTask(1)
	second, err2 := tinyTask(2)
	if err1 != nil || err2 != nil {
		fmt.Println(err1, err2)
		return
	}
	engine := train.NewNative()
	defer engine.Close()
	protocol := train.Paper()
	protocol.Epochs = 2
	networks, err := engine.Train(context.Background(), protocol, loss.Contrastive(1), []train.Task{first, second}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range networks {
		fmt.Println("seed", n.Seed, n.Loss, n.Weights.Count(), "weights", len(n.Curves.Encoder), "and", len(n.Curves.Classifier), "epochs")
	}
	// Output:
	// seed 1 Contrast 14861 weights 2 and 2 epochs
	// seed 2 Contrast 14861 weights 2 and 2 epochs
}

// A loss of one's own trains under the same protocol, seed and batches as a
// built-in one, so that the two results are paired.
func ExampleEngine_ownLoss() {
	task, err := tinyTask(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	hinge := loss.New("Hinge", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
		for i, row := range rows {
			side := 2*labels[i] - 1
			if short := 1 - side*row[0]; short > 0 {
				value += short / float64(len(rows))
				gradient[i][0] -= side / float64(len(rows))
			}
		}
		return value
	})
	engine, protocol := train.NewNative(), train.Paper()
	defer engine.Close()
	protocol.Epochs, protocol.LearningRate = 30, 1e-3
	for _, l := range []loss.Loss{loss.CrossEntropy(), hinge} {
		networks, err := engine.Train(context.Background(), protocol, l, []train.Task{task}, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		curve := networks[0].Curves.Classifier
		fmt.Println(networks[0].Loss, "has fallen:", curve[29].Loss < curve[0].Loss)
	}
	// Output:
	// CE has fallen: true
	// Hinge has fallen: true
}

// Progress comes after every epoch of every stage.
func ExampleEngine_progress() {
	task, err := tinyTask(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	engine, protocol := train.NewNative(), train.Paper()
	defer engine.Close()
	protocol.Epochs = 2
	_, err = engine.Train(context.Background(), protocol, loss.TripletMargin(1), []train.Task{task}, func(p train.Progress) {
		fmt.Println(p.Stage, p.Epoch, "of", p.Epochs)
	})
	fmt.Println(err)
	// Output:
	// encoder 1 of 2
	// encoder 2 of 2
	// classifier 1 of 2
	// classifier 2 of 2
	// <nil>
}

// Names stand in plans and results; the protocol knows their hyperparameters.
func ExampleProtocol_Loss() {
	protocol := train.Paper()
	for _, name := range loss.Names() {
		l, err := protocol.Loss(name)
		fmt.Printf("%s: %+v of %s, %v\n", name, l, l.On(), err)
	}
	// Output:
	// CE: {} of logits, <nil>
	// Contrast: {Margin:1} of embeddings, <nil>
	// SupCon: {Temperature:0.1} of embeddings, <nil>
	// Triplet: {Margin:1} of embeddings, <nil>
}

// All that is out of its range is named.
func ExampleProtocol_Validate() {
	protocol := train.Paper()
	fmt.Println(protocol.Validate())
	protocol.Epochs, protocol.Kept = 0, "any"
	fmt.Println(protocol.Validate())
	// Output:
	// <nil>
	// train: protocol: Epochs 0: want at least 1; Kept "any": want "last epoch" or "best epoch"
}

// What the paper leaves open can be chosen otherwise.
func ExampleProtocol() {
	protocol := train.Paper()
	protocol.Network.Activation = lenet.ReLUActivation
	protocol.Network.Pooling = lenet.MaxPooling
	protocol.Input = lenet.Normalised
	protocol.Kept = train.BestEpoch
	fmt.Println(protocol.Validate(), protocol.Network, protocol.Input)
	// Output: <nil> {ReLU max f2 1} image standardised
}

// A network's view of a set: embeddings, logits and saliency maps.
func ExampleNewNative() {
	task, err := tinyTask(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	w, err := lenet.Init(1, 16)
	if err != nil {
		fmt.Println(err)
		return
	}
	engine := train.NewNative()
	defer engine.Close()
	out, err := engine.Forward(context.Background(), w, task.Validation)
	if err != nil {
		fmt.Println(err)
		return
	}
	saliency, err := engine.Saliency(context.Background(), w, task.Validation)
	fmt.Println(len(out.Embeddings)/84, "embeddings,", len(out.Logits), "logits,", len(saliency)/256, "saliency maps", err)
	// Output: 4 embeddings, 4 logits, 4 saliency maps <nil>
}

// A logit above 0 means malignant.
func ExampleOutput_Predictions() {
	out := train.Output{Logits: []float32{-2.5, .1, 7}}
	fmt.Println(out.Predictions())
	// Output: [false true true]
}

// Engines look at sets in parts, scaled as the network takes them.
func ExampleEachPart() {
	task, err := tinyTask(1)
	if err != nil {
		fmt.Println(err)
		return
	}
	w, err := lenet.Init(1, 16)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = train.EachPart(context.Background(), w, task.Training, 10, func(pixels []float32) error {
		fmt.Println(len(pixels)/(16*16), "images")
		return nil
	})
	fmt.Println(err)
	// Output:
	// 10 images
	// 6 images
	// <nil>
}
