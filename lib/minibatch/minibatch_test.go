package minibatch_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/minibatch"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// small is the paper's protocol and data, in small.
func small(t *testing.T) (train.Protocol, nodule.Sets) {
	t.Helper()
	p, c := train.Paper(), nodule.Paper()
	p.Epochs, p.Batch, p.LearningRate = 5, 16, 1e-3
	c.Side, c.Samples, c.Training = 16, 60, 50
	sets, err := c.Source(nodule.D(150, 150), nodule.D(170, 130))(7)
	if err != nil {
		t.Fatal(err)
	}
	return p, sets
}

// byHand trains a network of seed 7 as notebook 01 does, and its exercise: by a loss of
// logits in one loop, by one of embeddings in two.
func byHand(t *testing.T, p train.Protocol, sets nodule.Sets, by loss.Loss) *native.Net {
	t.Helper()
	initial, err := p.Initial(7, sets.Training)
	if err != nil {
		t.Fatal(err)
	}
	net, err := native.New(initial.Variant, initial.Side)
	if err != nil || net.Load(initial) != nil {
		t.Fatal(err)
	}
	training, err := minibatch.Of(sets.Training, initial.Input)
	if err != nil {
		t.Fatal(err)
	}
	order := minibatch.Order(7)
	loop := func(rate float64, part native.Part, step func(images [][]float32, labels []float32)) {
		adam := native.Adam{Rate: rate, Beta1: p.Beta1, Beta2: p.Beta2, Epsilon: p.Epsilon}
		for range p.Epochs {
			for images, labels := range training.Epoch(order, p.Batch) {
				step(images, labels)
				adam.Step(net, part)
			}
		}
	}
	if by.On() == loss.Logits {
		loop(p.LearningRate, net.All(), func(images [][]float32, labels []float32) {
			net.Embed(images)
			net.Classify()
			net.Loss(by, labels)
			net.BackClassify()
			net.BackEmbed()
		})
		return net
	}
	loop(p.LearningRate, net.Encoder(), func(images [][]float32, labels []float32) {
		net.Embed(images)
		net.Loss(by, labels)
		net.BackEmbed()
	})
	loop(p.ClassifierLearningRate, net.Classifier(), func(images [][]float32, labels []float32) {
		net.Embed(images)
		net.Classify()
		net.Loss(loss.CrossEntropy(), labels)
		net.BackClassify()
	})
	return net
}

// Loops written out end with the weights of the engine's, bit for bit.
func TestLoopByHand(t *testing.T) {
	p, sets := small(t)
	engine := train.NewNative()
	defer engine.Close()
	for _, by := range []loss.Loss{loss.CrossEntropy(), loss.Contrastive(1)} {
		trained, err := engine.Train(context.Background(), p, by, []train.Task{{Seed: 7, Training: sets.Training, Validation: sets.Validation}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		own := byHand(t, p, sets, by).Weights()
		for i, tensor := range trained[0].Weights.Tensors {
			if !slices.Equal(own.Tensors[i].Data, tensor.Data) {
				t.Errorf("%s: %s differs", by.Name(), tensor.Name)
			}
		}
		larger := p
		larger.Batch = 25
		if other := byHand(t, larger, sets, by).Weights(); slices.Equal(other.Tensors[0].Data, own.Tensors[0].Data) {
			t.Errorf("%s: batches of another size end with the same weights", by.Name())
		}
	}
}

// Every sample comes once an epoch, with its own label, in an order that changes.
func TestEpoch(t *testing.T) {
	samples := minibatch.Samples{}
	for i := range 10 {
		samples.Images, samples.Labels = append(samples.Images, []float32{float32(i)}), append(samples.Labels, float32(i))
	}
	order := minibatch.Order(1)
	var orders []string
	for range 2 {
		var sizes, seen []int
		for images, labels := range samples.Epoch(order, 4) {
			sizes = append(sizes, len(labels))
			for i, label := range labels {
				if images[i][0] != label {
					t.Fatalf("the image of sample %v has the label %v", images[i], label)
				}
				seen = append(seen, int(label))
			}
		}
		orders = append(orders, fmt.Sprint(seen))
		slices.Sort(seen)
		if !slices.Equal(sizes, []int{4, 4, 2}) || !slices.Equal(seen, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
			t.Errorf("batches of %v samples, in all %v", sizes, seen)
		}
	}
	if orders[0] == orders[1] {
		t.Errorf("both epochs have the order %s", orders[0])
	}
	for _, size := range []int{0, 99} {
		for _, labels := range samples.Epoch(order, size) {
			if len(labels) != 10 {
				t.Errorf("size %d: a batch of %d", size, len(labels))
			}
		}
	}
	for range samples.Epoch(order, 4) {
		break // may be left early
	}
}

func TestSamplesOfNoSet(t *testing.T) {
	if _, err := minibatch.Of(nil, lenet.Input{}); err == nil || !strings.HasPrefix(err.Error(), "minibatch: ") {
		t.Errorf("no set: %v", err)
	}
}
