package probe

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/explain"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/train"
)

// maps returns the saliency of an averaging network on images, and its logits.
func maps(t *testing.T, v lenet.Variant, in lenet.Input, s *nodule.Set) (saliency, logits []float32) {
	t.Helper()
	w, err := averaging(lenet.Form{Side: s.Side, Variant: v}, in, s.Images)
	if err != nil {
		t.Fatal(err)
	}
	e := train.NewNative()
	defer e.Close()
	if saliency, err = e.Saliency(context.Background(), w, s); err != nil {
		t.Fatal(err)
	}
	out, err := e.Forward(context.Background(), w, s)
	if err != nil {
		t.Fatal(err)
	}
	return saliency, out.Logits
}

func drawn(t *testing.T) *nodule.Set {
	t.Helper()
	s, err := nodule.Paper().Draw(1, "averaging", nodule.D(180, 160), 6)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// With average pooling the network is linear: whatever the image, its map is the same, and
// its answer is the sum of the pixels, each times its saliency. Every pixel counts.
func TestAveragingIsLinear(t *testing.T) {
	s := drawn(t)
	for _, activation := range lenet.Activations() {
		for _, scaling := range lenet.Scalings() {
			v := lenet.Paper()
			v.Activation = activation
			in, err := lenet.NewInput(scaling, s.Images)
			if err != nil {
				t.Fatal(err)
			}
			saliency, logits := maps(t, v, in, s)
			size, x := s.Side*s.Side, in.Scale(s.Images, s.Side*s.Side)
			first := saliency[:size]
			for i := range s.Len() {
				var sum, peak float64
				for p, g := range saliency[i*size : (i+1)*size] {
					sum += float64(g) * float64(x[i*size+p])
					peak = max(peak, math.Abs(float64(g/first[p])-1))
				}
				if activation == lenet.ReLUActivation {
					sum += small // the first layer's bias
				}
				if peak > 1e-3 || math.Abs(sum-float64(logits[i])) > 2e-5 || math.Abs(sum) > 2*small {
					t.Errorf("%s, %s, image %d: maps differ by a factor %v, the answer is %v, the sum %v", activation, scaling, i, peak, logits[i], sum)
				}
			}
			if slices.Min(first) <= 0 {
				t.Errorf("%s, %s: a pixel does not count", activation, scaling)
			}
		}
	}
}

// What lies near the rim is seen by fewer kernels, so that such a network has its saliency
// in the middle, where the nodule is: a null that an even spread is not.
func TestAveragingLooksAtTheMiddle(t *testing.T) {
	s := drawn(t)
	saliency, _ := maps(t, lenet.Paper(), lenet.Input{Scaling: lenet.Unit}, s)
	d, err := explain.SetDensity(saliency, s)
	if err != nil {
		t.Fatal(err)
	}
	if !(d.Inside > 1 && d.Outside < 1) {
		t.Errorf("density %+v", d)
	}
}

// Max pooling, other cuts and heads have such a network too; a network of one's own has not.
func TestAveragingOfForms(t *testing.T) {
	s := drawn(t)
	for _, pooling := range lenet.Poolings() {
		for _, cut := range lenet.Cuts() {
			for head := 1; head <= 3; head++ {
				v := lenet.Variant{Activation: lenet.TanhActivation, Pooling: pooling, Cut: cut, Head: head}
				saliency, _ := maps(t, v, lenet.Input{Scaling: lenet.Unit}, s)
				if _, err := explain.SetDensity(saliency, s); err != nil {
					t.Errorf("%v: %v", v, err)
				}
			}
		}
	}
	if _, err := averaging(lenet.Form{Side: 32, Custom: own{}}, lenet.Input{}, s.Images); err == nil || !strings.Contains(err.Error(), `not in the network "mine"`) {
		t.Errorf("error %v", err)
	}
}

type own struct{ lenet.Custom }

func (own) Name() string { return "mine" }

// Ratios are taken by seed and by region.
func TestRelative(t *testing.T) {
	ce, null := Group{1, "CE"}, Group{1, Averaging}
	at := func(g Group, seed uint64, inside, border, outside float64) Map {
		return Map{Subject: Subject{g, seed}, Density: explain.Density{Inside: inside, Border: border, Outside: outside}}
	}
	all := []Map{at(ce, 1, 4, 3, .5), at(ce, 2, 1, 1, 1), at(null, 2, 2, 4, 8), at(null, 1, 2, 1, 1)}
	got, err := Relative(all, ce, null)
	if want := []explain.Density{{Inside: 2, Border: 3, Outside: .5}, {Inside: .5, Border: .25, Outside: .125}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if _, err := Relative(all[1:], ce, null); err == nil || !strings.Contains(err.Error(), "seed 1 has a result in scenario 1, averaging, but none in scenario 1, CE") {
		t.Errorf("error %v", err)
	}
}
