package exhibit_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/clock"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
)

// followed are made-up courses: networks learn at epoch 3, cross-entropy is always right,
// and the contrastive loss falls from right to wrong at the time that the clock of steps
// times rate has after 70 of the protocol's epochs.
func followed() clock.Followed {
	f := clock.Followed{Study: clock.Paper()}
	f.Study.Base.Seeds = f.Study.Base.Seeds[:3]
	right := func(share float64) metrics.Proportion {
		return metrics.Proportion{Hits: int(math.Round(100 * share)), Total: 100}
	}
	for _, j := range f.Study.Jobs() {
		c := clock.Course{Group: j.Group, Seed: j.Seed}
		at := (70 + float64(j.Seed)) * 6e-4 / (float64(j.Steps(170)) * j.Rate)
		for _, epoch := range f.Study.Looks {
			share := 1.
			if j.Loss == loss.Contrast && float64(epoch) >= at {
				share = .1
			}
			p := clock.Point{Epoch: epoch, Training: right(.5)}
			if epoch >= 3 {
				p.Training = right(1)
			}
			for range f.Study.Base.Scenarios[j.Scenario-1].Tests {
				p.Tests = append(p.Tests, clock.Right{Malignant: right(share), Benign: right(share)})
			}
			if j.Pace == clock.Protocol() && slices.Contains(f.Study.Probed, epoch) {
				p.Probes = &clock.Probes{Shape: .95, Foreground: 1 - share - .05, ByShape: share, ByIntensity: 1 - share}
			}
			c.Points = append(c.Points, p)
		}
		f.Courses = append(f.Courses, c)
	}
	return f
}

func TestClockInWords(t *testing.T) {
	f := followed()
	want := "**It is the loss, and the clock.**\n" +
		" The contrastive loss has learned its training set from epoch 3 on; on D(150,190) it holds from epoch 3 to 70 and fails from epoch 75 to 400." +
		" Cross-entropy has learned its training set from epoch 3 on; on D(150,190) it holds from epoch 3 to 400 and fails at no time." +
		" After the protocol's 100 epochs cross-entropy is ahead by 0.90 [0.90, 0.90]. Both losses compared at one time, from epoch 3 to 400, it is ahead by more than 0.15 at 26 of 54 looks, the first after epoch 75.\n"
	if got := textOf(t)(exhibit.ClockText(f)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := textOf(t)(exhibit.UnitText(f)); !strings.HasPrefix(got, "**One unit is kept by all paces: steps times the rate.** A pace keeps a unit if its time, over the protocol's, lies within a factor 1.41 around 1.\n\n- **epochs**: the statement that all paces turn at one time fails;") {
		t.Errorf("got %q", got)
	}
	want = "- **scenario 2, CE**: the shape can be read well first (shape: from epoch 0; intensity: never). The shape drives decisions from epoch 3 to 400, the intensity at no time.\n" +
		"- **scenario 2, Contrast**: the shape can be read well first (shape: from epoch 0; intensity: never). The shape drives decisions from epoch 3 to 70, the intensity from epoch 80 to 400: the shape came first and was replaced.\n"
	if got := textOf(t)(exhibit.OrderText(f, 2)); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestClockTables(t *testing.T) {
	f := followed()
	table := tableOf(t)(exhibit.ClockTable(f, 50, 100))
	if got := strings.Join(table.Rows[5], " | "); len(table.Rows) != 10 || got != "scenario 2, Contrast, 150,190 | 3 | 3 to 70 | 75 to 400 | 1.00 [1.00, 1.00] | 0.10 [0.10, 0.10]" {
		t.Errorf("%d rows, %s", len(table.Rows), got)
	}
	table = tableOf(t)(exhibit.UnitTable(f))
	if got := strings.Join(table.Rows[0], " | "); len(table.Rows) != 4 || !strings.HasPrefix(got, "batch 16 | 0 | 0.53 [0.53, 0.53] ✗ | 0.98 [0.98, 0.98] ✓ | 0.98") {
		t.Errorf("%d rows, %s", len(table.Rows), got)
	}
	table = tableOf(t)(exhibit.OrderTable(f, 2, 0, 100))
	if got := strings.Join(table.Rows[1], " | "); len(table.Rows) != 2 || got != "100 | 0.95 | −0.05 | 1.00 | 0.00 | shape | 0.95 | 0.85 | 0.10 | 0.90 | intensity" {
		t.Errorf("%d rows, %s", len(table.Rows), got)
	}
	for want, err := range map[string]error{
		"not looked at after epoch 99":           second(exhibit.ClockTable(f, 99)),
		"not probed after epoch 25: want one of": second(exhibit.OrderTable(f, 2, 25)),
		"no networks of the scenarios [7]":       second(exhibit.OrderText(f, 7)),
		"have no manifest: take those of":        second(exhibit.FollowedTable(f)),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

func TestClockFigures(t *testing.T) {
	f := followed()
	for want, draw := range map[string]func() (figure.Figure, error){
		"scenario 2: 180,160 → 150,190, accuracy: CE 1.00 (1.00 to 1.00) at epoch 1, 1.00 (1.00 to 1.00) at epoch 100, 1.00 (1.00 to 1.00) at epoch 400; Contrast 1.00 (1.00 to 1.00) at epoch 1, 0.10": func() (figure.Figure, error) { return exhibit.ClockFigure(f, 2) },
		"in 5 panels": func() (figure.Figure, error) { return exhibit.ClockFigure(f, 1, 2, 3) },
		"against steps, accuracy on 150,190: the protocol 1.00 (1.00 to 1.00) at steps 6, 0.10 (0.10 to 0.10) at steps 600, ": func() (figure.Figure, error) { return exhibit.UnitFigure(f) },
		"what flips decisions, share that flips: shape 1.00":                                                                  func() (figure.Figure, error) { return exhibit.OrderFigure(f, 2) },
	} {
		got, err := draw()
		if err != nil || !strings.Contains(got.Alt, want) {
			t.Errorf("%q, want %q (%v)", got.Alt, want, err)
			continue
		}
		if _, err := got.SVG(); err != nil {
			t.Error(err)
		}
	}
}
