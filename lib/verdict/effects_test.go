package verdict

import (
	"math"
	"nodulelab/lib/design"
	"nodulelab/lib/metrics"
	"slices"
	"strings"
	"testing"
)

// made is a response whose second level has these differences from the first in
// scenario 2, and none otherwise.
func made(protocol, other []float64) FactorResponse {
	level := func(label string, lead []float64) LevelResponse {
		l := LevelResponse{Label: label}
		for i, c := range Conclusions() {
			sample := metrics.Sample[float64]{Name: label, Seeds: make([]uint64, len(lead)), Values: make([]float64, len(lead))}
			for j := range lead {
				sample.Seeds[j] = uint64(j + 1)
			}
			if i == 2 {
				sample.Values = lead
			}
			e := metrics.EstimateMean(sample.Values)
			l.samples, l.Estimates, l.States = append(l.samples, sample), append(l.Estimates, e), append(l.States, c.Bound.Judge(e.Interval))
		}
		return l
	}
	return FactorResponse{Factor: design.Factor{Name: "made"}, Levels: []LevelResponse{level("0", protocol), level("1", other)}}
}

func TestImportance(t *testing.T) {
	high, low := []float64{.8, .82, .79, .81, .8, .83, .78, .8, .81, .8}, make([]float64, 10)
	some := make([]float64, 10)
	noisy := slices.Clone(high)
	for i := range some {
		some[i] = high[i] - .2 - .01*float64(i%3)
		noisy[i] -= .3 * float64(i%2)
	}
	for want, other := range map[Importance][]float64{FlipsIt: low, MovesIt: some, Immaterial: high, Unclear: noisy} {
		effects, err := made(high, other).Effects()
		if err != nil {
			t.Fatal(err)
		}
		if e := effects[2]; e.Importance != want {
			t.Errorf("%v: %s, want %s", e.Levels, e.Importance, want)
		}
		if e := effects[1]; e.Importance != Immaterial || e.Levels[0].Adjusted != 1 {
			t.Errorf("scenario 1, where nothing differs: %+v", e)
		}
	}
}

// difference is a level's effect with an interval and a p-value.
func difference(low, high, p float64) LevelEffect {
	return LevelEffect{Difference: estimate(low, (low+high)/2, high), Adjusted: p}
}

// A factor does not matter where all differences lie within ±.1, on both sides; it
// moves a conclusion by one significant difference that does not, and flips it if it
// also holds at one level and fails at another.
func TestImportanceOfDifferences(t *testing.T) {
	stays, turns := []Outcome{Holds, Holds, Undecided}, []Outcome{Holds, Undecided, Fails}
	for i, test := range []struct {
		levels []LevelEffect
		states []Outcome
		want   Importance
	}{
		{[]LevelEffect{difference(-.05, .05, 1)}, stays, Immaterial},
		{[]LevelEffect{difference(-.11, .05, 1)}, stays, Unclear},
		{[]LevelEffect{difference(-.05, .11, 1)}, stays, Unclear},
		{[]LevelEffect{difference(-.1, .05, 1)}, stays, Unclear}, // touches
		{[]LevelEffect{difference(-.05, .1, 1)}, stays, Unclear},
		{[]LevelEffect{difference(-.3, -.05, .04)}, stays, MovesIt},
		{[]LevelEffect{difference(.05, .3, .04)}, stays, MovesIt},
		{[]LevelEffect{difference(.05, .3, .06)}, stays, Unclear},
		{[]LevelEffect{difference(.05, .3, .05)}, turns, Unclear},
		{[]LevelEffect{difference(.05, .3, .04)}, turns, FlipsIt},
		{[]LevelEffect{difference(.02, .08, .001)}, stays, Immaterial}, // significant, and too small to matter
		{[]LevelEffect{difference(.02, .08, .001)}, turns, FlipsIt},
		{[]LevelEffect{difference(.05, .3, .04)}, []Outcome{Undecided, Fails}, MovesIt},
		{[]LevelEffect{difference(-.05, .05, 1), difference(-.3, -.2, .001)}, stays, MovesIt},
		{[]LevelEffect{difference(-.3, -.2, .001), difference(-.05, .05, 1)}, stays, MovesIt},
		{[]LevelEffect{difference(math.NaN(), math.NaN(), 1)}, stays, Unclear},
	} {
		e := FactorEffect{Levels: test.levels}
		e.judge(test.states)
		if e.Importance != test.want {
			t.Errorf("case %d, %v: %s, want %s", i+1, test.levels, e.Importance, test.want)
		}
	}
}

