package clock_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

var ctx = context.Background()

// openLab opens a lab on the native engine, whose plan does not matter.
func openLab(t *testing.T, dir string) *lab.Lab {
	t.Helper()
	store, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return &lab.Lab{Plan: lab.PaperPlan(1), Store: store, Engine: "native", Workers: lab.Workers{
		Engines: 2, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil },
	}}
}

// small is a study of small images: both losses of scenario 2 at the protocol's pace, and
// the contrastive one at another, for three epochs.
func small() clock.Study {
	s := clock.Paper()
	s.Base.Config.Side, s.Base.Config.Samples, s.Base.Config.Training = 16, 40, 34
	s.Base.Seeds, s.Base.Protocol.Epochs = []uint64{1, 2}, 3
	fast := clock.Protocol()
	fast.Batch = 16
	s.Groups = []clock.Group{{2, loss.CE, clock.Protocol()}, {2, loss.Contrast, clock.Protocol()}, {2, loss.Contrast, fast}}
	s.Epochs, s.Looks, s.Probed = 3, []int{0, 1, 3}, []int{1, 3}
	return s
}

func follow(t *testing.T, s clock.Study, l *lab.Lab) clock.Followed {
	t.Helper()
	f, err := s.Follow(ctx, l, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Validate(); err != nil {
		t.Fatal(err)
	}
	return f
}

// smallCourses are the courses of the small study, followed once for all tests.
func smallCourses(t *testing.T) clock.Followed {
	t.Helper()
	once.Do(func() { followed = follow(t, small(), openLab(t, t.TempDir())) })
	return followed
}

var (
	once     sync.Once
	followed clock.Followed
)

// After as many epochs as the protocol has, a followed network decides as one that was
// trained by the protocol alone: looking changes nothing.
func TestFollowedAsTrained(t *testing.T) {
	l, s := openLab(t, t.TempDir()), small()
	f := smallCourses(t)
	for _, g := range s.Groups {
		own := *l
		own.Plan = s.Base
		own.Plan.Protocol.Batch = g.Batch
		trained, err := own.Trained(ctx, s.Base.Scenarios[1], g.Loss)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range f.Of(g) {
			p, found := c.After(3)
			if !found {
				t.Fatalf("%s has no point after epoch 3: %+v", g, c)
			}
			for test, r := range trained[i].Results {
				if r.Seed != c.Seed || p.Tests[test].Accuracy() != r.Accuracy || p.Tests[test].Malignant.Value() != r.Sensitivity || p.Training.Value() != r.TrainAccuracy || p.Validation.Value() != r.ValidationAccuracy {
					t.Errorf("%s, seed %d: followed %+v, trained %+v", g, c.Seed, p, r)
				}
			}
		}
	}
}

// Points are where the study asks for them, and probes in the protocol's own groups alone.
func TestPoints(t *testing.T) {
	s, f := small(), smallCourses(t)
	for i, want := range []string{"[0 1 2 3]", "[0 1 3]", "[0 1 3]"} {
		if got := fmt.Sprint(f.Epochs(s.Groups[i])); got != want {
			t.Errorf("%s: points after epochs %s, want %s", s.Groups[i], got, want)
		}
		for _, c := range f.Of(s.Groups[i]) {
			for _, p := range c.Points {
				if probed := i < 2 && slices.Contains(s.Probed, p.Epoch); probed != (p.Probes != nil) {
					t.Errorf("%s, epoch %d: probes %v", c.Group, p.Epoch, p.Probes)
				}
				if p.Training.Total != 34 || p.Validation.Total != 6 || len(p.Tests) != 2 || p.Tests[1].Benign.Total != 20 {
					t.Errorf("%s, epoch %d: %+v", c.Group, p.Epoch, p)
				}
			}
		}
	}
	if at := f.At(s.Groups[0], 2, clock.InTraining); len(at.Values) != 2 || !slices.Equal(at.Seeds, []uint64{1, 2}) {
		t.Errorf("after epoch 2: %+v", at)
	}
	if at := f.At(s.Groups[1], 2, clock.OnTest(0)); len(at.Values) != 0 {
		t.Errorf("after an epoch without a look: %+v", at)
	}
}

// A study that does not look before training has no point there.
func TestLooksWhenAsked(t *testing.T) {
	s := small()
	s.Base.Seeds, s.Groups, s.Looks, s.Probed = s.Base.Seeds[:1], s.Groups[1:2], []int{2}, nil
	if points := follow(t, s, openLab(t, t.TempDir())).Courses[0].Points; len(points) != 1 || points[0].Epoch != 2 {
		t.Errorf("points %+v", points)
	}
}

// A run that was stopped goes on with the networks that it lacks, and comes to the same.
func TestGoesOn(t *testing.T) {
	dir, s := t.TempDir(), small()
	stopped, stop := context.WithCancel(ctx)
	var last clock.Progress
	_, err := s.Run(stopped, openLab(t, dir), s.Jobs(), func(p clock.Progress) {
		if last = p; p.Done == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || last.Done < 3 || last.Networks != 6 || !(last.Share >= .5) {
		t.Fatalf("error %v, progress %+v", err, last)
	}
	epochs := 0
	rest, err := s.Run(ctx, openLab(t, dir), s.Jobs(), func(p clock.Progress) { epochs++; last = p })
	if err != nil || last.Done != 6 || last.Share < .999 || epochs > 6+3*3 {
		t.Errorf("error %v after %d reports, progress %+v", err, epochs, last)
	}
	if again := smallCourses(t); !reflect.DeepEqual(again.Courses, rest) {
		t.Error("followed again, without a stop, it is another course")
	}
}

// What is written is read as it was.
func TestCSV(t *testing.T) {
	f := smallCourses(t)
	var b bytes.Buffer
	if err := clock.WriteCSV(&b, f.Courses); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if back, err := clock.ReadCSV(&b); err != nil || !reflect.DeepEqual(back, f.Courses) {
		t.Errorf("read %+v, %v, want %+v", back, err, f.Courses)
	}
	header, _, _ := strings.Cut(text, "\n")
	for line, want := range map[string]string{
		"2,CE,32,0.0001,1,-1,1/2,1/2,1/1,1/1,,,,,,,,":     `line 2: epoch "-1": want a whole number`,
		"2,,32,0.0001,1,0,1/2,1/2,1/1,1/1,,,,,,,,":        `loss ""`,
		"2,CE,32,0,1,0,1/2,1/2,1/1,1/1,,,,,,,,":           `rate "0": want a number above 0`,
		"2,CE,32,1,0,0,1/2,1/2,1/1,1/1,,,,,,,,":           `seed "0"`,
		"2,CE,32,1,1,0,3/2,1/2,1/1,1/1,,,,,,,,":           `train "3/2": metrics: proportion "3/2": want hits of all`,
		"2,CE,32,1,1,0,1/2,1/2,1/1,,,,,,,,,":              "3 scores: want training, validation and one or two tests",
		"2,CE,32,1,1,0,1/2,1/2,1/1,1/1,,,0.5,1.5,0,0,0,0": `probe_foreground "1.5": want a number up to 1`,
		"2,CE,32,1,1,0,1/2,1/2,1/1,1/1,,,0.5,,0,0,0,0":    `probe_foreground ""`,
		"two,CE,32,1,1,0,1/2,1/2,1/1,1/1,,,0.5,0,0,0,0,0": `scenario "two"`,
	} {
		if _, err := clock.ReadCSV(strings.NewReader(header + "\n" + line + "\n")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", line, err, want)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := clock.Paper().Validate(); err != nil {
		t.Error(err)
	}
	for want, change := range map[string]func(*clock.Study){
		"followed for 0 epochs": func(s *clock.Study) { s.Epochs = 0 },
		"0 groups":              func(s *clock.Study) { s.Groups = nil },
		"Looks has epoch 4: want rising numbers from 0 to 3": func(s *clock.Study) { s.Looks = []int{0, 1, 3, 4} },
		"Looks has epoch 1: want rising":                     func(s *clock.Study) { s.Looks = []int{1, 1, 3} },
		"Probed has epoch 2, which is not in Looks":          func(s *clock.Study) { s.Probed = []int{2} },
		"the study has no scenario 7":                        func(s *clock.Study) { s.Groups[0].Scenario = 7 },
		`scenario 2 has no loss "SupCon"`:                    func(s *clock.Study) { s.Groups[0].Loss = loss.SupCon },
		"Batch 1: want at least 2":                           func(s *clock.Study) { s.Groups[0].Batch = 1 },
	} {
		s := small()
		change(&s)
		if err := s.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestSteps(t *testing.T) {
	for batch, want := range map[int]int{16: 11, 32: 6, 64: 3, 170: 1, 17: 10} {
		if got := (clock.Pace{Batch: batch}).Steps(170); got != want {
			t.Errorf("batch %d: %d steps, want %d", batch, got, want)
		}
	}
}
