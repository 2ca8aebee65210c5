package browsertest

import (
	"fmt"
	"strings"
	"time"

	"nodulelab/lib/live"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// fillForm fills in the form of a training.
func (p tab) fillForm(l loss.Name, d nodule.Distribution, seed, epochs int, depth float64) {
	p.Helper()
	p.run(`{
		const { elements } = document.querySelector("[data-live=train] form");
		elements["train-loss"].forEach((input) => { if (input.value === %q) { input.click(); } });
		for (const [name, value] of Object.entries({ malignant: %d, benign: %d, seed: %d, epochs: %d, depth: %v })) {
			elements[name].value = value;
			elements[name].dispatchEvent(new Event("input", { bubbles: true }));
		}
	}`, l, d.Malignant, d.Benign, seed, epochs, depth)
}

// A network that is trained in the page takes the place of the report's, until the reader
// wants that one back. A stopped training leaves the places as they were.
func testTrain(p tab) {
	p.open("scenario=2")
	report := p.settled()
	if got := p.form(); got != "Contrast 180 160 1 100" {
		p.Errorf("the form has %q, want the training set of the chosen scenario", got)
	}
	p.stopTraining()
	p.fillForm(loss.CE, nodule.D(150, 150), 4, 6, .3)
	p.run(`{
		globalThis.heard = new Set();
		const status = probe.all(".train-progress span")[0];
		new MutationObserver(() => heard.add(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
	}`)
	p.run(`probe.choose("Scenario", 1)`)
	if got := p.form(); got != "CE 150 150 4 6" {
		p.Errorf("the form is %q, after another scenario was chosen: want what the reader filled in", got)
	}
	p.run(`probe.choose("Scenario", 2)`)
	p.press("[data-live=train] button", "Train")
	p.until(`probe.all(".outcome table").length > 0`)
	heard := tell[string](p, `[...heard].join("; ")`)
	if !strings.Contains(heard, "epoch 6 of 6") || !strings.Contains(heard, "It is compared with the report") {
		p.Errorf("while it trained the page said %q", heard)
	}
	own := p.settled()
	if own.Truth.Probabilities[0] == report.Truth.Probabilities[0] || own.Truth.Probabilities[1] != report.Truth.Probabilities[1] {
		p.Error("want the answer of the network that was trained, and the report's other one")
	}
	if got := tell[string](p, `nodulelabPage.places.map((n) => [n.own, n.loss, n.seed]).join(" ")`); got != "true,CE,4 false,Contrast,1" {
		p.Errorf("places %q", got)
	}
	for _, want := range []string{"6 epochs, training accuracy", "This network now answers on the whole page", "the report's, 20 seeds", "D(130,170)"} {
		if got := p.text(".outcome"); !strings.Contains(got, want) {
			p.Errorf("the outcome is %q, want %q in it", got, want)
		}
	}
	for _, canvas := range []string{".chart", ".clusters"} {
		if got := tell[string](p, `probe.all(%q)[0].getAttribute("aria-label")`, canvas); !strings.Contains(got, "epoch 6 of 6") && !strings.Contains(got, "apart") {
			p.Errorf("a curve is called %q", got)
		}
	}
	if got := p.text(".answer .own"); got != "trained by you on D(150,150), seed 4" {
		p.Errorf("the network is said to be %q", got)
	}
	p.until(`probe.given().own === "CE_150_150_4_1_unit_0.3_6"`)
	p.estimatedMap()
	p.press("[data-live=train] button", "Back to the report's")
	p.until(`!nodulelabPage.places.some((n) => n.own)`)
	if again := p.settled(); again.Truth != report.Truth {
		p.Error("the report's networks are not back")
	}
	p.until(`!probe.given().own`)
}

// stopTraining stops a training soon after it has begun.
func (p tab) stopTraining() {
	p.run(`globalThis.before = [...nodulelabPage.places]`)
	p.press("[data-live=train] button", "Train")
	p.until(`probe.all(".train-progress span")[0].textContent.includes("epoch")`)
	began := time.Now()
	p.press("[data-live=train] button", "Stop")
	p.until(`probe.all(".outcome").some((e) => e.textContent.startsWith("Stopped."))`)
	if took := time.Since(began); took > time.Second {
		p.Errorf("it took %v to stop", took)
	}
	if !tell[bool](p, `nodulelabPage.places.every((n, i) => n === before[i])`) {
		p.Error("a stopped training has changed the networks")
	}
	if got := tell[string](p, `probe.text(document.activeElement)`); got != "Train" {
		p.Errorf("after Stop the focus is on %q", got)
	}
}

// estimatedMap looks at the map of a network that was trained with spikes of another depth,
// and at a square.
func (p tab) estimatedMap() {
	p.press("label.loss-CE", "cross-entropy")
	p.press("[data-live=predict] button", "See")
	p.until(`probe.all(".squares").length > 1 && probe.shows(probe.all(".squares")[1])`)
	if got := p.text(".map-scale ~ p.quiet"); !strings.HasPrefix(got, "Estimated from one test set painted in each intensity, with spikes of depth 0.3") {
		p.Errorf("the map is called %q", got)
	}
	p.press(".square button", "Open")
	p.until(`probe.all(".square tbody tr").length > 0`)
	if got, want := p.text(".square"), fmt.Sprintf("drawn with the report's spike depth, %v", nodule.Paper().SpikeDepth); !strings.Contains(got, want) {
		p.Errorf("the square says %q, want %q in it", got, want)
	}
}

// A link to a network that was trained in a page offers its training. Trained as the
// report does, the network is compared with the report's.
func testOwnLink(p tab) {
	how := live.PaperTraining(loss.CE, nodule.D(150, 150), 1)
	p.open(fmt.Sprintf("own=CE_150_150_1_%v_unit_%v_%d", how.Margin, how.Depth, how.Epochs))
	p.settled()
	if got := p.text(".alert"); !strings.Contains(got, "cross-entropy on D(150,150), seed 1.") {
		p.Errorf("the page says %q, want the training of the link", got)
	}
	p.press(".alert button", "Train the network of this link")
	p.until(`nodulelabPage.places[0]?.own`)
	p.until(`probe.all(".outcome table").length > 0`)
	p.settled()
	if got := p.text(".outcome"); !strings.Contains(got, "The report has this network") || !strings.Contains(got, "the report's, seed 1") {
		p.Errorf("the outcome is %q, want a comparison with the report's network", got)
	}
	if got := tell[int](p, `probe.all(".alert").length`); got != 0 {
		p.Error("the offer stays after the training")
	}
}
