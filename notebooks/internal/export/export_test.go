package export

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nodulelab/lib/citation"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

func TestRelink(t *testing.T) {
	pages := []Page{{Name: "00-data"}, {Name: "01-scenario-1"}}
	for html, want := range map[string]string{
		`see <a href="00-data.ipynb">data</a>`:              `see <a href="00-data.html">data</a>`,
		`<a href="01-scenario-1.ipynb#summary">the end</a>`: `<a href="01-scenario-1.html#summary">the end</a>`,
		`<a href="02-scenario-2.ipynb">not made</a>`:        `<a>not made</a>`,
		`<a href="../lib/EXTEND.md">own</a>`:                `<a>own</a>`,
		`<a href="https://example.org/00-data.ipynb">x</a>`: `<a href="https://example.org/00-data.ipynb">x</a>`,
		`<code>00-data.ipynb</code>`:                        `<code>00-data.ipynb</code>`,
	} {
		if got := relink(html, pages); got != want {
			t.Errorf("%s became %s, want %s", html, got, want)
		}
	}
}

func TestScrollable(t *testing.T) {
	for html, want := range map[string]string{
		"<table>\n</table>":    `<div class="scroll"><table>` + "\n</table></div>",
		"<p>&lt;table&gt;</p>": "<p>&lt;table&gt;</p>",
	} {
		if got := string(scrollable(html)); got != want {
			t.Errorf("%s became %s, want %s", html, got, want)
		}
	}
}