// The largest difference is so by its size, up or down; of equal ones the first.
func TestLargestDifference(t *testing.T) {
	for want, levels := range map[int][]LevelEffect{
		0: {difference(.2, .3, 1), difference(-.3, -.2, 1)}, 1: {difference(.1, .2, 1), difference(-.3, -.2, 1)}, 2: {difference(.1, .2, 1), difference(-.2, -.1, 1), difference(.3, .4, 1)},
	} {
		e := FactorEffect{Levels: levels}
		if e.judge(nil); e.Largest != want {
			t.Errorf("the largest of %v is %d, want %d", levels, e.Largest, want)
		}
	}
}

// A factor's levels are compared with the protocol's level, which is none of them; the
// p-values are adjusted over levels and conclusions together.
func TestEffects(t *testing.T) {
	lead := []float64{.8, .82, .79, .81, .8, .83, .78, .8, .81, .8}
	more := make([]float64, len(lead))
	for i, v := range lead {
		more[i] = v + .05
	}
	r := made(more, lead)
	r.Default = 1 // the protocol is the second level
	effects, err := r.Effects()
	if err != nil {
		t.Fatal(err)
	}
	if len(effects) != len(Conclusions()) {
		t.Fatalf("%d effects", len(effects))
	}
	for i, e := range effects {
		if e.Factor != "made" || len(e.Levels) != 1 || e.Levels[0].Label != "0" {
			t.Errorf("conclusion %d: %+v", i, e)
		}
	}
	// 2 of 1024 signs are as extreme; three other conclusions are in the family.
	if l := effects[2].Levels[0]; math.Abs(l.Difference.Mean-.05) > 1e-12 || math.Abs(l.Adjusted-4*2./1024) > 1e-12 {
		t.Errorf("%+v, adjusted %v", l.Difference, l.Adjusted)
	}
	if effects[2].Importance != Immaterial {
		t.Errorf("a difference of .05 %s", effects[2].Importance)
	}
	third := made(more, lead).Levels[1]
	third.Label = "2"
	r.Levels = append(r.Levels, third) // as the protocol, in all conclusions
	if effects, err = r.Effects(); err != nil {
		t.Fatal(err)
	}
	if of := effects[2].Levels; len(of) != 2 || math.Abs(of[0].Adjusted-8*2./1024) > 1e-12 || of[1].Adjusted != 1 || of[1].Label != "2" {
		t.Errorf("%+v", of)
	}
	if of := effects[1].Levels; of[0].Adjusted != 1 || of[1].Adjusted != 1 {
		t.Errorf("where nothing differs: %+v", of)
	}
	if _, err := made(nil, nil).Effects(); err == nil || !strings.Contains(err.Error(), "made = 1") {
		t.Errorf("of no seed: %v", err)
	}
}

// Without the base's level, or without another one, there is nothing to compare.
func TestEffectsRefuse(t *testing.T) {
	without, alone := made([]float64{.8, .7}, []float64{.6, .5}), made([]float64{.8}, []float64{.6})
	without.Default, alone.Levels = -1, alone.Levels[:1]
	for _, r := range []FactorResponse{without, alone, {}} {
		if _, err := r.Effects(); err == nil || !strings.Contains(err.Error(), "want the level of the sweep's base and another one") {
			t.Errorf("error %v", err)
		}
	}
}
