package verdict

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nodulelab/lib/clock"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// The rules of this file were written before the courses of package clock were looked at.
// What was known then are the means of the stored sweep "factors", over 10 seeds. The
// contrastive loss on D(150,190) in scenario 2 has .84 after 50 epochs, .25 after 100 (the
// protocol's) and .01 after 200; .03 with batch 16 and .74 with batch 64; .96 with the
// learning rate 3e-5 and .00 with 3e-4; cross-entropy has .99 or more in all of these.
// In scenario 1, on D(170,130), and in scenario 3 no loss changes with the epochs by more
// than .04. Known were also the probes and flips of notebook 06, after 100 epochs and of
// untrained networks. So it was to be expected that the contrastive loss holds for a while
// and fails later, and that cross-entropy does not fail within 200 epochs. Not known was
// when a network has learned its training set, whether the windows overlap, which unit of
// time the loss keeps, in which order features come, and all after epoch 200.

const (
	// lasting is the number of looks in a row for which a state has to be seen: with an
	// interval at each of some sixty looks, one alone may be chance.
	lasting = 3

	// lastingProbes is the same for the twenty looks with probes.
	lastingProbes = 2

	// Alike is the factor up to which two times are called equal: half of 2, by logarithm,
	// the least factor by which a pace of package clock changes any unit of time.
	Alike = math.Sqrt2
)

// State is what became of a group of networks on a test, after an epoch.
type State int

// The four states, by 95 % intervals of means over seeds.
const (
	Unlearned    State = iota // the training accuracy does not lie wholly above [Holding]
	Generalising              // learned; the accuracy on the test lies wholly above [Holding]
	Between                   // learned; neither
	Failed                    // learned; the accuracy on the test lies wholly below [Failing]
)

// String is the state in words.
func (s State) String() string {
	return [...]string{"not learned", "holds", "between", "fails"}[s]
}

// History is what became of a group of networks on a test, epoch by epoch.
type History struct {
	clock.Group
	Row      paper.Row
	Epochs   []int
	Training []metrics.Estimate // accuracy, at each epoch
	Test     []metrics.Estimate
	States   []State
}

// HistoryOf follows a group on one of its scenario's tests, at the study's looks or at
// those epochs of them that every course has.
func HistoryOf(f clock.Followed, g clock.Group, test nodule.Distribution) (History, error) {
	s, accuracy, err := onTest(f, g, test)
	if err != nil {
		return History{}, err
	}
	h := History{Group: g, Row: paper.Row{Scenario: g.Scenario, Training: s.Training, Test: test, Loss: g.Loss}}
	for _, epoch := range f.Epochs(g) {
		if !slices.Contains(f.Study.Looks, epoch) {
			continue
		}
		h.add(epoch, f.At(g, epoch, clock.InTraining), f.At(g, epoch, accuracy))
	}
	return h, nil
}

// onTest returns the scenario of a group that was followed, and the accuracy on one of its
// tests.
func onTest(f clock.Followed, g clock.Group, test nodule.Distribution) (s paper.Scenario, accuracy func(clock.Point) float64, err error) {
	i := slices.IndexFunc(f.Study.Base.Scenarios, func(s paper.Scenario) bool { return s.Number == g.Scenario })
	if i < 0 || len(f.Of(g)) == 0 {
		return s, nil, fmt.Errorf("verdict: no network of %s was followed", g)
	}
	s = f.Study.Base.Scenarios[i]
	k := slices.Index(s.Tests, test)
	if k < 0 {
		return s, nil, fmt.Errorf("verdict: scenario %d has no test D(%s)", g.Scenario, test)
	}
	return s, clock.OnTest(k), nil
}

func (h *History) add(epoch int, training, test metrics.Sample[float64]) {
	t, v := metrics.EstimateMean(training.Values), metrics.EstimateMean(test.Values)
	h.Epochs, h.Training, h.Test = append(h.Epochs, epoch), append(h.Training, t), append(h.Test, v)
	h.States = append(h.States, stateOf(t.Interval, v.Interval))
}

func stateOf(training, test metrics.Interval) State {
	switch {
	case Above(Holding).Judge(training) != Holds:
		return Unlearned
	case Above(Holding).Judge(test) == Holds:
		return Generalising
	case Below(Failing).Judge(test) == Holds:
		return Failed
	}
	return Between
}

// Window is the first and the last epoch of the looks for which something lasts.
type Window struct{ First, Last int }

