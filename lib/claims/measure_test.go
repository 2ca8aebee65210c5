package claims_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/claims"
	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// lab is a lab whose plan takes a second.
func smallLab(t *testing.T, open func() (train.Engine, error)) *lab.Lab {
	t.Helper()
	store, err := runs.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := lab.PaperPlan(2)
	p.Config.Side, p.Config.Samples, p.Config.Training, p.Protocol.Epochs = 16, 20, 16, 2
	return &lab.Lab{Plan: p, Store: store, Engine: "gomlx/go", Workers: lab.Workers{Engines: 1, Replicas: 2, Open: open}}
}

func openGo() (train.Engine, error) { return train.NewGoMLX(device.Choice{Backend: "go"}) }

func TestMeasure(t *testing.T) {
	l := smallLab(t, openGo)
	first, err := claims.Measure(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != 8 {
		t.Fatalf("%d measurements, want 2 seeds of 2 losses in 2 scenarios", len(first))
	}
	for i, m := range first {
		tests := paper.Scenarios()[m.Scenario-1].Tests
		if m.Seed != uint64(i%2+1) || m.Scenario != i/4+1 || m.Strayed[0].Test != tests[0] || m.Strayed[1].Test != tests[1] {
			t.Errorf("measurement %d: %+v", i, m)
		}
		if d := m.Density; !(d.Border > 0) || !(d.Outside > 0) {
			t.Errorf("measurement %d: density %+v", i, d)
		}
	}
	again, err := claims.Measure(context.Background(), l)
	if err != nil || !reflect.DeepEqual(again, first) {
		t.Errorf("measured again: equal %t, %v", reflect.DeepEqual(again, first), err)
	}
	if verdicts, err := claims.Judge(claims.Evidence{Measurements: first}); err != nil || !strings.HasPrefix(verdicts[len(verdicts)-1].Reason, "2 of the 20 seeds") {
		t.Errorf("judged: %v", err)
	}
}

// ruler is an engine whose every network calls an image malignant if its
// foreground, all pixels off the background, is bright: it uses intensity alone.
type ruler struct{ train.Engine }

func openRuler() (train.Engine, error) {
	e, err := openGo()
	return ruler{e}, err
}

func (ruler) Forward(_ context.Context, _ lenet.Weights, s *nodule.Set) (train.Output, error) {
	var out train.Output
	for i := range s.Len() {
		var sum, n float32
		for p, m := range s.Mask(i) {
			if m == 1 {
				sum, n = sum+s.Image(i)[p], n+1
			}
		}
		z := make([]float32, lenet.EmbeddingSize)
		z[0] = sum/n - 170
		out.Embeddings, out.Logits = append(out.Embeddings, z...), append(out.Logits, z[0])
	}
	return out, nil
}

// What uses intensity alone flips with it and not with the shape, and sends both
// classes of the opposite test set to the other cluster.
func TestMeasureOfIntensity(t *testing.T) {
	l := smallLab(t, openRuler)
	l.Plan.Scenarios = paper.Scenarios()[1:2]
	all, err := claims.Measure(context.Background(), l)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if m.Flips.Intensity != 1 || m.Flips.Shape != 0 {
			t.Errorf("seed %d, %s: flips %+v, want 1 by intensity, 0 by shape", m.Seed, m.Loss, m.Flips)
		}
		if o, same := m.Strayed[0], m.Strayed[1]; o.Malignant != 1 || o.Benign != 1 || same.Malignant != 0 || same.Benign != 0 {
			t.Errorf("seed %d, %s: strayed %+v", m.Seed, m.Loss, m.Strayed)
		}
	}
}

func TestMeasureStops(t *testing.T) {
	l := smallLab(t, openGo)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := claims.Measure(ctx, l); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	broken := errors.New("no engine today")
	l.Workers.Open = func() (train.Engine, error) { return nil, broken }
	if _, err := claims.Measure(context.Background(), l); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}
