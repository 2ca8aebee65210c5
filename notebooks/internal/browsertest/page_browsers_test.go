package browsertest

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"nodulelab/lib/project"
)

// A browser without 128-bit vectors gets the same answers, is told that they take longer,
// and is offered no training.
func testPlain(p tab) {
	p.open("foreground=170")
	fast := p.settled()
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `WebAssembly.validate = () => false;`})
		return err
	}))
	p.open("foreground=170")
	slow := p.settled()
	if got := tell[string](p, `nodulelabPage.lab.about.kernels`); got != "plain Go" {
		p.Errorf("the page computes with %s", got)
	}
	if slow.Truth != fast.Truth || slow.Saliency != fast.Saliency {
		p.Errorf("plain Go answers %+v, want %+v", slow.Truth, fast.Truth)
	}
	if got := p.text("[role=note]"); !strings.HasPrefix(got, "Answers take longer in this browser: ") {
		p.Errorf("the page says %q", got)
	}
	if got := p.text("[data-live=train]"); !strings.Contains(got, "Training is not offered here") || tell[bool](p, `Boolean(document.querySelector("[data-live=train] form"))`) {
		p.Errorf("the place of the training says %q", got)
	}
	p.run(`probe.choose("Seed", 5)`)
	p.settled()
	if got := p.text(".lack"); strings.Contains(got, "train") {
		p.Errorf("training is offered: %q", got)
	}
}

// Without its data, or without scripts, the page says what is missing.
func testMissing(p tab) {
	p.page(p.alone(), "live.html")
	p.until(`document.querySelector("[role=alert]")`)
	if got := p.text("[role=alert]"); !strings.Contains(got, "live-data.js is missing") {
		p.Errorf("without its data the page says %q", got)
	}
	if got := tell[int](p, `probe.all("[data-live]").filter(probe.shows).length`); got != 1 {
		p.Errorf("%d parts are shown, want only the one with the message", got)
	}
	p.do(chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.do(chromedp.Navigate("file://" + filepath.Join(p.folder, "live.html")))
	if got := tell[string](p, `document.body.innerText`); !strings.Contains(got, "It needs JavaScript, which is switched off.") {
		p.Errorf("without scripts the page says %q", got)
	}
}

// alone copies the page into a folder without its data.
func (p tab) alone() string {
	p.Helper()
	folder := filepath.Join(p.folder, "alone")
	if err := project.WriteText(filepath.Join(folder, "live.html"), read(p, filepath.Join(p.folder, "live.html"))); err != nil {
		p.Fatal(err)
	}
	return folder
}
