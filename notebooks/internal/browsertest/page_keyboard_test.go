package browsertest

import (
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stops lists what the Tab key should stop at, in the order of the page; stop is the one
// that has the focus, and whether that is seen.
const stops = `globalThis.stops = probe.all("a[href], button, input, select, summary, [tabindex]").filter((e) =>
	probe.shows(e) && e.tabIndex >= 0 && !e.disabled && (e.type !== "radio" || e.checked)); stops.length`

// The Tab key leads to every control in the order of the page, and the focus is seen. Arrow
// keys move sliders, and a task is done without a pointer.
func testKeyboard(p tab) {
	feature(p, p.ctx, "prefers-reduced-motion", "reduce") // no smooth scrolling, which takes its time
	p.open("")
	p.settled()
	count := tell[int](p, stops)
	if count < 30 {
		p.Errorf("%d controls, want more", count)
	}
	p.run(`document.activeElement.blur()`)
	for i := range count {
		p.do(chromedp.KeyEvent(kb.Tab))
		s := tell[struct {
			At    int
			Name  string
			Seen  bool
			Under bool // outside the window
		}](p, `(() => {
			const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
			return {
				at: stops.indexOf(e), name: e.outerHTML.slice(0, 100),
				seen: e.matches(":focus-visible") && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5,
				under: box.bottom < 0 || box.top > innerHeight,
			};
		})()`)
		if s.At != i || !s.Seen || s.Under {
			p.Errorf("stop %d of %d is number %d, seen %t, outside the window %t: %s", i, count, s.At, s.Seen, s.Under, s.Name)
		}
	}
	p.solveByKeys()
}

// solveByKeys does the first task: its button, then the slider to which it leads.
func (p tab) solveByKeys() {
	p.run(`probe.all(".tasks li button")[0].focus()`)
	p.do(chromedp.KeyEvent(kb.Enter))
	if s := p.settled(); s.State["foreground"] != 150. {
		p.Errorf("set up with foreground %v", s.State["foreground"])
	}
	if got := tell[string](p, `document.activeElement.dataset.key`); got != "foreground" {
		p.Fatalf("the task's button leads to %q, want the slider of the foreground", got)
	}
	p.do(chromedp.KeyEvent(strings.Repeat(kb.ArrowRight, 88)))
	if s := p.settled(); s.State["foreground"] != 238. {
		p.Errorf("88 arrow keys lead from 150 to %v", s.State["foreground"])
	}
	if got := p.task(0); got.Badge != "done" {
		p.Errorf("the task is %+v", got)
	}
	p.until(`probe.spoken().startsWith("Done: ")`) // though the slider went on
}
