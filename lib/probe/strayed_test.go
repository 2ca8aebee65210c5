package probe_test

import (
	"fmt"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
)

// What goes by intensity alone sends both classes of the opposite test set to the
// other cluster, and none of the one whose intensities are related as in training.
func TestStrayedByIntensity(t *testing.T) {
	l := through(t, byForeground)
	l.Plan.Scenarios = paper.Scenarios()[1:2]
	all := must[[]probe.Strayed](t)(probe.MeasureStrayed(ctx, l))
	if len(all) != 4 {
		t.Fatalf("%d measurements, want 2 seeds of 2 losses", len(all))
	}
	for i, m := range all {
		if m.Scenario != 2 || m.Seed != uint64(i/2+1) || len(m.Sets) != 3 {
			t.Errorf("measurement %d: %+v", i, m)
		}
		want := []probe.StrayedShare{{Set: nodule.D(180, 160)}, {Set: nodule.D(150, 190), Malignant: 1, Benign: 1}, {Set: nodule.D(190, 150)}}
		for j, s := range m.Sets {
			moved := s.Moved
			s.Moved = probe.Moved{}
			if s != want[j] {
				t.Errorf("seed %d, %s: %+v, want %+v", m.Seed, m.Network, s, want[j])
			}
			// The classes are 20 grey levels apart in training; the tests move both by 30, then by 10.
			far := []float64{0, 1.5, .5}[j]
			near(t, "moved", .25, [2]float64{moved.Of(nodule.Malignant), far}, [2]float64{moved.Of(nodule.Benign), far})
		}
	}
}

// What goes by shape alone never strays.
func TestStrayedByShape(t *testing.T) {
	for _, m := range must[[]probe.Strayed](t)(probe.MeasureStrayed(ctx, through(t, byShape))) {
		for _, s := range m.Sets {
			if s.Malignant != 0 || s.Benign != 0 || s.Moved != (probe.Moved{}) {
				t.Errorf("%s, seed %d: %+v", m.Group, m.Seed, s)
			}
		}
	}
}

// view is a view of a set with one number an embedding.
func view(d nodule.Distribution, classes []nodule.Class, numbers ...float32) lab.View {
	v := lab.View{Set: &nodule.Set{Side: 1, Distribution: d, Classes: classes}}
	for _, z := range numbers {
		v.Embeddings = append(v.Embeddings, append([]float32{z}, make([]float32, lenet.EmbeddingSize-1)...)...)
		v.Logits = append(v.Logits, 0)
	}
	return v
}

var classes = []nodule.Class{nodule.Malignant, nodule.Malignant, nodule.Benign, nodule.Benign}

// The training set has the centroids, 1 and −1 here: the boundary lies at 0.
func TestStrayedIn(t *testing.T) {
	training, test := nodule.D(150, 150), nodule.D(170, 130)
	shares, err := probe.StrayedIn([]lab.View{view(training, classes, 1.5, .5, -1.5, -.5), view(test, classes, .1, -.1, -9, -.1)})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "moved", 1e-6, [2]float64{shares[1].Moved.Malignant, .5}, [2]float64{shares[1].Moved.Benign, 1.775}) // from 1 to 0, from −1 to −4.55, of 2
	shares[1].Moved = probe.Moved{}
	if shares[1] != (probe.StrayedShare{Set: test, Malignant: .5}) || shares[0].Set != training || shares[0].Malignant != 0 {
		t.Errorf("%+v", shares)
	}
	if m, b := shares[1].Of(nodule.Malignant), shares[1].Of(nodule.Benign); m != .5 || b != 0 {
		t.Errorf("of malignant %v, of benign %v", m, b)
	}
}

func TestStrayedInRefuses(t *testing.T) {
	training := view(nodule.D(150, 150), classes, 2, 0, -2, 0)
	short := training
	short.Embeddings = short.Embeddings[1:]
	for want, views := range map[string][]lab.View{
		"no views":                nil,
		"values":                  {short},
		"are not embeddings of":   {training, short},
		"want some of each class": {view(nodule.D(150, 150), classes[:2], 1, 2)},
	} {
		if _, err := probe.StrayedIn(views); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// Half of the benign test images lie nearer the malignant cluster.
func ExampleStrayedIn() {
	shares, err := probe.StrayedIn([]lab.View{
		view(nodule.D(150, 150), classes, 1, 1.2, -1, -1.2),
		view(nodule.D(170, 130), classes, 1, .9, -.8, .4),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range shares {
		fmt.Printf("D(%s): malignant %.1f, benign %.1f\n", s.Set, s.Malignant, s.Benign)
	}
	// Output:
	// D(150,150): malignant 0.0, benign 0.0
	// D(170,130): malignant 0.0, benign 0.5
}

// A network is one of a group, which is named by scenario and loss.
func ExampleTrained() {
	g := probe.Trained(2, loss.Contrast)
	fmt.Println(g, g.IsTrained())
	fmt.Println(probe.Group{Scenario: 2, Network: probe.Untrained}.IsTrained())
	// Output:
	// scenario 2, Contrast true
	// false
}
