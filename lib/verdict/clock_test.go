package verdict

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
)

// madeUp are courses of 20 seeds in scenario 2, at each pace of the study, whose accuracy
// on the first test is a function of the seed and of the epoch; training is learned from
// epoch 3 on.
func madeUp(accuracy func(g clock.Group, seed uint64, epoch int) float64) clock.Followed {
	f := clock.Followed{Study: clock.Paper()}
	f.Study.Groups = slices.DeleteFunc(f.Study.Groups, func(g clock.Group) bool { return g.Scenario != 2 })
	for _, j := range f.Study.Jobs() {
		c := clock.Course{Group: j.Group, Seed: j.Seed}
		for _, epoch := range f.Study.Looks {
			right := metrics.Proportion{Hits: int(math.Round(100 * accuracy(j.Group, j.Seed, epoch))), Total: 100}
			p := clock.Point{Epoch: epoch, Training: metrics.Proportion{Hits: 85, Total: 170}, Tests: make([]clock.Right, 2)}
			if epoch >= 3 {
				p.Training.Hits = 170
			}
			p.Tests[0] = clock.Right{Malignant: right, Benign: right}
			p.Tests[1] = clock.Right{Malignant: metrics.Proportion{Hits: 1, Total: 1}, Benign: metrics.Proportion{Hits: 1, Total: 1}}
			if j.Pace == clock.Protocol() && slices.Contains(f.Study.Probed, epoch) {
				share := right.Value()
				p.Probes = &clock.Probes{Shape: share, Foreground: 1 - share, ByShape: share, ByIntensity: 1 - share}
			}
			c.Points = append(c.Points, p)
		}
		f.Courses = append(f.Courses, c)
	}
	return f
}

// falls falls from 1 to 0 at an epoch.
func falls(at float64) func(int) float64 {
	return func(epoch int) float64 {
		if float64(epoch) < at {
			return 1
		}
		return 0
	}
}

