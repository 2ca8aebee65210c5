package browsertest

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nodulelab/lib/runs"
	"nodulelab/notebooks/internal/testenv"
)

// In the real JupyterLab a cell shows the live page, with networks that it has trained, and
// the saved notebook has the figure alone.
func TestLiveInLab(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab and a browser")
	}
	t.Setenv(runs.Variable, t.TempDir())
	folder := t.TempDir()
	path := filepath.Join(folder, "live.ipynb")
	testenv.WriteNotebook(t, path, "import \"nodulelab/lib/show\"\n\n%%\nshow.Live(show.Scenario(3))")
	url := serve(t, folder)
	ctx := browser(t)
	faults := watch(t, ctx, "http://127.0.0.1:", "ws://127.0.0.1:")
	openNotebook(t, ctx, url, "live.ipynb")
	runAllCells(t, ctx)
	const frame = `document.querySelector('iframe.nodulelab-live')`
	err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void](frame+`?.contentWindow.nodulelabPage`, chromedp.WithPollingTimeout(90*time.Second)))
	if err != nil {
		screenshot(t, ctx, "live-in-lab")
		t.Fatal(err)
	}
	verdict := await[float64](t, ctx, frame+`.contentWindow.nodulelabPage.ready.then(() => `+frame+`.contentWindow.nodulelabPage.lab.call("look", [JSON.stringify({
		seed: 1, malignant: 150, benign: 150, index: 1, shape: 1, depth: .5, area: 0, foreground: 150, background: 98, noise: 10, turn: 0 })]))
		.then((picture) => picture.answers[0].probability)`)
	if verdict <= 0 || verdict >= 1 {
		t.Errorf("the network gives a probability of %g", verdict)
	}
	screenshot(t, ctx, "live-in-lab")
	text := savedNow(t, ctx, path)
	if !bytes.Contains(text, []byte(`<div class=\"nodulelab-live\"`)) || !bytes.Contains(text, []byte(`image/png`)) {
		t.Error("the saved notebook has no figure")
	}
	if bytes.Contains(text, []byte("<iframe")) {
		t.Error("the saved notebook has the live page's frame")
	}
	for _, f := range faults() {
		t.Error(f)
	}
}

// savedNow saves the open notebook until its file has outputs.
func savedNow(t *testing.T, ctx context.Context, path string) []byte {
	t.Helper()
	for range 20 {
		if err := chromedp.Do(ctx, chromedp.KeyEvent("s", chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.Sleep(500*time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte("nodulelab-live")) {
			return text
		}
	}
	t.Fatalf("%s is not saved with its outputs", path)
	return nil
}