func TestScope(t *testing.T) {
	const css = "pre { line-height: 125%; }\n.highlight { background: #fff }\n.highlight .k { color: #080 } /* Keyword */\n.highlight .kn { color: #080 }\n"
	want := "dark .highlight .k { color: #080 } /* Keyword */\ndark .highlight .kn { color: #080 }\n"
	if got := scope(css, "dark "); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// options describe a report of two notebooks, rendered by a stand-in for
// Python that runs a shell command.
func options(t *testing.T, shell string) Options {
	t.Helper()
	dir := t.TempDir()
	python := filepath.Join(dir, "python")
	if err := os.WriteFile(python, []byte("#!/bin/sh\n"+shell+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return Options{Python: python, Out: filepath.Join(dir, "report"), Pages: []Page{{Name: "00-a", Path: "00-a.ipynb", Link: "notebooks/00-a.ipynb"}, {Name: "01-b", Path: "01-b.ipynb"}}}
}

// says is a shell command that prints two converted notebooks.
func says(t *testing.T) string {
	t.Helper()
	page := map[string]any{"title": "A: first", "summary": "What <b> means.", "body": "<h1>A</h1><pre>x</pre>", "sections": []section{{ID: "x", Name: "X & Y", Sections: []section{{ID: "z", Name: "Z"}}}}}
	text, err := json.Marshal(map[string]any{
		"pages": []any{page, map[string]any{"title": "B", "body": `<h1>B</h1><a href="00-a.ipynb">A</a>`, "font": "d09GRg=="}},
	})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "said.json")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return "cat " + file
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWrite(t *testing.T) {
	o := options(t, says(t))
	o.Table, o.Facts, o.Downloads = "<table></table>", [][2]string{{"Go", "1.26 <x>"}}, []string{"table1.csv"}
	works, err := citation.Find("Holm 1979", "Fisher 1935")
	if err != nil {
		t.Fatal(err)
	}
	o.References = works
	if err := Write(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	for file, wants := range map[string][]string{
		"index.html": {`<a href="00-a.html">A: first</a><p>What &lt;b&gt; means.</p>`, `<div class="scroll"><table></table></div>`, "<dd>1.26 &lt;x&gt;</dd>", `<a href="table1.csv">`,
			`<li>Fisher RA (1935): The design of experiments. Oliver and Boyd, Edinburgh.</li>`,
			`<cite>Scandinavian Journal of Statistics</cite> 6(2), 65–70. <a href="https://www.jstor.org/stable/4615733">www.jstor.org/stable/4615733</a></li>`},
		"00-a.html": {"<title>A: first – Nodulelab</title>", `<pre>x</pre>`, `<a href="notebooks/00-a.ipynb" download>`, `<a href="#x">X &amp; Y</a>`, `<a href="#z">Z</a>`, `<a rel="next" href="01-b.html">`},
		"01-b.html": {`<a href="00-a.html">A</a>`, `<a rel="prev" href="00-a.html">`, `url("data:font/woff;base64,d09GRg==")`},
	} {
		html := read(t, filepath.Join(o.Out, file))
		for _, want := range wants {
			if !strings.Contains(html, want) {
				t.Errorf("%s lacks %s", file, want)
			}
		}
		if file != "01-b.html" && strings.Contains(html, "@font-face") {
			t.Errorf("%s has no formulas and carries a font for them", file)
		}
	}
}

func TestWriteWithoutATable(t *testing.T) {
	o := options(t, says(t))
	if err := Write(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if html := read(t, filepath.Join(o.Out, "index.html")); strings.Contains(html, "Table 1") || strings.Contains(html, "References") {
		t.Error("the first page announces a table or references that are not there")
	}
}

// What goes wrong in Python is told, and no page is written.
func TestWriteFails(t *testing.T) {
	for name, test := range map[string]struct{ shell, want string }{
		"a failed script": {"echo 01-b.ipynb: no heading >&2; exit 1", "nbconvert: exit status 1:\n01-b.ipynb: no heading"},
		"no output":       {"true", "what nbconvert wrote: unexpected end of JSON input"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t, test.shell)
			if err := Write(context.Background(), o); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			if _, err := os.Stat(o.Out); err == nil {
				t.Error("a folder was made")
			}
		})
	}
}

func TestWriteStops(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	o := options(t, "exec sleep 60")
	start := time.Now()
	if err := Write(ctx, o); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if waited := time.Since(start); waited > 20*time.Second {
		t.Errorf("stopped after %v", waited)
	}
	if _, err := os.Stat(o.Out); err == nil {
		t.Error("a folder was made")
	}
}

// A file stands where the folder should be; a folder stands where a page should be.
func TestWriteToABadPlace(t *testing.T) {
	o := options(t, says(t))
	if err := os.WriteFile(o.Out, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), o); err == nil || !strings.Contains(err.Error(), o.Out) {
		t.Errorf("error %v", err)
	}
	if got := read(t, o.Out); got != "mine" {
		t.Errorf("the file holds %q now", got)
	}
	o.Out = filepath.Join(t.TempDir(), "report")
	if err := os.MkdirAll(filepath.Join(o.Out, "index.html", "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), o); err == nil || !strings.Contains(err.Error(), "index.html") {
		t.Errorf("error %v", err)
	}
	if entries, err := os.ReadDir(o.Out); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// The real nbconvert names the notebook that it cannot render.
func TestWriteRefusesNotebooks(t *testing.T) {
	e := testenv.Environment(t, setup.Report)
	for name, test := range map[string]struct{ text, want string }{
		"no title":   {notebook("## A section"), "no heading '# …' at the start of a cell"},
		"a formula":  {notebook(`# Title\n\nAs $x + \\nosuch{y}$ says.`), `the formula x + \nosuch{y}: 4: Unknown command "\nosuch"`},
		"a bracket":  {notebook(`# Title\n\n$$\\frac{1}{2$$`), `the formula \frac{1}{2: `},
		"not JSON":   {"{", "NotJSONError"},
		"no cells":   {notebook(""), "no heading"},
		"not a file": {"", "FileNotFoundError"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "07-odd.ipynb")
			if test.text != "" {
				if err := os.WriteFile(path, []byte(test.text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			o := Options{Python: e.Python(), Environ: e.JupyterEnviron(nil), Out: filepath.Join(t.TempDir(), "report"), Pages: []Page{{Name: "07-odd", Path: path}}}
			err := Write(context.Background(), o)
			if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s and %q", err, path, test.want)
			}
			if _, err := os.Stat(o.Out); err == nil {
				t.Error("a folder was made")
			}
		})
	}
}

// notebook is one with a single Markdown cell, or with none.
func notebook(markdown string) string {
	cells := ""
	if markdown != "" {
		cells = fmt.Sprintf(`{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "%s"}`, markdown)
	}
	return `{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [` + cells + `]}`
}

// A page whose formulas have roots has the sign of the root in its font: in MathML it stands for
// itself in no text.
func TestRootsHaveTheirSign(t *testing.T) {
	e := testenv.Environment(t, setup.Report)
	program, err := files.ReadFile("convert.py")
	if err != nil {
		t.Fatal(err)
	}
	const ask = `
for formulas in ("<math><msqrt><mi>A</mi></msqrt></math>", "<math><mi>A</mi></math>"):
    print(0x221A in TTFont(io.BytesIO(base64.b64decode(font(formulas)))).getBestCmap())
`
	cmd := exec.Command(e.Python(), "-I", "-X", "utf8", "-c", strings.Replace(string(program), `if __name__ == "__main__":`, "if False:", 1)+ask)
	cmd.Env = e.JupyterEnviron(nil)
	out, err := cmd.CombinedOutput()
	if err != nil || string(out) != "True\nFalse\n" {
		t.Errorf("%s%v; want a sign for the root, and none without one", out, err)
	}
}