func TestSpells(t *testing.T) {
	epochs := []int{0, 1, 2, 5, 9, 12}
	for has, want := range map[string]string{"......": "[]", "xx.xxx": "[{5 12}]", "xxx...": "[{0 2}]", "xxxxxx": "[{0 12}]", ".xx.xx": "[]", "xxx.xx": "[{0 2}]"} {
		if got := fmt.Sprint(spells(epochs, 3, func(i int) bool { return has[i] == 'x' })); got != want {
			t.Errorf("%s: %s, want %s", has, got, want)
		}
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct {
		training, test metrics.Interval
		want           State
	}{
		{metrics.Interval{Low: .89, High: 1}, metrics.Interval{Low: .95, High: 1}, Unlearned},
		{metrics.Interval{Low: .91, High: 1}, metrics.Interval{Low: .91, High: 1}, Generalising},
		{metrics.Interval{Low: .91, High: 1}, metrics.Interval{Low: .89, High: 1}, Between},
		{metrics.Interval{Low: .91, High: 1}, metrics.Interval{Low: .7, High: .76}, Between},
		{metrics.Interval{Low: .91, High: 1}, metrics.Interval{Low: .1, High: .74}, Failed},
	} {
		if got := stateOf(c.training, c.test); got != c.want {
			t.Errorf("%v, %v: %s, want %s", c.training, c.test, got, c.want)
		}
	}
}

// The culprit follows from which of the losses holds first and fails later.
func TestCulprit(t *testing.T) {
	always, never := falls(math.Inf(1)), falls(0)
	for _, c := range []struct {
		ce, contrast func(int) float64
		want         Culprit
		apart        Outcome
	}{
		{always, falls(50), Both, Partly},
		{falls(200), falls(50), TheClock, Partly},
		{always, never, TheLoss, Holds},
		{always, always, Open, Fails},
		{never, never, Open, Fails},
		{falls(4), never, Open, Partly}, // two looks are no spell
		{falls(200), never, Both, Partly},
		{always, falls(399), Open, Partly}, // one look at the end
	} {
		v, err := JudgeClock(madeUp(func(g clock.Group, _ uint64, epoch int) float64 {
			if g.Loss == loss.CE {
				return c.ce(epoch)
			}
			return c.contrast(epoch)
		}))
		if err != nil || v.Culprit != c.want || v.Apart != c.apart || v.Epochs[0] != 3 {
			t.Errorf("%s, apart %s from epoch %d, want %s, apart %s (%v)", v.Culprit, v.Apart, v.Epochs[0], c.want, c.apart, err)
		}
	}
	if _, err := JudgeClock(clock.Followed{Study: clock.Paper()}); err == nil || !strings.Contains(err.Error(), "no network of scenario 2, CE") {
		t.Errorf("without courses: error %v", err)
	}
}

func TestHistory(t *testing.T) {
	f := madeUp(func(_ clock.Group, _ uint64, epoch int) float64 { return falls(50)(epoch) })
	g := clock.Group{Scenario: 2, Loss: loss.Contrast, Pace: clock.Protocol()}
	h, err := HistoryOf(f, g, nodule.D(150, 190))
	if err != nil || h.Learned() != 3 || fmt.Sprint(h.Windows(Generalising), h.Windows(Failed), h.Windows(Between)) != "[{3 45}] [{50 400}] []" {
		t.Errorf("learned from %d, holds %v, fails %v (%v)", h.Learned(), h.Windows(Generalising), h.Windows(Failed), err)
	}
	if _, err := HistoryOf(f, g, nodule.D(130, 170)); err == nil || !strings.Contains(err.Error(), "no test D(130,170)") {
		t.Errorf("another test: error %v", err)
	}
}

// Networks whose turns are ruled by one unit keep that unit and no other.
func TestUnits(t *testing.T) {
	for _, u := range Units() {
		all, err := JudgeUnits(madeUp(func(g clock.Group, seed uint64, epoch int) float64 {
			at := (70 + float64(seed)) * u.Of(clock.Protocol(), 170) / u.Of(g.Pace, 170)
			return falls(at)(epoch)
		}))
		if err != nil {
			t.Fatal(err)
		}
		if keeper, found := Keeper(all); !found || keeper != u {
			t.Errorf("%s: the keeper is %q: %+v", u, keeper, all)
		}
	}
	all, err := JudgeUnits(madeUp(func(g clock.Group, seed uint64, epoch int) float64 {
		if g.Rate == 3e-5 {
			return 1
		}
		return falls(80)(epoch)
	}))
	if err != nil || all[0].Paces[2].Never != 20 || all[0].Paces[2].Aligns != Undecided || all[0].Paces[0].Aligns != Holds || all[0].Outcome != Undecided {
		t.Errorf("a pace that never turns: %+v, %v", all, err)
	}
}

// A study of scenario 2 alone is judged as it is among the others.
func TestClockOfOneScenario(t *testing.T) {
	f := madeUp(func(g clock.Group, seed uint64, epoch int) float64 { return falls(50 + float64(seed))(epoch) })
	alone := f
	alone.Study.Base.Scenarios = f.Study.Base.Scenarios[1:2]
	for _, judge := range []func(clock.Followed) (any, error){
		func(f clock.Followed) (any, error) { return JudgeClock(f) },
		func(f clock.Followed) (any, error) { return JudgeUnits(f) },
	} {
		want, errWant := judge(f)
		if got, err := judge(alone); err != nil || errWant != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, %v, want %v, %v", got, err, want, errWant)
		}
	}
}

func TestTurn(t *testing.T) {
	for text, want := range map[string]int{"110000": 2, "110100": 4, "000000": 0, "111111": -5, "000001": -5, "111110": 5} {
		var c clock.Course
		for epoch, digit := range text {
			c.Points = append(c.Points, clock.Point{Epoch: epoch, Training: metrics.Proportion{Hits: int(digit - '0'), Total: 1}})
		}
		epoch, turned := turn(c, clock.InTraining)
		if !turned {
			epoch = -epoch
		}
		if epoch != want {
			t.Errorf("%s: turns at %d, want %d", text, epoch, want)
		}
	}
}

func TestOrder(t *testing.T) {
	g := clock.Group{Scenario: 2, Loss: loss.Contrast, Pace: clock.Protocol()}
	order := func(at float64) Order {
		o, err := OrderOf(madeUp(func(_ clock.Group, _ uint64, epoch int) float64 { return falls(at)(epoch) }), g)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	o := order(50)
	if o.ShapeRead != 0 || o.ForegroundRead != 50 || o.Replaced() != Holds || fmt.Sprint(o.Drives(ShapeDrives), o.Drives(IntensityDrives)) != "[{3 40}] [{50 400}]" {
		t.Errorf("read at %d and %d, drives %v, %v: %s", o.ShapeRead, o.ForegroundRead, o.Drives(ShapeDrives), o.Drives(IntensityDrives), o.Replaced())
	}
	if o := order(0); o.ShapeRead != -1 || o.Replaced() != Fails {
		t.Errorf("of intensity alone: %+v", o)
	}
	if o := order(1000); o.ForegroundRead != -1 || o.Replaced() != Fails {
		t.Errorf("of shape alone: %+v", o)
	}
}
