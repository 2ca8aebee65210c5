package browsertest

import (
	"context"
	"html/template"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nodulelab/lib/citation"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/project"
	"nodulelab/lib/results"
	"nodulelab/notebooks/internal/export"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

const (
	wide  = 1280
	phone = 390
)

// report exports the committed notebooks, with Table 1 from the committed
// results, and returns the folder and the names of the pages.
func report(t *testing.T) (folder string, pages []string) {
	t.Helper()
	e := testenv.Environment(t, setup.Report)
	csv := read(t, filepath.Join(e.Root, "figures", "table1.csv"))
	works, err := citation.All()
	if err != nil {
		t.Fatal(err)
	}
	o := export.Options{References: works, Python: e.Python(), Environ: e.JupyterEnviron(nil), Out: t.TempDir(), Table: table(t, csv), Facts: [][2]string{{"Go", "1.26"}}, Downloads: []string{"table1.csv"}}
	if err := os.WriteFile(filepath.Join(o.Out, "table1.csv"), []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	sources, err := filepath.Glob(filepath.Join(e.Notebooks(), "*.ipynb"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("notebooks %v: %v", sources, err)
	}
	pages = []string{"index.html"}
	for _, path := range sources {
		name := strings.TrimSuffix(filepath.Base(path), ".ipynb")
		link := "notebooks/" + filepath.Base(path)
		if err := project.WriteText(filepath.Join(o.Out, link), read(t, path)); err != nil {
			t.Fatal(err)
		}
		o.Pages = append(o.Pages, export.Page{Name: name, Path: path, Link: link})
		pages = append(pages, name+".html")
	}
	if err := export.Write(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return o.Out, pages
}

// facts is what testdata/page.js tells of a page.
type facts struct {
	Lang, Title string
	Headings    []int
	Images      []struct {
		Alt           string
		Loaded        bool
		Width, Height float64
	}
	NamelessDrawings            int
	Formulas, Unstretched       int
	RawMath                     []string
	Rows                        int
	Links, DeadAnchors, SameIDs []string
	Code                        int
	TokenColour, CodeColour     string
	Theme, Paper, Ink           string
	Overflow                    float64
}

// Every page, in a real browser without a network.
func TestReport(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	t.Parallel() // it waits more than it computes
	folder, pages := report(t)
	ctx := browser(t)
	faults := watch(t, ctx, "file://")
	for _, page := range pages {
		t.Run(page, func(t *testing.T) {
			open(t, ctx, folder, page, wide)
			screenshot(t, ctx, page)
			f := look(t, ctx)
			checkStructure(t, f)
			checkImages(t, f)
			checkLinks(t, f, folder)
			if page == "index.html" {
				checkIndex(t, f, len(pages))
			} else {
				checkNotebook(t, f)
			}
			checkTheme(t, ctx, f)
			checkKeyboard(t, ctx)
			open(t, ctx, folder, page, phone)
			screenshot(t, ctx, page+"-phone")
			if f := look(t, ctx); f.Overflow > 0 {
				t.Errorf("%v pixels wider than a phone", f.Overflow)
			}
		})
	}
	time.Sleep(200 * time.Millisecond) // events may lag behind
	for _, f := range faults() {
		t.Error(f)
	}
}

func table(t *testing.T, csv string) template.HTML {
	t.Helper()
	rs, err := results.ReadCSV(strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	plot, err := exhibit.AccuracyFigure(rs)
	if err != nil {
		t.Fatal(err)
	}
	image, err := exhibit.FigureHTML(plot)
	if err != nil {
		t.Fatal(err)
	}
	t1, err := exhibit.PaperTable(rs)
	if err != nil {
		t.Fatal(err)
	}
	return template.HTML(t1.HTML() + image)
}

// open opens a page in a window of some width and waits for the font of its formulas.
func open(t testing.TB, ctx context.Context, folder, page string, width int64) {
	t.Helper()
	address := url.URL{Scheme: "file", Path: filepath.Join(folder, page)}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(address.String()),
		chromedp.Evaluate[chromedp.Void](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func look(t *testing.T, ctx context.Context) facts {
	t.Helper()
	return evaluate[facts](t, ctx, read(t, "testdata/page.js"))
}

func evaluate[T any](t testing.TB, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// checkStructure checks what a screen reader goes by.
func checkStructure(t *testing.T, f facts) {
	t.Helper()
	if f.Lang != "en" || f.Title == "" {
		t.Errorf("lang %q, title %q", f.Lang, f.Title)
	}
	before, first := 0, 0
	for _, level := range f.Headings {
		if level == 1 {
			first++
		}
		if level > before+1 {
			t.Errorf("a heading of level %d follows one of level %d: %v", level, before, f.Headings)
		}
		before = level
	}
	if first != 1 {
		t.Errorf("%d headings of level 1", first)
	}
	if len(f.SameIDs) > 0 {
		t.Errorf("ids of several elements: %v", f.SameIDs)
	}
}

func checkImages(t *testing.T, f facts) {
	t.Helper()
	if len(f.Images) == 0 {
		t.Error("no image: are the committed notebooks executed? (go run ./notebooks -update)")
	}
	for i, image := range f.Images {
		if strings.TrimSpace(image.Alt) == "" || !image.Loaded || image.Width == 0 || image.Height == 0 {
			t.Errorf("image %d: %+v", i, image)
		}
	}
	if f.NamelessDrawings > 0 {
		t.Errorf("%d inline drawings without role and title", f.NamelessDrawings)
	}
}

// checkLinks checks that links within the report lead somewhere.
func checkLinks(t *testing.T, f facts, folder string) {
	t.Helper()
	for _, link := range f.Links {
		u, err := url.Parse(link)
		if err != nil {
			t.Error(err)
			continue
		}
		if u.Scheme == "https" || u.Path == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(folder, u.Path)); u.Scheme != "" || err != nil {
			t.Errorf("the link %s leads nowhere: %v", link, err)
		}
	}
	if len(f.DeadAnchors) > 0 {
		t.Errorf("links to places that are not on the page: %v", f.DeadAnchors)
	}
}

func checkIndex(t *testing.T, f facts, pages int) {
	t.Helper()
	if f.Rows != 9 {
		t.Errorf("Table 1 has %d rows, want 9", f.Rows)
	}
	if len(f.Links) < 2*pages {
		t.Errorf("%d links for %d pages", len(f.Links), pages)
	}
}

// checkNotebook checks formulas and code.
func checkNotebook(t *testing.T, f facts) {
	t.Helper()
	if f.Formulas == 0 || f.Unstretched > 0 {
		t.Errorf("%d formulas, %d braces smaller than their cases: is the font of formulas loaded?", f.Formulas, f.Unstretched)
	}
	if len(f.RawMath) > 0 {
		t.Errorf("formulas as raw text: %q", f.RawMath)
	}
	if f.Code == 0 || f.TokenColour == "" || f.TokenColour == f.CodeColour {
		t.Errorf("%d cells of code, keywords %s on %s: not highlighted", f.Code, f.TokenColour, f.CodeColour)
	}
}

// checkTheme clicks the button for dark pages, and once more.
func checkTheme(t *testing.T, ctx context.Context, before facts) {
	t.Helper()
	press := func() facts {
		if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS("#theme"))); err != nil {
			t.Fatal(err)
		}
		return look(t, ctx)
	}
	after := press()
	if after.Theme == before.Theme || after.Paper == before.Paper || after.Ink == before.Ink {
		t.Errorf("from %s (%s on %s) to %s (%s on %s)", before.Theme, before.Ink, before.Paper, after.Theme, after.Ink, after.Paper)
	}
	if before.Code > 0 && (after.TokenColour == before.TokenColour || after.TokenColour == after.CodeColour) {
		t.Errorf("keywords are %s on light pages and %s on dark ones", before.TokenColour, after.TokenColour)
	}
	if again := press(); again.Theme != before.Theme || again.Paper != before.Paper {
		t.Errorf("the second click led to %s, want %s", again.Theme, before.Theme)
	}
}

// checkKeyboard goes from the top of the page with Tab: first to the skip link,
// later to the button. The link leads to the content.
func checkKeyboard(t *testing.T, ctx context.Context) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	tab := func() string {
		if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			t.Fatal(err)
		}
		return evaluate[string](t, ctx, `(e => (e.getBoundingClientRect().left < 0 ? "hidden " : "") + (e.id || e.className || e.tagName))(document.activeElement)`)
	}
	if got := tab(); got != "skip" {
		t.Errorf("Tab leads to %q first, want the skip link", got)
	}
	reached := false
	for range 12 {
		if reached = tab() == "theme"; reached {
			break
		}
	}
	if !reached {
		t.Error("Tab does not reach the button for dark pages")
	}
	if err := chromedp.Do(ctx, chromedp.Focus(chromedp.CSS(".skip")), chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	if got := evaluate[string](t, ctx, "document.activeElement.id"); got != "content" {
		t.Errorf("the skip link leads to %q", got)
	}
}