// Windows lists the spells of a state that last three looks or more.
func (h History) Windows(s State) []Window {
	return spells(h.Epochs, lasting, func(i int) bool { return h.States[i] == s })
}

// spells lists the runs of at least so many epochs in a row that have something.
func spells(epochs []int, least int, has func(int) bool) []Window {
	var all []Window
	for first := 0; first < len(epochs); first++ {
		end := first
		for end < len(epochs) && has(end) {
			end++
		}
		if end-first >= least {
			all = append(all, Window{epochs[first], epochs[end-1]})
		}
		first = max(first, end)
	}
	return all
}

// Learned is the first epoch of the first three looks in a row at which the training set
// is learned; −1 if it never is.
func (h History) Learned() int {
	all := spells(h.Epochs, lasting, func(i int) bool { return h.States[i] != Unlearned })
	if len(all) == 0 {
		return -1
	}
	return all[0].First
}

// Turns tells whether the networks hold for a while, and fail for a while that begins
// later: Holds or Fails. Of networks that never learn nothing is said.
func (h History) Turns() Outcome {
	holds, fails := h.Windows(Generalising), h.Windows(Failed)
	switch {
	case h.Learned() < 0:
		return Undecided
	case len(holds) > 0 && len(fails) > 0 && fails[len(fails)-1].First > holds[0].Last:
		return Holds
	}
	return Fails
}

// Culprit is what a difference between losses comes from.
type Culprit string

// The answers to "is it the loss, or the clock?"
const (
	TheLoss  Culprit = "the loss"                // at all times one holds and the other does not
	TheClock Culprit = "the clock"               // both hold first and fail later
	Both     Culprit = "the loss, and the clock" // one holds first and fails later, the other does not
	Open     Culprit = "open"                    // none of these
)

// ClockVerdict says whether the paper's conclusion from scenario 2, that cross-entropy
// holds on D(150,190) and the contrastive loss fails there, is one about the losses or
// about the time at which one stops.
type ClockVerdict struct {
	CE, Contrast History
	Epochs       []int              // at which both have learned, from the first three in a row on
	Differences  []metrics.Estimate // CE less Contrast, paired by seed
	Apart        Outcome            // whether they differ by more than [apart] at these epochs: at all, at some, at none
	Culprit      Culprit
}

// Apart is the bound above which the losses differ at a time.
func Apart() Bound { return Above(apart) }

// JudgeClock judges the networks of the protocol's pace.
func JudgeClock(f clock.Followed) (v ClockVerdict, err error) {
	test, pace := nodule.D(150, 190), clock.PaceOf(f.Study.Base.Protocol)
	ce, contrast := clock.Group{Scenario: 2, Loss: loss.CE, Pace: pace}, clock.Group{Scenario: 2, Loss: loss.Contrast, Pace: pace}
	if v.CE, err = HistoryOf(f, ce, test); err != nil {
		return v, err
	}
	if v.Contrast, err = HistoryOf(f, contrast, test); err != nil {
		return v, err
	}
	from := max(v.CE.Learned(), v.Contrast.Learned())
	if v.CE.Learned() < 0 || v.Contrast.Learned() < 0 {
		v.Culprit = Open
		return v, nil
	}
	_, number, err := onTest(f, ce, test)
	if err != nil {
		return v, err
	}
	var apartAt []Outcome
	for _, epoch := range v.Contrast.Epochs {
		if epoch < from {
			continue
		}
		d, err := metrics.Differences(f.At(ce, epoch, number), f.At(contrast, epoch, number))
		if err != nil {
			return v, err
		}
		e := metrics.EstimateMean(d)
		v.Epochs, v.Differences = append(v.Epochs, epoch), append(v.Differences, e)
		apartAt = append(apartAt, Apart().Judge(e.Interval))
	}
	v.Apart = Together(apartAt...)
	v.Culprit = culprit(v.CE, v.Contrast, v.Apart)
	return v, nil
}

// culprit is the rule.
func culprit(ce, contrast History, apart Outcome) Culprit {
	switch first, second := ce.Turns(), contrast.Turns(); {
	case first == Holds && second == Holds:
		return TheClock
	case first == Fails && second == Holds || first == Holds && second == Fails:
		return Both
	case first == Fails && second == Fails && apart == Holds:
		return TheLoss
	}
	return Open
}

// Unit is a unit in which time is counted.
type Unit string

// The three units.
const (
	InEpochs  Unit = "epochs"
	InSteps   Unit = "steps"                // of the optimiser
	InLengths Unit = "steps times the rate" // the length of the way, if all steps are as long as the rate
)

