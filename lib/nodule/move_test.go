package nodule_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/nodule"
)

// Equal steps of foreground and background move every pixel by as much; steps of the
// foreground alone do what Repaint does.
func TestMove(t *testing.T) {
	set := draw(t, nodule.Paper(), 3, nodule.D(150, 170), 10)
	before := slices.Clone(set.Images)
	up, down := repeat(20, 10), repeat(-20, 10)
	both, err := set.Move(up, up)
	if err != nil {
		t.Fatal(err)
	}
	for p, v := range both.Images {
		if math.Abs(float64(v-set.Images[p])-20) > 1e-3 {
			t.Fatalf("pixel %d moved from %v to %v, want 20 more", p, set.Images[p], v)
		}
	}
	painted, err := set.Move(down, nil)
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range repaint(t, set, nodule.D(130, 150)).Images {
		if math.Abs(float64(painted.Images[p]-want)) > 1e-3 {
			t.Fatalf("pixel %d is %v, repainted %v", p, painted.Images[p], want)
		}
	}
	if !slices.Equal(set.Images, before) || !slices.Equal(painted.Masks, set.Masks) {
		t.Error("the set itself, or a mask, was changed")
	}
}

func repeat(v float64, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = v
	}
	return values
}

func TestMoveClips(t *testing.T) {
	set := draw(t, nodule.Paper(), 1, nodule.D(150, 150), 2)
	moved, err := set.Move(repeat(1000, 2), repeat(-1000, 2))
	if err != nil {
		t.Fatal(err)
	}
	if low, high := slices.Min(moved.Images), slices.Max(moved.Images); low != 0 || high != 255 {
		t.Errorf("grey levels from %v to %v, want 0 to 255", low, high)
	}
}

// An image whose mean is held has the wanted mean, and its full foreground stays.
func TestBackgroundStepsHoldTheMean(t *testing.T) {
	set := draw(t, nodule.Paper(), 2, nodule.D(190, 150), 40)
	want := make([]float64, set.Len())
	for i := range want {
		want[i] = 105 + float64(i)/2
	}
	steps, err := set.BackgroundSteps(want)
	if err != nil {
		t.Fatal(err)
	}
	held, err := set.Move(nil, steps)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		var sum float64
		for p, v := range held.Image(i) {
			sum += float64(v)
			if set.Mask(i)[p] == 1 && v != set.Image(i)[p] {
				t.Fatalf("image %d: foreground pixel %d moved from %v to %v", i, p, set.Image(i)[p], v)
			}
		}
		if got := sum / 1024; math.Abs(got-want[i]) > 1e-3 {
			t.Errorf("image %d has the mean %v, want %v", i, got, want[i])
		}
	}
}

func TestMoveRefuses(t *testing.T) {
	set := draw(t, nodule.Paper(), 1, nodule.D(150, 150), 2)
	for name, steps := range map[string][]float64{"one step": {1}, "NaN": {1, math.NaN()}, "infinite": {math.Inf(1), 0}} {
		if _, err := set.Move(steps, nil); err == nil {
			t.Errorf("%s of the foreground was taken", name)
		}
		if _, err := set.Move(nil, steps); err == nil {
			t.Errorf("%s of the background was taken", name)
		}
	}
	for _, n := range []int{0, 1, 3} {
		if _, err := set.BackgroundSteps(repeat(110, n)); err == nil {
			t.Errorf("%d means for two images were taken", n)
		}
		if _, err := set.Move(repeat(1, n), nil); err == nil {
			t.Errorf("%d steps for two images were taken", n)
		}
	}
	full := &nodule.Set{Side: 1, Images: []float32{150}, Masks: []float32{1}, Classes: make([]nodule.Class, 1), Factors: make([]nodule.Factors, 1)}
	steps, err := full.BackgroundSteps([]float64{100})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := full.Move(nil, steps); err == nil {
		t.Error("a background that is not there was moved")
	}
}

// Whatever the steps, masks and classes stay and grey levels stay grey levels.
func FuzzMove(f *testing.F) {
	f.Add(20., -20.)
	f.Add(1e6, 0.)
	set, err := nodule.Paper().Draw(1, "fuzz", nodule.D(150, 150), 2)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, foreground, background float64) {
		moved, err := set.Move(repeat(foreground, 2), repeat(background, 2))
		if err != nil {
			return
		}
		if !slices.Equal(moved.Masks, set.Masks) || !slices.Equal(moved.Classes, set.Classes) {
			t.Error("masks or classes changed")
		}
		for _, v := range moved.Images {
			if !(v >= 0 && v <= 255) {
				t.Fatalf("grey level %v after steps of %v and %v", v, foreground, background)
			}
		}
	})
}

// Whatever mean is asked for, images have it, unless the background would have to
// leave the range of grey levels.
func FuzzBackgroundSteps(f *testing.F) {
	f.Add(110., 30.)
	f.Add(200., -40.)
	set, err := nodule.Paper().Draw(1, "fuzz", nodule.D(150, 150), 4)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, want, foreground float64) {
		if !(want > 60 && want < 180 && math.Abs(foreground) < 50) {
			return
		}
		changed, err := set.Move(repeat(foreground, 4), nil)
		if err != nil {
			t.Fatal(err)
		}
		steps, err := changed.BackgroundSteps(repeat(want, 4))
		if err != nil {
			t.Fatal(err)
		}
		held, err := changed.Move(nil, steps)
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range steps {
			var sum float64
			for _, v := range held.Image(i) {
				sum += float64(v) / 1024
			}
			if within := 98+step > 10 && 98+step < 200; within && math.Abs(sum-want) > .01 {
				t.Errorf("image %d: the mean is %v, want %v, with the background moved by %v", i, sum, want, step)
			}
		}
	})
}
