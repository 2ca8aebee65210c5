package browsertest

import (
	"fmt"
	"math"
	"strings"

	"nodulelab/lib/nodule"
)

// Each control of the nodule changes what it should, and the address.
func testKnobs(p tab) {
	p.open("")
	before := p.settled()
	c := nodule.Paper()
	followed := math.Round(100*(c.BenignArea+.4*(c.MalignantArea-c.BenignArea))) / 100 // of shape .4
	for _, c := range []struct {
		name   string
		move   func()
		key    string
		value  any
		drawn  bool // another image
		asked  bool // other answers
		marked bool // another picture of the saliency
	}{
		{"shape", func() { p.slide("shape", .4) }, "shape", .4, true, true, true},
		{"foreground", func() { p.slide("foreground", 171) }, "foreground", 171., true, true, true},
		{"background", func() { p.slide("background", 80) }, "background", 80., true, true, true},
		{"rotation", func() { p.slide("turn", -45) }, "turn", -45., true, true, true},
		{"noise", func() { p.slide("noise", 25) }, "noise", 25., true, true, true},
		{"saliency off", func() { p.press(".check", "Show saliency") }, "saliency", 0., false, false, true},
		{"saliency on", func() { p.press(".check", "Show saliency") }, "saliency", 1., false, false, true},
		{"hold the area", func() { p.press(".check", "Hold the area") }, "area", followed, true, true, true},
		{"area", func() { p.slide("area", .33) }, "area", .33, true, true, true},
		{"shape at this area", func() { p.slide("shape", .9) }, "shape", .9, true, true, true},
		{"let the area go", func() { p.press(".check", "Hold the area") }, "area", 0., true, true, true},
		{"another nodule", func() { p.press("button", "Another nodule") }, "of", "150.150", true, true, true},
	} {
		c.move()
		after := p.settled()
		if got := after.State[c.key]; got != c.value {
			p.Errorf("%s: %s is %v, want %v", c.name, c.key, got, c.value)
		}
		for _, d := range []struct {
			what      string
			got, want bool
		}{
			{"another image", after.Image != before.Image, c.drawn},
			{"other answers", after.Truth.Probabilities != before.Truth.Probabilities, c.asked},
			{"another saliency", after.Saliency != before.Saliency, c.marked},
		} {
			if d.got != d.want {
				p.Errorf("%s: %s: %t, want %t", c.name, d.what, d.got, d.want)
			}
		}
		before = after
	}
	p.checkAddress(before.State)
	p.press("button", "As in the data")
	s := p.settled().State
	p.checkSample(uint64(s["k"].(float64)), nodule.D(150, 150), int(s["i"].(float64)))
}

// checkAddress checks that the address holds what differs from the beginning.
func (p tab) checkAddress(state map[string]any) {
	p.Helper()
	p.until(`location.hash.includes("k=" + nodulelabPage.state.k)`)
	for key, text := range tell[map[string]string](p, `probe.given()`) {
		if want := fmt.Sprint(state[key]); text != want {
			p.Errorf("the address has %s=%s, want %s", key, text, want)
		}
		delete(state, key)
	}
	for _, key := range []string{"shape", "foreground", "background", "turn", "noise", "k"} {
		if _, is := state[key]; is {
			p.Errorf("the address lacks %s", key)
		}
	}
}

// checkSample checks that the nodule is a sample of a test set, to the last bit.
func (p tab) checkSample(seed uint64, d nodule.Distribution, i int) {
	p.Helper()
	set, err := nodule.Paper().TestSet(seed, d)
	if err != nil {
		p.Fatal(err)
	}
	got, size := tell[[]float32](p, `probe.look().then((picture) => Array.from(picture.image))`), set.Side*set.Side
	for j, v := range set.Images[i*size:][:size] {
		if got[j] != v {
			p.Fatalf("pixel %d of image %d of %s, seed %d, is %v, want %v", j, i, d, seed, got[j], v)
		}
	}
}

// The chooser puts the networks of the report into the places, or says that there is none
// and leads to its training.
func testChooser(p tab) {
	p.open("")
	before := p.settled()
	p.run(`probe.choose("Scenario", 2)`)
	second := p.settled()
	if second.Truth.Probabilities == before.Truth.Probabilities || second.Image != before.Image {
		p.Error("scenario 2: want other answers to the same image")
	}
	if got := p.text(".question"); !strings.Contains(got, "Malignant training images have a foreground of 180, benign ones of 160") {
		p.Errorf("scenario 2: %q", got)
	}
	p.run(`probe.choose("Scenario", 3)`)
	if third := p.settled(); third.Answers[0] == "" || third.Answers[1] != "" {
		p.Errorf("scenario 3: answers %q, want one of cross-entropy alone", third.Answers)
	}
	p.run(`probe.choose("Scenario", 2)`)
	p.run(`probe.choose("Seed", 5)`)
	if none := p.settled(); none.Answers != [2]string{} {
		p.Errorf("seed 5: answers %q, want none", none.Answers)
	}
	if got := tell[string](p, `probe.all(".chooser select")[1].selectedOptions[0].textContent`); got != "5 (to train)" {
		p.Errorf("the seed is %q, want it to say that it can be trained", got)
	}
	for i, want := range []string{"cross-entropy network of scenario 2, seed 5; train it below", "contrastive network of scenario 2, seed 5; train it below"} {
		if got := tell[string](p, `probe.text(probe.all(".lack")[%d])`, i); !strings.Contains(got, want) {
			p.Errorf("the page says %q, want %q in it", got, want)
		}
	}
	p.press(".lack button", "Set up this training")
	if got, want := p.form(), "CE 180 160 5 100"; got != want {
		p.Errorf("the training is %q, want %q", got, want)
	}
	if got := tell[string](p, `probe.text(document.activeElement)`); got != "Train" {
		p.Errorf("the focus is on %q, want the button of the training", got)
	}
	p.run(`probe.choose("Seed", 1)`)
	if again := p.settled(); again.Truth != second.Truth {
		p.Error("seed 1 again: other answers than before")
	}
}

// form is what the form of a training says: loss, malignant and benign grey level, seed, epochs.
func (p tab) form() string {
	p.Helper()
	return tell[string](p, `["train-loss", "malignant", "benign", "seed", "epochs"].map((name) => document.querySelector("form").elements[name].value).join(" ")`)
}
