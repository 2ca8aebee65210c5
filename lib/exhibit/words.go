package exhibit

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"text/template"

	"nodulelab/lib/metrics"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// block is a named piece of the words that all texts and most tables are made of. The
// name is the name of the function that returns it.
type block string

//go:embed words/*.md.tmpl
var files embed.FS

var words = template.Must(template.New("words").Funcs(template.FuncMap{
	"two": two, "signed": signed, "amount": amount, "percent": percent, "count": count,
	"interval": interval, "estimate": estimate,
	"pValue": pValue, "power": power, "equals": equals, "significant": significant, "level": func() string { return two(results.Significant) }, "which": which, "matters": matters,
	"plural": plural, "list": list, "join": strings.Join, "phrase": phrase, "italics": italics,
	"first": slices.Min[[]int], "last": slices.Max[[]int], "least": slices.Min[[]float64], "most": slices.Max[[]float64], "lambda": lambda,
	"mode": mode, "summary": metrics.Summarise, "row": rowName, "pair": pairName, "shape": shape, "levels": levels, "tally": tally, "root": root, "stirred": func() float64 { return stirred }, "times": func(a, b float64) float64 { return a * b },
	"family": results.Family, "refitted": func() int { return verdict.Refitted }, "holding": func() float64 { return verdict.Holding }, "failing": func() float64 { return verdict.Failing },
}).ParseFS(files, "words/*.md.tmpl"))

// text returns the block's text about some data. It takes what a function returns,
// error included if it has any; an error of the block names it.
func (b block) text(data any, err ...error) (string, error) {
	for _, e := range err {
		if e != nil {
			return "", e
		}
	}
	var text strings.Builder
	if err := words.ExecuteTemplate(&text, string(b), data); err != nil {
		return "", fmt.Errorf("exhibit: %s: %w", b, err)
	}
	return text.String(), nil
}

// table returns the block's table about some data: its text has a line with the
// caption, one with the header, and one a row, their cells between bars. A row of
// more or fewer cells than the header has is an error.
func (b block) table(data any, err ...error) (Table, error) {
	text, e := b.text(data, err...)
	if e != nil {
		return Table{}, e
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	t := Table{Caption: lines[0]}
	for _, line := range lines[1:] {
		t.Rows = append(t.Rows, strings.Split(line, " | "))
	}
	t.Header, t.Rows = t.Rows[0], t.Rows[1:]
	for _, row := range t.Rows {
		if len(row) != len(t.Header) {
			return Table{}, fmt.Errorf("exhibit: %s: the row %q has %d cells, the header %d", b, row, len(row), len(t.Header))
		}
	}
	return t, nil
}
