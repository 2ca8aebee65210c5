package browsertest

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// On paper no sheet is blank, what is folded on the screen is open, and nothing is cut off
// at the right.
func TestPrinted(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	folder, pages := report(t)
	ctx := browser(t)
	for _, page := range pages {
		open(t, ctx, folder, page, 720) // about what A4 leaves between its margins
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
		if err != nil {
			t.Fatal(err)
		}
		sheets := sheetLengths(t, pdf)
		for i, length := range sheets {
			if length == "0" {
				t.Errorf("%s: sheet %d of %d is blank", page, i+1, len(sheets))
			}
		}
		printMedia(t, ctx, "print")
		for _, fault := range evaluate[[]string](t, ctx, read(t, "testdata/print.js")) {
			t.Errorf("%s: %s", page, fault)
		}
		printMedia(t, ctx, "")
	}
}

// printMedia shows a page as on paper, or as it is where the medium is empty.
func printMedia(t testing.TB, ctx context.Context, medium string) {
	t.Helper()
	_, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium})
	})
	if err != nil {
		t.Fatal(err)
	}
}

var pageContents = regexp.MustCompile(`(?s)/Type /Page\n.*?/Contents (\d+) 0 R`)

// sheetLengths returns how many bytes draw each sheet of a PDF of Chromium's.
func sheetLengths(t testing.TB, pdf []byte) []string {
	t.Helper()
	var lengths []string
	for _, page := range pageContents.FindAllSubmatch(pdf, -1) {
		_, object, found := bytes.Cut(pdf, fmt.Appendf(nil, "\n%s 0 obj\n<<", page[1]))
		m := regexp.MustCompile(`(?s)^.*?/Length (\d+)`).FindSubmatch(object)
		if !found || m == nil {
			t.Fatalf("no object %s in the PDF", page[1])
		}
		lengths = append(lengths, string(m[1]))
	}
	if len(lengths) == 0 {
		t.Fatal("the PDF has no sheets")
	}
	return lengths
}

// The check for blank sheets sees one.
func TestSheetLengths(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	ctx := browser(t)
	const page = `data:text/html,<p>a</p><div style="break-before:page"></div><p style="break-before:page">b</p>`
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	if sheets := sheetLengths(t, pdf); len(sheets) != 3 || sheets[0] == "0" || sheets[1] != "0" || sheets[2] == "0" {
		t.Errorf("sheets of %v bytes, want the second empty", sheets)
	}
}
