package browsertest

import (
	"fmt"
	"slices"

	"github.com/chromedp/chromedp"
)

// The address holds the state: it gives the same picture and answers when it is opened, and
// when it changes in the open page. What cannot be is brought into range.
func testAddress(p tab) {
	const guess = "c000000000000000000000001"
	const first, second = "scenario=2&guess=" + guess + "&k=7&i=12&of=130.170&shape=0.35&area=0.3&foreground=120&background=60&noise=4&turn=-30&saliency=0", "k=3&i=5&foreground=99"
	p.open(first)
	want := p.settled()
	p.open(second)
	other := p.settled()
	if want.Image == other.Image || want.Truth == other.Truth {
		p.Fatal("two addresses give the same nodule")
	}
	p.goTo(first)
	if got := p.settled(); fmt.Sprint(got) != fmt.Sprint(want) {
		p.Errorf("the changed address gives %+v, want %+v", got.Truth, want.Truth)
	}
	p.do(chromedp.Reload())
	p.run(liveReady)
	p.run(read(p, "testdata/live.js"))
	if got := p.settled(); fmt.Sprint(got) != fmt.Sprint(want) {
		p.Errorf("the page loaded again gives %+v, want %+v", got.Truth, want.Truth)
	}
	if got := p.guessed(); !slices.Equal(got, []int{0, 1, 99}) {
		p.Errorf("the guess of the address is %v", got)
	}
	for name, value := range map[string]string{"k": "7", "shape": "0.35", "turn": "-30", "saliency": "0"} {
		got := tell[string](p, `String(nodulelabPage.state[%q])`, name)
		if got != value {
			p.Errorf("%s is %s, want %s", name, got, value)
		}
	}
	for wild, want := range map[string]map[string]any{
		"foreground=999&background=-1&noise=1e9&turn=900&shape=-3&area=0.9": {"foreground": 240., "background": 40., "noise": 40., "turn": 180., "shape": 0., "area": .45},
		"scenario=9&seed=0&k=0&i=-1&saliency=7":                             {"scenario": 3., "seed": 1., "k": 1., "i": 0., "saliency": 1.},
		"foreground=grey&shape=&of=300&map=Hinge&guess=xyz&own=CE_1":        {"foreground": 150., "shape": 1., "of": "150.150", "map": "Contrast", "guess": ""},
		"of=0.999&i=2000": {"of": "60.240", "i": 999.},
	} {
		p.goTo(wild)
		s := p.settled().State
		for key, value := range want {
			if s[key] != value {
				p.Errorf("#%s: %s is %v, want %v", wild, key, s[key], value)
			}
		}
	}
}

// goTo changes the address of the open page.
func (p tab) goTo(state string) {
	p.Helper()
	p.run(`new Promise((resolve) => {
		addEventListener("hashchange", resolve, { once: true });
		location.hash = %q;
	}).then(() => true)`, state)
}

// A hidden page asks nothing. Shown again, it asks once.
func testHidden(p tab) {
	p.open("")
	p.settled()
	p.run(`{
		globalThis.asked = 0;
		const worker = nodulelabPage.lab.worker, post = worker.postMessage.bind(worker);
		worker.postMessage = (message) => { asked++; post(message); };
		globalThis.hide = (is) => {
			Object.defineProperty(document, "hidden", { value: is, configurable: true });
			document.dispatchEvent(new Event("visibilitychange"));
		};
		hide(true);
	}`)
	before := p.text(".says")
	for _, level := range []float64{160, 200, 238} {
		p.slide("foreground", level)
	}
	p.run(`new Promise((resolve) => setTimeout(resolve, 100))`)
	if got := tell[int](p, `asked`); got != 0 || p.text(".says") != before {
		p.Errorf("the hidden page asks %d questions", got)
	}
	p.run(`hide(false)`)
	p.until(`probe.text(probe.all(".says")[0]) !== ` + fmt.Sprintf("%q", before))
	if got := tell[int](p, `asked`); got != 1 {
		p.Errorf("shown again, the page asks %d questions, want 1", got)
	}
	p.settled()
}

// Controls that the address names are not shown, and the others are.
func testHide(p tab) {
	p.open("scenario=2&hide=tasks,background,area,chooser,curve")
	const shown = `[...document.querySelectorAll(%q)].some((e) => e.checkVisibility({ visibilityProperty: true }))`
	for selector, want := range map[string]bool{
		"[data-live=tasks]": false, "[data-live=predict]": true, "[data-key=background]": false, "[data-key=foreground]": true,
		"[data-control=area]": false, "[data-control=chooser]": false, "[data-control=curve]": false, "[data-control=plane]": true,
	} {
		if got := tell[bool](p, shown, selector); got != want {
			p.Errorf("%s is shown: %t, want %t", selector, got, want)
		}
	}
	before := p.settled()
	p.slide("foreground", 200)
	if after := p.settled(); after.Image == before.Image {
		p.Error("the nodule stays as it was")
	}
}
