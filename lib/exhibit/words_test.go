package exhibit

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/template"

	"nodulelab/lib/metrics"
)

// An error of the data is passed on as it is; an error in a block names the block.
func TestBlockErrors(t *testing.T) {
	wrong := errors.New("seed 3 is missing")
	if text, err := block("TallyText").text(nil, wrong); text != "" || !errors.Is(err, wrong) {
		t.Errorf("%q, %v", text, err)
	}
	if table, err := block("VerdictTable").table(nil, nil, wrong); table.Caption != "" || !errors.Is(err, wrong) {
		t.Errorf("%+v, %v", table, err)
	}
	for name, data := range map[block]any{"TallyText": 3, "ScoreText": struct{ Seed int }{3}, "NoSuchText": nil} {
		if text, err := name.text(data); text != "" || err == nil || !strings.Contains(err.Error(), string(name)) {
			t.Errorf("%s: %q, error %v", name, text, err)
		}
	}
}

// with adds a block to the words for the length of a test.
func with(t *testing.T, name block, text string) {
	t.Helper()
	before := words
	t.Cleanup(func() { words = before })
	words = template.Must(template.Must(before.Clone()).New(string(name)).Parse(text))
}

func TestBlockTable(t *testing.T) {
	with(t, "ListTable", "A caption\nrow | value\n{{range .}}{{.N}} | {{two .Mean}}\n{{end}}")
	table, err := block("ListTable").table([]metrics.Estimate{{N: 1, Mean: .5}, {N: 2, Mean: -1}})
	if err != nil || table.Caption != "A caption" || strings.Join(table.Header, "|") != "row|value" || len(table.Rows) != 2 || strings.Join(table.Rows[1], "|") != "2|−1.00" {
		t.Errorf("%+v, %v", table, err)
	}
	if table, err = block("ListTable").table([]metrics.Estimate(nil)); err != nil || len(table.Header) != 2 || len(table.Rows) != 0 {
		t.Errorf("no rows: %+v, %v", table, err)
	}
}

// A bar in a cell would shift the row; it is refused.
func TestBlockTableRefusesCells(t *testing.T) {
	with(t, "WordTable", "A caption\nrow | value\n{{range .}}{{.}} | it\n{{end}}")
	if _, err := block("WordTable").table([]string{"fine"}); err != nil {
		t.Error(err)
	}
	_, err := block("WordTable").table([]string{"fine", "not | fine"})
	if err == nil || !strings.Contains(err.Error(), "WordTable") || !strings.Contains(err.Error(), "3 cells, the header 2") {
		t.Errorf("error %v", err)
	}
}

// Every block is used: those with the name of an exported function by it, the others
// by a block.
func TestEveryBlockIsUsed(t *testing.T) {
	used := map[string]bool{}
	for pattern, in := range map[*regexp.Regexp]string{
		regexp.MustCompile(`block\("([^"]+)"\)`):     "*.go",
		regexp.MustCompile(`\{\{template "([^"]+)"`): "words/*.tmpl",
	} {
		for _, m := range pattern.FindAllStringSubmatch(source(t, in), -1) {
			used[m[1]] = true
		}
	}
	for _, b := range words.Templates() {
		if name := b.Name(); !used[name] && !strings.HasSuffix(name, ".tmpl") && name != "words" {
			t.Errorf("nothing uses the block %q", name)
		}
	}
	names, err := fs.Glob(files, "words/*")
	if err != nil || len(names) < 6 {
		t.Errorf("files of words %v, %v", names, err)
	}
}

// source is the text of some files, without the tests.
func source(t *testing.T, pattern string) string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	var b strings.Builder
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// Each file of words is named after a notebook, or is README's.
func TestWordsAreNamedAfterNotebooks(t *testing.T) {
	names, err := fs.Glob(files, "words/*.md.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		stem := strings.TrimSuffix(filepath.Base(name), ".md.tmpl")
		if _, err := os.Stat("../../notebooks/" + stem + ".ipynb"); err != nil && stem != "readme" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