// Units lists them.
func Units() []Unit { return []Unit{InEpochs, InSteps, InLengths} }

// Of is an epoch of a pace in the unit, on a training set of some size.
func (u Unit) Of(p clock.Pace, samples int) float64 {
	switch u {
	case InSteps:
		return float64(p.Steps(samples))
	case InLengths:
		return float64(p.Steps(samples)) * p.Rate
	}
	return 1
}

// Alignment is how far the turns of other paces lie from the protocol's, in one unit.
type Alignment struct {
	Unit    Unit
	Paces   []PaceRatio
	Outcome Outcome // whether all paces turn at the same time
}

// PaceRatio is when networks of one pace turn, over when those of the protocol do: the
// geometric mean over seeds, with its interval.
type PaceRatio struct {
	clock.Pace
	Ratio  metrics.Estimate
	Never  int // networks that do not turn within the study; the study's end stands for it
	Aligns Outcome
}

// JudgeUnits judges in which unit contrastive networks of different batches and learning
// rates turn at one time, on D(150,190) in scenario 2. A network has turned from the first
// look on after which its accuracy stays below one half. Times of one seed are compared; a
// pace keeps a unit if the interval of the ratio's mean lies within a factor √2 around 1,
// fails to if it lies outside of it, and a unit is the clock if all paces keep it. A pace
// of which more than half of the networks never turn says nothing.
func JudgeUnits(f clock.Followed) ([]Alignment, error) {
	base := clock.Group{Scenario: 2, Loss: loss.Contrast, Pace: clock.PaceOf(f.Study.Base.Protocol)}
	others := slice.Filter(f.Study.Groups, func(g clock.Group) bool {
		return g.Scenario == base.Scenario && g.Loss == base.Loss && g.Pace != base.Pace
	})
	samples := f.Study.Base.Config.Training
	return slice.Try(Units(), func(u Unit) (Alignment, error) {
		a := Alignment{Unit: u}
		for _, g := range others {
			r, err := ratio(f, base, g, math.Log(u.Of(g.Pace, samples)/u.Of(base.Pace, samples)))
			if err != nil {
				return a, err
			}
			a.Paces = append(a.Paces, r)
		}
		a.Outcome = Together(slice.Map(a.Paces, func(p PaceRatio) Outcome { return p.Aligns })...)
		return a, nil
	})
}

// ratio compares the turns of a group with those of the base, in a unit of which an epoch
// has exp(scale) times as much.
func ratio(f clock.Followed, base, g clock.Group, scale float64) (PaceRatio, error) {
	own, never, errOwn := turns(f, g)
	protocol, neverBase, errBase := turns(f, base)
	if err := cmp.Or(errOwn, errBase); err != nil {
		return PaceRatio{}, err
	}
	logs, err := metrics.Differences(own, protocol)
	if err != nil {
		return PaceRatio{}, fmt.Errorf("verdict: %w", err)
	}
	for i := range logs {
		logs[i] += scale
	}
	e := metrics.EstimateMean(logs)
	r := PaceRatio{Pace: g.Pace, Never: never, Aligns: Tolerance{By: math.Log(Alike)}.Judge(e.Interval)}
	if 2*max(never, neverBase) > len(logs) {
		r.Aligns = Undecided
	}
	r.Ratio = metrics.Estimate{N: e.N, Mean: math.Exp(e.Mean), SD: math.NaN(), Interval: metrics.Interval{Low: math.Exp(e.Low), High: math.Exp(e.High)}}
	return r, nil
}

// turns returns the logarithm of the epoch at which each network of a group turns, and how
// many never do.
func turns(f clock.Followed, g clock.Group) (times metrics.Sample[float64], never int, err error) {
	_, accuracy, err := onTest(f, g, nodule.D(150, 190))
	if err != nil {
		return times, 0, err
	}
	times = metrics.Collect(g.String(), f.Of(g), func(c clock.Course) (uint64, float64) {
		epoch, turned := turn(c, accuracy)
		if !turned {
			never++
		}
		return c.Seed, math.Log(float64(max(epoch, 1)))
	})
	return times, never, nil
}

// turn is the first epoch of the looks after which a number stays below one half; the last
// one, and false, if there is none.
func turn(c clock.Course, number func(clock.Point) float64) (epoch int, turned bool) {
	last := c.Points[len(c.Points)-1]
	if number(last) >= chance {
		return last.Epoch, false
	}
	for _, p := range slices.Backward(c.Points) {
		if number(p) >= chance {
			break
		}
		epoch = p.Epoch
	}
	return epoch, true
}

