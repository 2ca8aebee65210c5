package browsertest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/live"
	"nodulelab/lib/live/page"
	"nodulelab/lib/loss"
	"nodulelab/lib/train"
	"nodulelab/notebooks/internal/export"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// A figure of a notebook opens into a part of the live page. Before that, nothing of the
// live page's data is loaded.
func testNotebook(p tab) {
	folder := p.writeNotebook()
	p.page(folder, "one.html")
	p.do(chromedp.Click(chromedp.CSS("details.try summary")))
	p.until(`document.querySelector("[role=alert]")`)
	if got := p.text("[role=alert]"); !strings.Contains(got, "live-data.js is missing") {
		p.Errorf("without the live page's data the part says %q", got)
	}
	if err := os.Link(filepath.Join(p.folder, page.DataFile), filepath.Join(folder, page.DataFile)); err != nil {
		p.Fatal(err)
	}
	p.page(folder, "one.html")
	if !tell[bool](p, `probe.shows(document.querySelector(".nodulelab-live svg, .nodulelab-live img"))`) {
		p.Error("the figure is not shown")
	}
	if got := tell[string](p, `document.querySelector("details.try a").getAttribute("href")`); got != "live.html#scenario=2" {
		p.Errorf("the link leads to %s", got)
	}
	const fetched = `performance.getEntriesByType("resource").map((e) => e.name).join(" ")`
	if got := tell[string](p, fetched) + tell[string](p, `typeof nodulelabData`); got != "undefined" {
		p.Errorf("before the figure is opened the page loads %s", got)
	}
	p.do(chromedp.Click(chromedp.CSS("details.try summary")))
	p.run(liveReady)
	p.run(read(p, "testdata/live.js"))
	before := p.settled()
	if before.State["scenario"] != 2. || before.Answers[0] == "" || before.Answers[1] == "" {
		p.Errorf("opened with scenario %v: answers %q", before.State["scenario"], before.Answers)
	}
	p.slide("foreground", 200)
	if after := p.settled(); after.Image == before.Image || after.Truth == before.Truth {
		p.Error("the slider changes nothing")
	}
	p.run(`new Promise((resolve) => setTimeout(resolve, 300))`) // as long as a change of the address may take
	if got := tell[string](p, `location.href`); got != "file://"+filepath.Join(folder, "one.html") {
		p.Errorf("the page's address has become %s", got)
	}
	if got := tell[int](p, `document.documentElement.scrollWidth - innerWidth`); got > 0 {
		p.Errorf("the open part is %d pixels too wide", got)
	}
	if _, err := chromedp.RunResponse(p.ctx, chromedp.Click(chromedp.CSS("details.try a"))); err != nil {
		p.Fatal(err)
	}
	p.run(liveReady)
	if got := tell[int](p, `nodulelabPage.state.scenario`); got != 2 {
		p.Errorf("the link leads to scenario %d", got)
	}
}

// writeNotebook writes a report of a notebook with one figure, one.html, and the live page,
// without its data. It returns the folder.
func (p tab) writeNotebook() string {
	p.Helper()
	image, err := exhibit.FigureHTML(p.figure())
	if err != nil {
		p.Fatal(err)
	}
	cell := exhibit.LiveHTML("ask", "scenario=2", image)
	path := filepath.Join(p.TempDir(), "one.ipynb")
	testenv.WriteNotebook(p, path, "%%", "%%")
	var notebook map[string]any
	if err := json.Unmarshal([]byte(read(p, path)), &notebook); err != nil {
		p.Fatal(err)
	}
	cells := notebook["cells"].([]any)
	cells[0] = map[string]any{"cell_type": "markdown", "id": "cell-0", "metadata": map[string]any{}, "source": "# One: a figure\n\nA notebook."}
	cells[1].(map[string]any)["outputs"] = []any{map[string]any{"output_type": "display_data", "metadata": map[string]any{}, "data": map[string]any{"text/html": cell}}}
	text, err := json.Marshal(notebook)
	if err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		p.Fatal(err)
	}
	e := testenv.Environment(p, setup.Report)
	made, err := page.Make()
	if err != nil {
		p.Fatal(err)
	}
	folder := filepath.Join(p.folder, "report")
	err = export.Write(context.Background(), export.Options{
		Python: e.Python(), Environ: e.JupyterEnviron(nil), Out: folder, Live: &made, Pages: []export.Page{{Name: "one", Path: path}},
	})
	if err != nil {
		p.Fatal(err)
	}
	return folder
}

// figure is the figure of the answers to the foreground, of the networks of scenario 2.
func (p tab) figure() figure.Figure {
	p.Helper()
	groups := make([][]lab.Trained, 2)
	for _, n := range networks(p) {
		if n.Scenario != 2 {
			continue
		}
		own, err := live.Unpack(n.Packed)
		if err != nil {
			p.Fatal(err)
		}
		i := 0
		if n.Loss == loss.Contrast {
			i = 1
		}
		groups[i] = append(groups[i], lab.Trained{Network: train.Network{Loss: n.Loss, Seed: n.Seed, Weights: own.Weights}})
	}
	f, err := exhibit.ForegroundFigure(groups...)
	if err != nil {
		p.Fatal(err)
	}
	return f
}
