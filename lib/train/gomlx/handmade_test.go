package gomlx

import (
	"context"
	"image"
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
	"nodulelab/lib/train/traintest"
)

// Both engines train on images from outside, and refuse sets that are not whole.
func TestHandmadeSets(t *testing.T) {
	for name, open := range map[string]opener{"GoMLX": openEngine, "native": openNative} {
		t.Run(name, func(t *testing.T) { handmade(t, open(t)) })
	}
}

func handmade(t *testing.T, e train.Engine) {
	sets, err := nodule.Fixed(scans(t, 12))(1)
	if err != nil {
		t.Fatal(err)
	}
	p := traintest.Brief()
	p.Epochs = 1
	task := train.Task{Seed: 1, Training: sets.Training, Validation: sets.Validation}
	w := traintest.Train(t, e, p, loss.CE, task)[0].Weights
	out, err := e.Forward(context.Background(), w, sets.Training)
	if err != nil || len(out.Logits) != sets.Training.Len() {
		t.Errorf("%d logits, %v", len(out.Logits), err)
	}
	l, err := p.Loss(loss.CE)
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*nodule.Set){
		"2560 pixels and 7 values of coverage": func(s *nodule.Set) { s.Masks = make([]float32, 7) },
		"2559 pixels and 0":                    func(s *nodule.Set) { s.Images = s.Images[1:] },
		"class 2 of sample 3":                  func(s *nodule.Set) { s.Classes[3] = 2 },
		"pixel 0 is 256":                       func(s *nodule.Set) { s.Images[0] = 256 },
	} {
		broken, err := sets.Training.First(sets.Training.Len())
		if err != nil {
			t.Fatal(err)
		}
		change(broken)
		_, errTraining := e.Train(context.Background(), p, l, []train.Task{{Seed: 1, Training: broken, Validation: sets.Validation}}, nil)
		_, errValidation := e.Train(context.Background(), p, l, []train.Task{{Seed: 1, Training: sets.Training, Validation: broken}}, nil)
		_, errForward := e.Forward(context.Background(), w, broken)
		_, errSaliency := e.Saliency(context.Background(), w, broken)
		for what, err := range map[string]error{"training": errTraining, "validation": errValidation, "forward": errForward, "saliency": errSaliency} {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v, want %q", what, err, want)
			}
		}
	}
}

// scans are n images of 16×16 pixels from outside, without masks and factors.
func scans(t *testing.T, n int) *nodule.Set {
	t.Helper()
	var images []image.Image
	var classes []nodule.Class
	for i := range n {
		m := image.NewGray(image.Rect(0, 0, 16, 16))
		for p := range m.Pix {
			m.Pix[p] = uint8(p * (i + 1))
		}
		images, classes = append(images, m), append(classes, nodule.Class(i%2))
	}
	s, err := nodule.FromImages("my scans", images, classes)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