// Keeper is the unit that all paces keep; if there is none, or more than one, there is no
// keeper.
func Keeper(all []Alignment) (u Unit, found bool) {
	keep := slice.Filter(all, func(a Alignment) bool { return a.Outcome == Holds })
	if len(keep) != 1 {
		return "", false
	}
	return keep[0].Unit, true
}

// Order says which feature a group learned first, and which one decides when.
type Order struct {
	clock.Group
	Epochs []int // with probes

	// Linear probes, at each epoch: the accuracy for the shape, the R² for the intensity
	// of the foreground.
	Shape, Foreground []metrics.Estimate

	// Epochs from which on the probe reads a feature well, its interval wholly above
	// [Holding], at two looks in a row; −1 if never.
	ShapeRead, ForegroundRead int

	// Shares of decisions that another mask, or another intensity, flips, and the lead of
	// the former by seed.
	ByShape, ByIntensity, Lead []metrics.Estimate

	Drivers []Driver // at each epoch
}

// Driver is what drives decisions at a time.
type Driver string

// The drivers. A feature drives if it flips more decisions than the other one, by an
// interval wholly on its side of 0, once the training set is learned.
const (
	NoDriver        Driver = "" // not learned, or neither leads
	ShapeDrives     Driver = "shape"
	IntensityDrives Driver = "intensity"
)

// OrderOf orders the features of a group.
func OrderOf(f clock.Followed, g clock.Group) (Order, error) {
	o := Order{Group: g}
	if len(f.Of(g)) == 0 {
		return o, fmt.Errorf("verdict: no network of %s was followed", g)
	}
	probed := func(of func(clock.Probes) float64) func(clock.Point) float64 {
		return func(p clock.Point) float64 { return of(*p.Probes) }
	}
	byShape := func(p clock.Probes) float64 { return p.ByShape }
	byIntensity := func(p clock.Probes) float64 { return p.ByIntensity }
	for _, epoch := range f.Study.Probed {
		at := func(of func(clock.Probes) float64) metrics.Estimate {
			return metrics.EstimateMean(f.At(g, epoch, probed(of)).Values)
		}
		o.Epochs = append(o.Epochs, epoch)
		o.Shape = append(o.Shape, at(func(p clock.Probes) float64 { return p.Shape }))
		o.Foreground = append(o.Foreground, at(func(p clock.Probes) float64 { return p.Foreground }))
		o.ByShape, o.ByIntensity = append(o.ByShape, at(byShape)), append(o.ByIntensity, at(byIntensity))
		ahead := at(func(p clock.Probes) float64 { return p.ByShape - p.ByIntensity })
		o.Lead = append(o.Lead, ahead)
		training := metrics.EstimateMean(f.At(g, epoch, clock.InTraining).Values)
		o.Drivers = append(o.Drivers, driver(training.Interval, ahead.Interval))
	}
	o.ShapeRead, o.ForegroundRead = o.read(o.Shape), o.read(o.Foreground)
	return o, nil
}

func driver(training, ahead metrics.Interval) Driver {
	switch {
	case Above(Holding).Judge(training) != Holds:
		return NoDriver
	case Above(0).Judge(ahead) == Holds:
		return ShapeDrives
	case Below(0).Judge(ahead) == Holds:
		return IntensityDrives
	}
	return NoDriver
}

// read is the first epoch of two looks in a row at which a probe reads its feature well.
func (o Order) read(all []metrics.Estimate) int {
	well := spells(o.Epochs, lastingProbes, func(i int) bool { return Above(Holding).Judge(all[i].Interval) == Holds })
	if len(well) == 0 {
		return -1
	}
	return well[0].First
}

// Drives lists the spells for which a feature drives, of two looks or more.
func (o Order) Drives(d Driver) []Window {
	return spells(o.Epochs, lastingProbes, func(i int) bool { return o.Drivers[i] == d })
}

// Replaced tells whether the shape drives decisions first, and the intensity from some
// later time on to the end.
func (o Order) Replaced() Outcome {
	shape, intensity := o.Drives(ShapeDrives), o.Drives(IntensityDrives)
	switch {
	case len(shape) == 0 && len(intensity) == 0:
		return Undecided
	case len(shape) > 0 && len(intensity) > 0 && shape[0].Last < intensity[len(intensity)-1].First && intensity[len(intensity)-1].Last == o.Epochs[len(o.Epochs)-1]:
		return Holds
	}
	return Fails
}
