package show

import (
	"strings"
	"testing"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// half is a report of half of the work on 20 networks.
func half(passed time.Duration) lab.Report {
	r := lab.Report{Job: lab.Job{Scenario: paper.Scenario{Number: 2}, Loss: loss.CE, Seeds: make([]uint64, 20)}, Passed: passed}
	r.Work.Add(train.Protocol{Epochs: 10}, r.Job)
	r.Work.Count(r.Job, train.Progress{Stage: train.EndToEnd, Epoch: 10, Epochs: 10, Replicas: 7})
	for range 9 {
		r.Work.Count(r.Job, train.Progress{Stage: train.EndToEnd, Epoch: 1, Epochs: 10, Replicas: 7})
	}
	for range 3 {
		r.Work.Count(r.Job, train.Progress{Stage: train.EndToEnd, Epoch: 1, Epochs: 10, Replicas: 10})
	}
	return r
}

func TestLine(t *testing.T) {
	for passed, want := range map[time.Duration]string{
		40 * time.Second:       `<label>training scenario 2, CE: 7 of 20 networks, about 40 s left <progress max="1" value="0.500"></progress></label>`,
		500 * time.Millisecond: `<label>training scenario 2, CE: 7 of 20 networks <progress max="1" value="0.500"></progress></label>`,
	} {
		if got := line(half(passed)); got != want {
			t.Errorf("after %s: %s, want %s", passed, got, want)
		}
	}
}

// The line of a sweep names its cell.
func TestLineOfPart(t *testing.T) {
	r := half(40 * time.Second)
	r.Part = "cell 1 of 3 (noise = 5)"
	if got, want := line(r), "<label>training cell 1 of 3 (noise = 5), scenario 2, CE: 7 of 20 networks, about 40 s left "; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// Training of less than a second shows nothing.
func TestShortTraining(t *testing.T) {
	var b bar
	b.report(half(999 * time.Millisecond))
	if b.id != "" || !b.shown.IsZero() {
		t.Errorf("%+v: a bar is shown", b)
	}
	b.report(half(time.Second))
	if b.id == "" {
		t.Error("no bar is shown")
	}
	first := b
	b.report(half(2 * time.Second))
	if b != first {
		t.Error("the bar is shown again at once")
	}
}

func TestLineOfAStudy(t *testing.T) {
	words := "following scenario 2, Contrast: 3 of 6 networks"
	if got, want := drawn(words, .5, 40*time.Second), `<label>`+words+`, about 40 s left <progress max="1" value="0.500"></progress></label>`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
