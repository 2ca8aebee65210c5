package clock_test

import (
	"math"
	"slices"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/design"
	"nodulelab/lib/internal/simd"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
)

// otherwise is how far accuracies may lie from the stored ones, on average, where other
// kernels compute: rounding differs, and single networks may go another way.
const otherwise = .05

func load(t *testing.T) clock.Followed {
	t.Helper()
	f, err := clock.Load()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The first epochs of a network of every group come out again, and of one network so many
// that it turns: to the last digit on the kernels that made them, alike on average on
// others.
func TestStoredCoursesComeOutAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("trains eleven networks for some epochs")
	}
	if simd.Elsewhere(t, "^TestStoredCoursesComeOutAgain$") {
		return
	}
	stored := load(t)
	for i, g := range stored.Study.Groups {
		again(t, stored, g, uint64(1+7*i%20), 5)
	}
	again(t, stored, clock.Group{Scenario: 2, Loss: loss.Contrast, Pace: clock.Protocol()}, 3, 90)
}

// again follows a network of a group for some epochs and compares.
func again(t *testing.T, stored clock.Followed, g clock.Group, seed uint64, epochs int) {
	t.Helper()
	s := stored.Study
	s.Base.Seeds, s.Groups, s.Epochs = []uint64{seed}, []clock.Group{g}, epochs
	until := func(all []int) []int {
		return slices.DeleteFunc(slices.Clone(all), func(epoch int) bool { return epoch > epochs })
	}
	s.Looks, s.Probed = until(s.Looks), until(s.Probed)
	if epochs > 20 {
		s.Looks, s.Probed = s.Looks[len(s.Looks)-6:], s.Probed[len(s.Probed)-2:]
	}
	fresh := follow(t, s, openLab(t, t.TempDir())).Courses[0]
	of := stored.Of(g)
	course := of[slices.IndexFunc(of, func(c clock.Course) bool { return c.Seed == seed })]
	exact, apart := stored.Manifest.Made["native kernels"] == native.Kernels(), 0.
	for _, p := range fresh.Points {
		old, found := course.After(p.Epoch)
		if !found {
			t.Fatalf("%s, seed %d: nothing is stored of epoch %d", g, seed, p.Epoch)
		}
		if exact && !same(p, old) {
			t.Errorf("%s, seed %d, epoch %d: %+v, stored %+v", g, seed, p.Epoch, p, old)
		}
		for k, test := range p.Tests {
			apart += math.Abs(test.Accuracy()-old.Tests[k].Accuracy()) / float64(len(fresh.Points)*len(p.Tests))
		}
	}
	if apart > otherwise {
		t.Errorf("%s, seed %d: %.3f from the stored accuracies on average, want at most %.2f", g, seed, apart, otherwise)
	}
}

// same compares points; probes only where both were made.
func same(a, b clock.Point) bool {
	probes := a.Probes == nil || b.Probes == nil || *a.Probes == *b.Probes
	return a.Training == b.Training && a.Validation == b.Validation && slices.Equal(a.Tests, b.Tests) && probes
}

// The stored sweep trains the same networks to the same accuracy: end to end for 50, 100
// and 200 epochs, an encoder and its classifier for 100 each.
func TestStoredCoursesMeetTheSweep(t *testing.T) {
	stored, sweep := load(t), mustSweep(t)
	compared := 0
	for epochs, level := range map[int]string{50: "50", 100: "", 200: "200"} {
		cell := 0
		if level != "" {
			var err error
			if cell, err = sweep.Sweep.CellWith(design.Setting{Factor: "epochs", Level: level}); err != nil {
				t.Fatal(err)
			}
		}
		for _, r := range sweep.OfCell(cell) {
			if r.Loss != loss.CE && epochs != 100 {
				continue
			}
			g := clock.Group{Scenario: r.Scenario, Loss: r.Loss, Pace: clock.Protocol()}
			test := slices.Index(stored.Study.Base.Scenarios[r.Scenario-1].Tests, r.Test)
			at := stored.At(g, epochs, clock.OnTest(test))
			i := slices.Index(at.Seeds, r.Seed)
			if i < 0 { // the sweep has more seeds than were followed
				continue
			}
			if got := at.Values[i]; math.Abs(got-r.Accuracy) > 1e-4 {
				t.Errorf("%s, seed %d, after %d epochs: %.4f, and %.4f in the sweep", g, r.Seed, epochs, got, r.Accuracy)
			}
			compared++
		}
	}
	if least := 20*9 + 10*(5+5); compared < least { // the protocol's level has all seeds that were followed
		t.Errorf("%d results compared, want at least %d", compared, least)
	}
}

func mustSweep(t *testing.T) design.Swept {
	t.Helper()
	s, err := design.Load(design.FactorSweep)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
