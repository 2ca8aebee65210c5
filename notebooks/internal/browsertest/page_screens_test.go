package browsertest

import (
	"strings"

	"github.com/chromedp/chromedp"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

const narrow = 360

// everything opens what can be opened: a map, a square, a short training.
func (p tab) everything() {
	p.Helper()
	p.press("[data-live=predict] button", "See")
	p.until(`probe.all(".squares").length > 1 && probe.shows(probe.all(".squares")[1])`)
	p.press(".square button", "Open")
	p.until(`probe.all(".square tbody tr").length > 0`)
	p.fillForm(loss.CE, nodule.D(150, 150), 2, 2, .5)
	p.press("[data-live=train] button", "Train")
	p.until(`probe.all(".outcome table").length > 0`)
	p.settled()
}

// small lists what is to be hit and is less than 24 pixels wide or high. Links in a line of
// text may be.
const small = `probe.all("button, input, select, summary, [role=gridcell], .check").filter(probe.shows).flatMap((e) => {
	const box = (e.closest("label") || e).getBoundingClientRect();
	return Math.min(box.width, box.height) < 24 ? [e.outerHTML.slice(0, 100) + " " + box.width + " × " + box.height] : [];
})`

// On a small phone nothing is cut off at the right, and all that is to be hit is large
// enough. On paper the pictures stay and what can be moved goes.
func testNarrow(p tab) {
	p.openWidth("", narrow)
	p.settled()
	p.everything()
	screenshot(p, p.ctx, "live-phone")
	if got := tell[int](p, `document.documentElement.scrollWidth`); got > narrow {
		p.Errorf("the page is %d pixels wide, more than a phone", got)
	}
	for _, fault := range tell[[]string](p, small) {
		p.Errorf("too small: %s", fault)
	}
	printMedia(p, p.ctx, "print")
	defer printMedia(p, p.ctx, "")
	if got := tell[int](p, `probe.all(".knobs canvas, .answer canvas, .square canvas, .course canvas").filter((c) => !probe.shows(c)).length`); got > 0 {
		p.Errorf("on paper %d pictures are missing", got)
	}
	if got := tell[[]string](p, `probe.all("[data-live] :is(input[type=range], .knobs button, .strip, form)").filter(probe.shows).map((e) => e.outerHTML.slice(0, 100))`); len(got) > 0 {
		p.Errorf("on paper there is %q", got)
	}
	pdf, err := chromedp.Run(p.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		p.Fatal(err)
	}
	for i, length := range sheetLengths(p, pdf) {
		if length == "0" {
			p.Errorf("sheet %d is blank", i+1)
		}
	}
}

// axe-core finds nothing wrong with the page as it opens, and with a map, a square and a
// training open, light and dark, nor light on a small phone.
func testAxe(p tab) {
	script := axe(p)
	prefer(p, p.ctx, "dark")
	p.open("")
	p.settled()
	p.run(script)
	check := func(what string) {
		for _, fault := range tell[[]string](p, axeRun) {
			p.Errorf("%s: %s", what, fault)
		}
	}
	check("dark, as it opens")
	p.everything()
	check("dark, all open")
	prefer(p, p.ctx, "light")
	p.run(`new Promise(requestAnimationFrame).then(() => true)`)
	check("light, all open")
	screenshot(p, p.ctx, "live-open")
	p.openWidth("", narrow)
	p.settled()
	p.run(script)
	check("light, a small phone, as it opens")
}

// The nodule leaves a trail in the plane, but not for those who prefer less motion.
func testTrail(p tab) {
	const plane = `new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)).then(() => probe.all(".plane canvas").map((c) => c.toDataURL()).join())`
	for _, motion := range []string{"no-preference", "reduce"} {
		feature(p, p.ctx, "prefers-reduced-motion", motion)
		p.open("foreground=171")
		p.settled()
		want := tell[string](p, plane)
		for _, level := range []float64{150, 190, 171} {
			p.slide("foreground", level)
			p.settled()
		}
		if trail := tell[string](p, plane) != want; trail != (motion == "no-preference") {
			p.Errorf("prefers-reduced-motion: %s: a trail: %t", motion, trail)
		}
	}
	if got := p.text(".answer .says"); !strings.Contains(got, "probability") {
		p.Errorf("no answer: %q", got)
	}
}
