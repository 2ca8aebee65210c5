package main

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/lab"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

func TestOpenLab(t *testing.T) {
	l, err := openLab(2, "3")
	if err != nil {
		t.Fatal(err)
	}
	if p := l.Plan; !reflect.DeepEqual(p.Seeds, []uint64{1, 2}) || len(p.Scenarios) != 1 || p.Scenarios[0].Number != 3 {
		t.Errorf("planned %v of %v", p.Seeds, p.Scenarios)
	}
	t.Setenv(lab.SeedsVariable, "5")
	if l, err := openLab(0, "1,2,3"); err != nil || len(l.Plan.Seeds) != 5 {
		t.Errorf("%+v, %v: want the environment's 5 seeds", l, err)
	}
	if _, err := openLab(-1, "1"); err == nil || !strings.Contains(err.Error(), "-seeds -1: want the number of seeds, 1 to 100000") {
		t.Errorf("error %v", err)
	}
	if _, err := openLab(1, "9"); err == nil || !strings.Contains(err.Error(), `-scenarios "9"`) {
		t.Errorf("error %v", err)
	}
}

func reference(t *testing.T) []results.Result {
	t.Helper()
	rs, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if err := (files{dir, true}).write(reference(t), verdicts(t)); err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if got, err := results.ReadCSV(bytes.NewReader(read("table1.csv"))); err != nil || !reflect.DeepEqual(got, reference(t)) {
		t.Errorf("table1.csv holds %d other results, %v", len(got), err)
	}
	if _, err := png.Decode(bytes.NewReader(read("table1.png"))); err != nil {
		t.Error(err)
	}
	if svg := string(read("table1.svg")); !strings.Contains(svg, "<svg") || !strings.HasSuffix(strings.TrimSpace(svg), "</svg>") {
		t.Error("table1.svg is no SVG")
	}
	if rows, err := csv.NewReader(bytes.NewReader(read("verdicts.csv"))).ReadAll(); err != nil || len(rows) != 1+len(verdict.All()) {
		t.Errorf("verdicts.csv has %d rows, %v", len(rows), err)
	}
	html := string(read("table1.html"))
	if strings.Count(html, `<th scope="row">`) != 9 || !strings.Contains(html, `<img alt="Accuracy`) || !strings.Contains(html, "<p>Of the paper&#39;s ") {
		t.Errorf("table1.html holds %.200s", html)
	}
}

func verdicts(t *testing.T) []verdict.Verdict {
	t.Helper()
	all, err := verdict.Judge(verdict.Evidence{Results: reference(t)})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWriteWithoutHTML(t *testing.T) {
	dir := t.TempDir()
	if err := (files{dir, false}).write(reference(t), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "table1.html")); err == nil {
		t.Error("table1.html was not asked for")
	}
	if _, err := os.Stat(filepath.Join(dir, "verdicts.csv")); err == nil {
		t.Error("verdicts.csv was written without verdicts")
	}
}

func TestWriteFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := (files{file, true}).write(reference(t), nil); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("error %v", err)
	}
}
