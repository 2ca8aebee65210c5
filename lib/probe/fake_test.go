package probe_test

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
)

// store holds the networks that all tests of this package look at.
var store string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "probe")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	store = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// smallLab is a lab whose plan takes a second. Its store has the networks, and nothing
// that another test has found out about them.
func smallLab(t testing.TB, open func() (train.Engine, error)) *lab.Lab {
	t.Helper()
	if err := trained(); err != nil {
		t.Fatal(err)
	}
	own := t.TempDir()
	if err := os.CopyFS(own, os.DirFS(store)); err != nil {
		t.Fatal(err)
	}
	l, err := labOn(own, open)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// trained trains the networks once.
var trained = sync.OnceValue(func() error {
	l, err := labOn(store, openGo)
	if err != nil {
		return err
	}
	_, err = l.Results(context.Background())
	return err
})

func labOn(dir string, open func() (train.Engine, error)) (*lab.Lab, error) {
	s, err := runs.Open(dir)
	p := lab.PaperPlan(2)
	p.Config.Side, p.Config.Samples, p.Config.Training, p.Protocol.Epochs = 16, 20, 16, 2
	return &lab.Lab{Plan: p, Store: s, Engine: "gomlx/go", Workers: lab.Workers{Engines: 1, Replicas: 2, Open: open}}, err
}

func openGo() (train.Engine, error) { return gomlx.New(device.Choice{Backend: "go"}) }

// eye is an engine whose every network goes by one number of an image, and calls
// it malignant where that is above 0. The number is the embedding as well. Its
// saliency is the mask.
type eye struct {
	train.Engine
	of func(s *nodule.Set, i int) float64
}

func (e eye) Forward(_ context.Context, _ lenet.Weights, s *nodule.Set) (train.Output, error) {
	var out train.Output
	for i := range s.Len() {
		z := make([]float32, lenet.EmbeddingSize)
		z[0] = float32(e.of(s, i))
		out.Embeddings, out.Logits = append(out.Embeddings, z...), append(out.Logits, z[0])
	}
	return out, nil
}

func (e eye) Saliency(_ context.Context, _ lenet.Weights, s *nodule.Set) ([]float32, error) {
	return s.Masks, nil
}

// through is a lab whose networks go by one number.
func through(t testing.TB, of func(s *nodule.Set, i int) float64) *lab.Lab {
	return smallLab(t, func() (train.Engine, error) {
		e, err := openGo()
		return eye{e, of}, err
	})
}

// byShape knows the class; no brightness moves it.
func byShape(s *nodule.Set, i int) float64 { return 2*float64(s.Classes[i]) - 1 }

// byForeground calls bright foregrounds malignant.
func byForeground(s *nodule.Set, i int) float64 {
	var sum, n float64
	for p, m := range s.Mask(i) {
		if m == 1 {
			sum, n = sum+float64(s.Image(i)[p]), n+1
		}
	}
	return sum/n - 170
}

// byWholeImage calls dark images malignant, as the paper says of scenario 1.
func byWholeImage(s *nodule.Set, i int) float64 {
	var sum float64
	for _, v := range s.Image(i) {
		sum += float64(v)
	}
	return 112 - sum/float64(len(s.Image(i)))
}
