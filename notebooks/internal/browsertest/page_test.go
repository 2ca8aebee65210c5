package browsertest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// noFile is what the console says of a file that is missing.
const noFile = "console: Failed to load resource: net::ERR_FILE_NOT_FOUND"

// The live page, in one browser. Each test has a tab of its own.
func TestLivePage(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx, folder := browser(t), writeLive(t)
	for _, test := range []struct {
		name   string
		run    func(tab)
		expect string // a fault
	}{
		{"knobs", testKnobs, ""},
		{"chooser", testChooser, ""},
		{"tasks", testTasks, ""},
		{"keyboard", testKeyboard, ""},
		{"address", testAddress, ""},
		{"hidden", testHidden, ""},
		{"hide", testHide, ""},
		{"predict", testPredict, ""},
		{"train", testTrain, ""},
		{"link", testOwnLink, ""},
		{"plain", testPlain, ""},
		{"missing", testMissing, noFile},
		{"narrow", testNarrow, ""},
		{"axe", testAxe, ""},
		{"trail", testTrail, ""},
		{"notebook", testNotebook, noFile},
	} {
		t.Run(test.name, func(t *testing.T) {
			own, cancel := chromedp.NewContext(ctx)
			t.Cleanup(cancel)
			if err := chromedp.Do(own); err != nil {
				t.Fatal(err)
			}
			faults := watch(t, own, "file://"+folder)
			test.run(tab{t, own, folder})
			time.Sleep(50 * time.Millisecond) // events may lag behind
			for _, f := range faults() {
				if f != test.expect {
					t.Error(f)
				}
			}
		})
	}
}

// tab is a tab for one test of the live page.
type tab struct {
	*testing.T
	ctx    context.Context
	folder string // of the page
}

// open opens the live page with a state in its address.
func (p tab) open(state string) { p.openWidth(state, wide) }

func (p tab) openWidth(state string, width int64) {
	p.Helper()
	openLive(p, p.ctx, p.folder, state, width)
	p.run(read(p, "testdata/live.js"))
}

// page opens a page of a folder, which need not be the live page.
func (p tab) page(folder, name string) {
	p.Helper()
	open(p, p.ctx, folder, name, wide)
	p.run(read(p, "testdata/live.js"))
}

// run runs a script. What it promises is waited for.
func (p tab) run(script string, args ...any) {
	p.Helper()
	tell[any](p, script, args...)
}

// tell returns what a script promises. Its args take the places of %s, %d, %q.
func tell[T any](p tab, script string, args ...any) T {
	p.Helper()
	if len(args) > 0 {
		script = fmt.Sprintf(script, args...)
	}
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.Fatalf("%v\n%s", err, script)
	}
	return value
}

// do does actions of a hand.
func (p tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.Fatal(err)
	}
}

// seen is what the page shows of a nodule and of the networks' answers.
type seen struct {
	State map[string]any
	Truth struct { // what the program says of the state
		Mean, Area    float64
		Probabilities [2]float64 // -1 where no network is
	}
	ImageIs  bool       // the image is the program's
	Facts    []string   // foreground, mean, area
	Answers  [2]string  // "" where none is shown
	Bars     [2]float64 // how long, 0 to 1
	Image    string
	Saliency [2]string
}

// settled returns what the page shows, once its answers are those of its state, and
// checks that they are what the program says.
func (p tab) settled() seen {
	p.Helper()
	s := tell[seen](p, `probe.settled()`)
	if want := []string{fmt.Sprintf("%v grey levels", s.State["foreground"]), fmt.Sprintf("%.1f grey levels", s.Truth.Mean), fmt.Sprintf("%.1f %% of image", 100*s.Truth.Area)}; fmt.Sprint(s.Facts) != fmt.Sprint(want) {
		p.Errorf("the page says %q, want %q", s.Facts, want)
	}
	if !s.ImageIs {
		p.Error("the image is not the one of the program")
	}
	for i, probability := range s.Truth.Probabilities {
		want := ""
		if probability >= 0 {
			want = verdict(probability) + " probability of malignant " + chance(probability)
		}
		if s.Answers[i] != want {
			p.Errorf("network %d: the page says %q, want %q", i, s.Answers[i], want)
		}
		if d := s.Bars[i] - probability; probability >= 0 && (d < -1e-4 || d > 1e-4) {
			p.Errorf("network %d: the bar is %v long, want %v", i, s.Bars[i], probability)
		}
	}
	return s
}

func verdict(probability float64) string {
	if probability > .5 {
		return "malignant"
	}
	return "benign"
}

// chance is a probability as the page writes it.
func chance(probability float64) string {
	switch {
	case probability < .005:
		return "<.01"
	case probability > .995:
		return ">.99"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.2f", probability), "0")
}

// slide moves a slider.
func (p tab) slide(key string, value float64) {
	p.Helper()
	p.run(`probe.slide(%q, %v)`, key, value)
}

// press clicks the first element of some kind whose text begins in some way.
func (p tab) press(selector, begin string) {
	p.Helper()
	p.run(`probe.press(%q, %q)`, selector, begin)
}

// until waits until a condition holds, a script.
func (p tab) until(condition string) {
	p.Helper()
	p.run(`probe.until(() => %s)`, condition)
}

// text is the text of the first element of some kind.
func (p tab) text(selector string) string {
	p.Helper()
	return tell[string](p, `probe.text(probe.all(%q)[0])`, selector)
}
