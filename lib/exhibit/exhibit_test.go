package exhibit_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/train"
)

// reference are real results: 20 seeds of an independent implementation.
func reference(t testing.TB) []results.Result {
	t.Helper()
	r, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTableHTML(t *testing.T) {
	table := exhibit.Table{Caption: "a < b", Header: []string{"row", "x & y"}, Rows: [][]string{{"first", "<script>"}, {"second", "2"}}}
	got := table.HTML()
	for _, want := range []string{
		"<caption>a &lt; b</caption>", `<th scope="col">x &amp; y</th>`,
		`<tr><th scope="row">first</th><td>&lt;script&gt;</td></tr>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s lacks %s", got, want)
		}
	}
	if _, err := io.Copy(io.Discard, strings.NewReader(got)); err != nil || !wellFormed(got) {
		t.Errorf("not well formed: %s", got)
	}
}

func wellFormed(text string) bool {
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := d.Token(); err == io.EOF {
			return true
		} else if err != nil {
			return false
		}
	}
}

// The paper's columns are the paper's numbers; ours are means over the seeds.
func TestTable1(t *testing.T) {
	table := tableOf(t)(exhibit.PaperTable(reference(t)))
	if len(table.Rows) != 9 || !strings.Contains(table.Caption, "20 seeds") {
		t.Fatalf("%d rows, caption %q", len(table.Rows), table.Caption)
	}
	for i, r := range results.Statistics(reference(t)) {
		row := table.Rows[i]
		want := []string{fmt.Sprintf("%.2f", r.Paper.Accuracy), fmt.Sprintf("%.2f", r.Accuracy.Mean)}
		if row[1] != want[0] || row[2] != want[1] || len(row) != len(table.Header) {
			t.Errorf("row %d is %v, want accuracies %v", i, row, want)
		}
	}
	if row := table.Rows[1]; row[0] != "150,150 → 170,130, CE" || row[1] != "0.62" || row[4] != "0.87" || row[6] != "0.37" {
		t.Errorf("the second row is %v", row)
	}
}

// rowOf makes results of one row with the given accuracies.
func rowOf(row paper.Row, accuracies ...float64) []results.Result {
	var all []results.Result
	for i, a := range accuracies {
		all = append(all, results.Result{Seed: uint64(i + 1), Row: row, Scores: paper.Scores{Accuracy: a, Sensitivity: a, Specificity: a}})
	}
	return all
}

func TestPaperText(t *testing.T) {
	row := paper.Table1()[1].Row // the paper has .62
	for want, accuracies := range map[string][]float64{
		"accuracy 0.70; the paper has 0.62. Every seed lies":                                                                                    {.7},
		"accuracy 0.75 over 2 seeds, from 0.70 to 0.80; the paper has 0.62. Every seed lies":                                                    {.7, .8},
		"accuracy 0.60 over 2 seeds, from 0.40 to 0.80; the paper has 0.62. The mean lies on the paper's side of chance, but seeds lie on both": {.4, .8},
		"accuracy 0.30 over 2 seeds, from 0.20 to 0.40; the paper has 0.62. The mean lies on the other side":                                    {.2, .4},
	} {
		got := textOf(t)(exhibit.PaperText(rowOf(row, accuracies...)))
		if !strings.Contains(got, want) || !strings.HasPrefix(got, "- **CE, D(150,150) → D(170,130)**") {
			t.Errorf("%v: %q, want %q", accuracies, got, want)
		}
	}
}

func TestBySeed(t *testing.T) {
	rows := paper.Table1()
	rs := append(rowOf(rows[0].Row, 1, .9), rowOf(rows[2].Row, .8, .7)...)
	table := exhibit.SeedTable(rs)
	if len(table.Rows) != 2 || strings.Join(table.Rows[1], " ") != "2 0.90 0.70" || len(table.Header) != 3 {
		t.Errorf("got %+v", table)
	}
}

func TestNetworks(t *testing.T) {
	table := tableOf(t)(exhibit.NetworkTable(paper.Scenarios()[0], reference(t)))
	if len(table.Rows) != 2 || len(table.Header) != 4 || table.Rows[0][0] != "CE" || table.Rows[1][2] != "1.00" {
		t.Errorf("got %+v", table)
	}
}

func TestScores(t *testing.T) {
	n := lab.Trained{Network: train.Network{Seed: 7, Loss: loss.Contrast}, Results: rowOf(paper.Table1()[8].Row, .25)}
	if got, want := textOf(t)(exhibit.ScoreText(n)), "Seed 7, Contrast: accuracy 0.25 on D(150,190)."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A loop written out by hand is compared with the lab's network to the last digit.
func TestByHand(t *testing.T) {
	n := lab.Trained{Network: train.Network{Seed: 7, Loss: loss.CE}, Results: append(rowOf(paper.Table1()[0].Row, .75), rowOf(paper.Table1()[1].Row, .5)...)}
	for want, accuracies := range map[string][]float64{
		"Seed 7, CE, by hand: accuracy 0.75 on D(130,170) and 0.50 on D(170,130). The lab's network of the same seed scores exactly the same.":                                                                {.75, .5},
		"Seed 7, CE, by hand: accuracy 0.75 on D(130,170) and 0.51 on D(170,130). The lab's network of the same seed scores 0.75 and 0.50: another engine or processor has trained it, and rounds otherwise.": {.75, .505},
	} {
		if got := textOf(t)(exhibit.ByHandText(accuracies, n)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if _, err := exhibit.ByHandText([]float64{1}, n); err == nil {
		t.Error("one accuracy for two test sets was compared")
	}
}

// Both shortcuts do as section 4 of the paper says they would.
func TestShortcuts(t *testing.T) {
	sets, err := lab.PaperPlan(1).Sets(paper.Scenarios()[1], 1)
	if err != nil {
		t.Fatal(err)
	}
	table, err := exhibit.ShortcutTable(sets...)
	if err != nil {
		t.Fatal(err)
	}
	foreground := table.Rows[1]
	if strings.Join(foreground, " ") != "mean of the foreground 1.00 0.00 1.00" {
		t.Errorf("the foreground's row is %v", foreground)
	}
	if _, err := exhibit.ShortcutTable(sets[0]); err == nil {
		t.Error("a training set without a test set was taken")
	}
}

func TestScenarioNamesTheBrighterClass(t *testing.T) {
	s := paper.Scenarios()[0]
	sets, err := lab.PaperPlan(1).Sets(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][2]string{{"neither", "benign"}, {"benign", "benign"}, {"malignant", "malignant"}} {
		row := tableOf(t)(exhibit.ScenarioTable(s, sets...)).Rows[i]
		if row[3] != want[0] || row[4] != want[1] {
			t.Errorf("%v: want %v", row, want)
		}
	}
}

func TestFactors(t *testing.T) {
	set, err := nodule.Paper().Draw(1, "factors", nodule.D(150, 150), 4)
	if err != nil {
		t.Fatal(err)
	}
	table := tableOf(t)(exhibit.DrawTable(set, 10))
	if len(table.Rows) != 4 || table.Rows[0][1] != "benign" || table.Rows[1][1] != "malignant" {
		t.Fatalf("got %+v", table.Rows)
	}
	if want := fmt.Sprintf("%.1f", 100*set.Factors[0].Area); table.Rows[0][7] != want {
		t.Errorf("area %s, want %s", table.Rows[0][7], want)
	}
}

func TestLayers(t *testing.T) {
	table, err := exhibit.LayerTable(32)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(table.Caption, "60941 parameters") || strings.Join(table.Rows[0], " ") != "c1 encoder convolution 1×32×32 6×28×28 156" {
		t.Errorf("caption %q, first row %v", table.Caption, table.Rows[0])
	}
	if _, err := exhibit.LayerTable(15); err == nil {
		t.Error("15 pixels were taken")
	}
	if _, err := exhibit.ArchitectureFigure(15); err == nil {
		t.Error("15 pixels were drawn")
	}
}

func TestFigureHTML(t *testing.T) {
	f, err := exhibit.ArchitectureFigure(32)
	if err != nil {
		t.Fatal(err)
	}
	got, err := exhibit.FigureHTML(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<figure><img alt="`, ` width="`, ` height="`, `src="data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%22`} {
		if !strings.Contains(got, want) {
			t.Errorf("lacks %s", want)
		}
	}
	_, uri, _ := strings.Cut(got, `src="`)
	uri, caption, _ := strings.Cut(uri, `">`)
	if caption != "<figcaption>The three architectures</figcaption></figure>" {
		t.Errorf("caption %s", caption)
	}
	if !decodes(t, f.Untitled(), uri) {
		t.Error("the address does not hold the figure")
	}
	if _, err := exhibit.FigureHTML(figure.Figure{}); err == nil {
		t.Error("a figure without a drawing was written")
	}
}

// decodes tells whether a data URI holds a figure, but for the kind of white space.
func decodes(t *testing.T, f figure.Figure, uri string) bool {
	t.Helper()
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	text, err := url.PathUnescape(strings.TrimPrefix(uri, "data:image/svg+xml;charset=utf-8,"))
	if err != nil || strings.ContainsAny(uri, "\"<>#&'") {
		t.Errorf("%v: %.80s", err, uri)
	}
	return text == strings.NewReplacer("\n", " ", "\t", " ").Replace(string(svg))
}

// Every figure is drawn and says in words what it shows.
func TestFigures(t *testing.T) {
	sets, err := lab.PaperPlan(1).Sets(paper.Scenarios()[0], 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, draw := range map[string]func() (figure.Figure, error){
		"samples":    func() (figure.Figure, error) { return exhibit.SampleFigure("Samples", sets...) },
		"means":      func() (figure.Figure, error) { return exhibit.MeanFigure(sets...) },
		"steps":      func() (figure.Figure, error) { return exhibit.StepFigure(nodule.Paper()) },
		"accuracies": func() (figure.Figure, error) { return exhibit.AccuracyFigure(reference(t)) },
		"one seed":   func() (figure.Figure, error) { return exhibit.AccuracyFigure(rowOf(paper.Table1()[0].Row, 1)) },
	} {
		f, err := draw()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if svg, err := f.SVG(); err != nil || len(svg) == 0 || len(f.Alt) < 40 {
			t.Errorf("%s: %d bytes, %v, alternative text %q", name, len(svg), err, f.Alt)
		}
	}
}
