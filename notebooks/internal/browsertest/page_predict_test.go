package browsertest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nodulelab/lib/atlas"
	"nodulelab/lib/live/page"
	"nodulelab/lib/loss"
)

// The reader marks squares by pointer and by keys, sees the exact map, is told how well the
// guess fits, and opens a square.
func testPredict(p tab) {
	p.open("scenario=1")
	p.settled()
	marked := p.markSquares()
	p.until(`probe.given().guess === ` + strconv.Quote(packGuess(marked)))
	p.seeMap(loss.Contrast, marked)
	p.openSquare()
	p.press("button", "Clear")
	if got := p.guessed(); len(got) != 0 {
		p.Errorf("cleared, squares %v are marked", got)
	}
	p.press("label.loss-CE", "cross-entropy")
	p.seeMap(loss.CE, nil)
}

// markSquares marks some squares and returns them: a stroke of the pointer along a row and
// down a column, one square that is marked twice, and two by keys.
func (p tab) markSquares() []int {
	const square = `probe.all("[data-live=predict] .squares [role=gridcell]")` // from the top row on
	at := func(row, column int) (x, y float64) {
		box := tell[[2]float64](p, `(() => { const b = %s[%d].getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`, square, 10*(9-row)+column)
		return box[0], box[1]
	}
	p.run(`probe.all("[data-live=predict]")[0].scrollIntoView({ behavior: "instant" })`)
	drag := func(row, column, toRow, toColumn int) {
		x, y := at(row, column)
		toX, toY := at(toRow, toColumn)
		p.do(chromedp.DragAndDropXY(x, y, toX, toY, 3))
	}
	drag(9, 1, 9, 6) // malignant 200, benign 120 to 170
	drag(0, 9, 3, 9)
	x, y := at(9, 4)
	p.do(chromedp.MouseClickXY(x, y)) // no longer marked
	want := []int{9, 19, 29, 39, 91, 92, 93, 95, 96}
	if got := p.guessed(); !slices.Equal(got, want) {
		p.Errorf("the pointer marks %v, want %v", got, want)
	}
	p.run(`%s[90].focus()`, square) // malignant 110, benign 110
	p.do(chromedp.KeyEvent(" "+kb.ArrowUp+kb.ArrowRight+" "+kb.ArrowDown+" "), chromedp.KeyEvent(" "))
	want = slices.Sorted(slices.Values(append(want, 0, 11)))
	if got := p.guessed(); !slices.Equal(got, want) {
		p.Errorf("with keys %v are marked, want %v", got, want)
	}
	return want
}

// guessed lists the squares that are marked.
func (p tab) guessed() []int {
	p.Helper()
	all := tell[[]bool](p, `probe.all("[data-live=predict] .squares")[0].querySelectorAll("[role=gridcell]").values().map((c) => c.getAttribute("aria-selected") === "true").toArray()`)
	var marked []int
	for i := range all {
		if all[10*(9-i/10)+i%10] {
			marked = append(marked, i)
		}
	}
	return marked
}

// packGuess is a guess as the address has it.
func packGuess(marked []int) string {
	var digits [25]int
	for _, i := range marked {
		digits[i/4] |= 8 >> (i % 4)
	}
	var text strings.Builder
	for _, d := range digits {
		fmt.Fprintf(&text, "%x", d)
	}
	return text.String()
}

// seeMap presses See and checks the map against the stored one of scenario 1, seed 1, and
// what is said of the guess.
func (p tab) seeMap(l loss.Name, marked []int) {
	p.Helper()
	stored, err := page.StoredMaps()
	if err != nil {
		p.Fatal(err)
	}
	want := stored[atlas.Group{Scenario: 1, Loss: l}.String()][:100]
	p.press("[data-live=predict] button", "See")
	p.until(`probe.all(".squares").length > 1 && probe.shows(probe.all(".squares")[1])`)
	cells := tell[[]string](p, `Array.from(probe.all(".squares")[1].querySelectorAll("[role=gridcell]"), probe.text)`)
	fails, both := 0, 0
	for i, right := range want {
		if got := cells[10*(9-i/10)+i%10]; got != fmt.Sprint(right) {
			p.Errorf("%s: square %d has %s, want %d", l, i, got, right)
		}
		if int(right) < atlas.Images()/2 {
			fails++
			if slices.Contains(marked, i) {
				both++
			}
		}
	}
	if len(marked) > 0 && (both == 0 || both == fails || both == len(marked)) {
		p.Errorf("%s: of %d squares that fail, %d are among the %d that are marked: mark others", l, fails, both, len(marked))
	}
	either := len(marked) + fails - both
	said := fmt.Sprintf("Overlap: %d of %d, %.0f %%.", both, either, 100*float64(both)/float64(either))
	if got := p.text(".overlap"); !strings.HasSuffix(got, said) || len(marked) > 0 && !strings.HasPrefix(got, fmt.Sprintf("You marked %d squares; the network fails in %d; ", len(marked), fails)) {
		p.Errorf("%s: the page says %q, want %q at its end", l, got, said)
	}
	p.until(`probe.spoken() === probe.text(probe.all(".overlap")[0])`)
	if got := p.text("[data-live=predict] h3 ~ p.quiet, [data-live=predict] .map-scale ~ p.quiet"); !strings.HasPrefix(got, "Exact") {
		p.Errorf("%s: the map is called %q, want an exact one", l, got)
	}
}

// openSquare opens D(130,170) from the map: its counts are those of the program, and an image
// put into the nodule above is the one of the test set.
func (p tab) openSquare() {
	d := atlas.Squares()[26]
	p.run(`probe.all(".squares")[1].querySelectorAll("[role=gridcell]")[%d].click()`, 10*(9-2)+6)
	p.until(`probe.shows(probe.all(".square table")[0] || document.head)`)
	rows := tell[[][]string](p, `probe.all(".square tbody tr").map((row) => Array.from(row.children, probe.text).slice(1))`)
	counts := tell[[][]string](p, `nodulelabPage.lab.call("open", [1, %d, %d]).then(({ logits, classes }) => logits.map((of) => {
		const right = [1, 0].map((c) => classes.reduce((n, is, i) => n + (is === c && of[i] > 0 === (c === 1)), 0));
		return [...right, right[0] + right[1]].map(String);
	}))`, d.Malignant, d.Benign)
	if fmt.Sprint(rows) != fmt.Sprint(counts) {
		p.Errorf("%s: the page counts %q, want %q", d, rows, counts)
	}
	stored, err := page.StoredMaps()
	if err != nil {
		p.Fatal(err)
	}
	for i, l := range []loss.Name{loss.CE, loss.Contrast} { // whose networks may have been trained by other vector instructions
		all, _ := strconv.Atoi(rows[i][2])
		if want := int(stored[atlas.Group{Scenario: 1, Loss: l}.String()][26]); all < want-2 || all > want+2 {
			p.Errorf("%s on %s: right on %d, in the stored map on %d", l, d, all, want)
		}
	}
	if got := p.text(".square h3"); !strings.HasPrefix(got, "D("+d.String()+")") {
		p.Errorf("opened %q, want %s", got, d)
	}
	p.run(`probe.all(".images")[0].querySelectorAll("button")[3].click()`) // the fourth malignant image
	s := p.settled()
	if s.State["foreground"] != float64(d.Malignant) || s.State["of"] != "130.170" {
		p.Errorf("the nodule is of %v with foreground %v", s.State["of"], s.State["foreground"])
	}
	p.checkSample(1, d, 7)
	p.press(".square button", "Put one benign")
	p.settled()
	p.checkSample(1, d, 0)
}
