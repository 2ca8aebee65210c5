package design

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
)

// The protocol is a level of every factor, and every level makes a plan that can
// be run and that is another one than the protocol's.
func TestFactors(t *testing.T) {
	base := lab.PaperPlan(1)
	for _, f := range slices.Concat(Factors(), Remedies(), []Factor{Areas()}) {
		if f.Default(base) < 0 {
			t.Errorf("%s: the protocol is none of its levels", f.Name)
		}
		for i, l := range f.Levels {
			c := Cell{Plan: base}.with(f, i)
			if err := c.Plan.Validate(); err != nil {
				t.Errorf("%s %s: %v", f.Name, l.Label, err)
			}
			if f.Default(c.Plan) != i {
				t.Errorf("%s %s: the plan is at level %d, want %d", f.Name, l.Label, f.Default(c.Plan), i)
			}
			if other, err := f.Level(l.Label); err != nil || other.Label != l.Label {
				t.Errorf("%s: level %q: %v", f.Name, l.Label, err)
			}
		}
	}
	if base.Scenarios[0].Losses[1].Name() != "Contrast" {
		t.Error("a level has changed the base plan")
	}
}

func depth(p *lab.Plan) *float64                { return &p.Config.SpikeDepth }
func spikes(p *lab.Plan) *int                   { return &p.Config.Spikes }
func training(p *lab.Plan) *nodule.Distribution { return &p.Scenarios[0].Training }

// The base's own level stands where it belongs among ascending numbers, and first among
// all else; where it is there already, nothing is added.
func TestNewFactorIncludesTheBase(t *testing.T) {
	base := lab.PaperPlan(1)
	for want, f := range map[string]Factor{
		"0.3 0.45 [0.5] 0.6": NewFactor("f", "", depth, .3, .45, .6),
		"[0.5] 0.6":          NewFactor("f", "", depth, .6),
		"0.1 [0.5]":          NewFactor("f", "", depth, .1),
		"0.6 [0.5] 0.4":      NewFactor("f", "", depth, .6, .5, .4),
		"[0.5] 0.6 0.4":      NewFactor("f", "", depth, .6, .4),
		"5 [9] 13":           NewFactor("f", "", spikes, 5, 13),
		"[150,150] 160,150":  NewFactor("f", "", training, nodule.D(160, 150)),
		"[average] max":      NewFactor("f", "", func(p *lab.Plan) *lenet.Pooling { return &p.Protocol.Network.Pooling }, "max"),
		"[false] true":       NewFactor("f", "", func(p *lab.Plan) *bool { return &p.Config.HardEdges }, true),
		"1 [2]":              NewFactor("f", "", func(p *lab.Plan) *uint64 { return &p.Seeds[0] }, 1),
	} {
		base.Seeds = []uint64{2}
		own := OneAtATime("test", base, f).Factors[0]
		labels := own.labels()
		labels[own.Default(base)] = "[" + labels[own.Default(base)] + "]"
		if got := strings.Join(labels, " "); got != want {
			t.Errorf("levels %s, want %s", got, want)
		}
		if own.Group != ReaderGroup || own.Validate() != nil {
			t.Errorf("%s: group %q, %v", want, own.Group, own.Validate())
		}
	}
}

// A level by the name that its reader gave it stays as it is.
func TestLevelsKeepTheirNames(t *testing.T) {
	f := NewFactor("spikes", "", spikes, 5, 13)
	f.Levels = f.Levels[:1]
	f.Levels[0].Label = "few"
	if got := strings.Join(OneAtATime("test", lab.PaperPlan(1), f).Factors[0].labels(), " "); got != "few 9" || len(f.Levels) != 1 {
		t.Errorf("levels %s", got)
	}
}

// A level that changes a scenario changes it in its own cell alone.
func TestLevelsShareNothing(t *testing.T) {
	base := lab.PaperPlan(1)
	s := Grid("test", base, NewFactor("training", "", training, nodule.D(160, 150), nodule.D(170, 150)),
		NewFactor("test", "", func(p *lab.Plan) *nodule.Distribution { return &p.Scenarios[0].Tests[0] }, nodule.D(130, 170), nodule.D(120, 170)))
	var got []string
	for _, c := range s.Cells {
		got = append(got, c.Plan.Scenarios[0].Training.String()+" → "+c.Plan.Scenarios[0].Tests[0].String())
	}
	if want := "160,150 → 130,170; 160,150 → 120,170; 170,150 → 130,170; 170,150 → 120,170"; strings.Join(got, "; ") != want {
		t.Errorf("cells %q", got)
	}
	if base.Scenarios[0].Training != nodule.D(150, 150) || base.Scenarios[0].Tests[0] != nodule.D(130, 170) {
		t.Error("the base has changed")
	}
}

// What is wrong with a factor is said before anything is trained.
func TestWrongFactors(t *testing.T) {
	right := NewFactor("depth", "", depth, .3)
	for want, factors := range map[string][]Factor{
		`the factor "depth" has no levels: give it the values to try`:     {NewFactor("depth", "", depth)},
		`the factor "depth" has the level "0.3" twice`:                    {NewFactor("depth", "", depth, .3, .4, .3)},
		`or "0.4" has no name`:                                            {NewFactor("", "", depth, .5, .4)},
		`level 0 ("0.3") of the factor "depth": want a label, Set and Is`: {NewFactor[float64]("depth", "", nil, .3)},
		`level 0 ("") of the factor "depth"`:                              {{Name: "depth", Levels: []Level{{}}}},
		`set to "NaN", is not seen to be at it`:                           {NewFactor("depth", "", depth, math.NaN())},
		`the sweep "test" has two factors "depth"`:                        {right, NewFactor("depth", "", spikes, 5)},
		`cell 1 (depth = -1): nodule: `:                                   {NewFactor("depth", "", depth, -1)},
	} {
		for i, s := range []Sweep{OneAtATime("test", lab.PaperPlan(1), factors...), Grid("test", lab.PaperPlan(1), factors...)} {
			if i == 1 && strings.HasPrefix(want, "cell") {
				want = "cell 0" + want[len("cell 1"):]
			}
			if err := s.Validate(); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		}
	}
	if _, err := LatinHypercube("test", lab.PaperPlan(1), 4, 1, NewFactor("depth", "", depth)); err == nil || !strings.Contains(err.Error(), "no levels") {
		t.Errorf("a hypercube of no levels: %v", err)
	}
	if err := (Sweep{Name: "test"}).Validate(); err == nil || !strings.Contains(err.Error(), `"test" has no cells`) {
		t.Errorf("a sweep of no cells: %v", err)
	}
}
