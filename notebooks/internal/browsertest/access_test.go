package browsertest

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

const (
	desktop = 1440
	tablet  = 850

	smallestText = 11 // pixels, of a figure
)

// axe returns the script of axe-core, which set-up installs with JupyterLab.
func axe(t testing.TB) string {
	t.Helper()
	e := testenv.Environment(t, setup.Lab)
	paths, err := filepath.Glob(filepath.Join(e.Venv(), "lib", "python3*", "site-packages", "axe_playwright_python", "axe.min.js"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("axe-core in the Python environment: %v, %v", paths, err)
	}
	return read(t, paths[0]) + "; true"
}

// afterLayout waits until the page has seen its new layout, and marked what scrolls.
const afterLayout = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(true), 50))))`

// axeRun says what axe-core finds wrong with the page that is open.
const axeRun = `axe.run().then(r => r.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(" | ")))`

// axe-core is at work: it finds a picture that nobody describes.
func TestAxeFinds(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	script := axe(t)
	ctx := browser(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(`data:text/html,<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><img src="data:,">`)); err != nil {
		t.Fatal(err)
	}
	evaluate[bool](t, ctx, script)
	if faults := await[[]string](t, ctx, axeRun); len(faults) != 1 || !strings.HasPrefix(faults[0], "image-alt: ") {
		t.Errorf("found %q", faults)
	}
}

// prefer makes a page see a reader's system in a colour scheme, "light" or "dark".
func prefer(t testing.TB, ctx context.Context, scheme string) {
	t.Helper()
	feature(t, ctx, "prefers-color-scheme", scheme)
}

// feature makes a page see one feature of a reader's system.
func feature(t testing.TB, ctx context.Context, name, value string) {
	t.Helper()
	_, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: name, Value: value}},
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// axe-core finds nothing wrong with any page, solutions unfolded, light in wide windows and
// dark on phones. Regions have names of their own, and the Tab key stops at a box where it
// scrolls, and only there.
func TestAccessible(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	t.Parallel() // it waits more than it computes
	script := axe(t)
	folder, pages := report(t)
	ctx := browser(t)
	for scheme, width := range map[string]int64{"light": desktop, "dark": phone} {
		prefer(t, ctx, scheme)
		for _, page := range pages {
			open(t, ctx, folder, page, width)
			evaluate[bool](t, ctx, `document.querySelectorAll("details").forEach(d => { d.open = true }); true`)
			await[bool](t, ctx, afterLayout)
			evaluate[bool](t, ctx, script)
			for _, fault := range await[[]string](t, ctx, axeRun) {
				t.Errorf("%s, %d pixels, %s: %s", page, width, scheme, fault)
			}
			for _, fault := range evaluate[[]string](t, ctx, read(t, "testdata/regions.js")) {
				t.Errorf("%s, %d pixels, %s: %s", page, width, scheme, fault)
			}
		}
	}
}

// Figures are dark on dark pages, also where scripts do not run; their text is never
// smaller than it should be; each can be enlarged, and has a number and a caption.
func TestFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	folder, pages := report(t)
	ctx := browser(t)
	prefer(t, ctx, "dark")
	for _, page := range pages {
		for _, width := range []int64{tablet, phone} {
			open(t, ctx, folder, page, width)
			f := evaluate[struct {
				Figures  int
				Smallest float64
				Faults   []string
			}](t, ctx, read(t, "testdata/figures.js"))
			if f.Figures == 0 || f.Smallest < smallestText || len(f.Faults) > 0 {
				t.Errorf("%s, %d pixels: %d figures, the smallest text %.2f pixels, faults %v", page, width, f.Figures, f.Smallest, f.Faults)
			}
			t.Logf("%s, %d pixels: %d figures, the smallest text %.2f pixels", page, width, f.Figures, f.Smallest)
		}
	}
}

// await evaluates a script that promises a value.
func await[T any](t testing.TB, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return value
}
