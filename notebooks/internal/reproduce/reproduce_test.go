package reproduce

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/setup"
)

func TestSelect(t *testing.T) {
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(root, "notebooks")
	all, err := Select(folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 5 || all[0].Name != "00-data" || len(all[0].Scenarios) != 0 || !slices.Equal(all[3].Scenarios, []int{2, 3}) {
		t.Errorf("got %+v", all)
	}
	if verdicts(all[:4]) || !verdicts(all) {
		t.Error("want verdicts in 04, and nowhere else before it")
	}
	some, err := Select(folder, []string{"03", "01-scen"})
	if err != nil || names(some) != "01-scenario-1, 03-scenario-3" {
		t.Errorf("got %s, %v", names(some), err)
	}
	if got := scenarios(some); !slices.Equal(got, []int{1, 2, 3}) {
		t.Errorf("they need the scenarios %v", got)
	}
	if _, err := Select(folder, []string{"01", "99"}); err == nil || !strings.Contains(err.Error(), "-only 99: no notebook's name begins so: there are 00-data, 01-scenario-1") {
		t.Errorf("error %v", err)
	}
	if _, err := Select(t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "holds no notebook") {
		t.Errorf("error %v", err)
	}
}

func TestSelectRefusesABrokenNotebook(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "00-broken.ipynb"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Select(dir, nil); err == nil || !strings.Contains(err.Error(), "00-broken.ipynb is not a notebook") {
		t.Errorf("error %v", err)
	}
}

// options describe a small project in a folder of its own.
func options(t *testing.T) (Options, Notebook) {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module nodulelab\n", "go.sum": "", "notebooks/requirements.txt": "a==1\n",
		"lib/a/a.go": "package a\n", "lib/a/a_test.go": "package a\n", "lib/a/testdata/x": "x",
		"notebooks/00-a.ipynb": source("show.Text(1)", ""),
	} {
		if err := project.WriteText(filepath.Join(root, name), text); err != nil {
			t.Fatal(err)
		}
	}
	o := Options{Environment: setup.Environment{Root: root, Choice: device.Choice{Backend: "go"}}, Seeds: 3, Out: filepath.Join(root, "report")}
	all, err := Select(o.Environment.Notebooks(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return o, all[0]
}

// source is a notebook of one cell, as executed with one output.
func source(cell, output string) string {
	return fmt.Sprintf(`{"nbformat": 4, "metadata": {}, "cells": [{"cell_type": "code", "source": %q, "execution_count": 1,
		"outputs": [{"output_type": "stream", "name": "stdout", "text": %q}]}]}`, cell, output)
}

func isChanged(t *testing.T, o Options, n Notebook) bool {
	t.Helper()
	changed, err := o.changed([]Notebook{n})
	if err != nil {
		t.Fatal(err)
	}
	return len(changed) == 1
}

// A notebook is executed again when, and only when, what it shows can change.
func TestChanged(t *testing.T) {
	write := func(o Options, name, text string) {
		if err := project.WriteText(filepath.Join(o.Environment.Root, name), text); err != nil {
			t.Fatal(err)
		}
	}
	for name, test := range map[string]struct {
		change func(*Options, Notebook)
		want   bool
	}{
		"nothing":         {func(*Options, Notebook) {}, false},
		"other outputs":   {func(o *Options, n Notebook) { write(*o, "notebooks/00-a.ipynb", source("show.Text(1)", "out")) }, false},
		"a test":          {func(o *Options, n Notebook) { write(*o, "lib/a/a_test.go", "package a // new\n") }, false},
		"test data":       {func(o *Options, n Notebook) { write(*o, "lib/a/testdata/x", "y") }, false},
		"a cell":          {func(o *Options, n Notebook) { write(*o, "notebooks/00-a.ipynb", source("show.Text(2)", "")) }, true},
		"the library":     {func(o *Options, n Notebook) { write(*o, "lib/a/a.go", "package a // new\n") }, true},
		"a new file":      {func(o *Options, n Notebook) { write(*o, "lib/b/b.go", "package b\n") }, true},
		"a version":       {func(o *Options, n Notebook) { write(*o, "go.mod", "module nodulelab\n// new\n") }, true},
		"more seeds":      {func(o *Options, n Notebook) { o.Seeds = 4 }, true},
		"another backend": {func(o *Options, n Notebook) { o.Environment.Choice = device.Choice{Backend: "xla"} }, true},
		"force":           {func(o *Options, n Notebook) { o.Force = true }, true},
		"an altered report": {func(o *Options, n Notebook) {
			write(*o, "report/notebooks/00-a.ipynb", source("show.Text(1)", "altered"))
		}, true},
		"a broken memory":     {func(o *Options, n Notebook) { write(*o, "report/notebooks/executed.json", "{") }, true},
		"a removed execution": {func(o *Options, n Notebook) { os.Remove(o.executed(n)) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			o, n := options(t)
			if !isChanged(t, o, n) {
				t.Fatal("a notebook that was never executed is unchanged")
			}
			write(o, "report/notebooks/00-a.ipynb", source("show.Text(1)", "shown"))
			cause, err := o.cause(n)
			if err != nil {
				t.Fatal(err)
			}
			if err := o.remember(n, cause); err != nil {
				t.Fatal(err)
			}
			test.change(&o, n)
			if got := isChanged(t, o, n); got != test.want {
				t.Errorf("changed: %t, want %t", got, test.want)
			}
		})
	}
}

func TestUpdate(t *testing.T) {
	o, n := options(t)
	executed := source("show.Text(1)", "shown")
	if err := project.WriteText(o.executed(n), executed); err != nil {
		t.Fatal(err)
	}
	if err := o.update([]Notebook{n}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(n.Path); string(got) != executed {
		t.Errorf("the source is %s", got)
	}
}

func TestRunRefuses(t *testing.T) {
	o, _ := options(t)
	for want, change := range map[string]func(*Options){
		"-seeds 0: want the number of seeds":  func(o *Options) { o.Seeds = 0 },
		"a file is in the way: name a folder": func(o *Options) { o.Out = filepath.Join(o.Environment.Root, "go.mod") },
		"-only 77":                            func(o *Options) { o.Only = []string{"77"} },
	} {
		bad := o
		change(&bad)
		if _, err := Run(context.Background(), bad); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if entries, _ := os.ReadDir(o.Environment.Venv()); entries != nil {
		t.Error("bad flags were found out only after set-up had begun")
	}
}

func TestManifest(t *testing.T) {
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Environment: setup.Environment{Root: root, Choice: device.Choice{Backend: "go"}}, Seeds: 5, Out: t.TempDir()}
	if !o.Environment.Ready(setup.Report) {
		t.Skip("needs Jupyter: run `go run ./notebooks setup -lab` first")
	}
	m, err := o.manifest([]Notebook{{Name: "00-data"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := project.WriteText(filepath.Join(o.Out, "index.html"), "a page"); err != nil {
		t.Fatal(err)
	}
	if err := o.writeManifest(m); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(o.Out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var back manifest
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back.Seeds != 5 || back.Modules["gonum.org/v1/gonum"] == "" || back.Build["GOEXPERIMENT"] != "simd" || len(back.Files) != 1 {
		t.Errorf("got %+v", back)
	}
	if back.Files["index.html"] != fileHash(filepath.Join(o.Out, "index.html")) {
		t.Error("the hash of index.html is another's")
	}
}

// A folder's name is no pattern: what could be one names a folder like any other.
func TestFoldersAreNoPatterns(t *testing.T) {
	for _, name := range []string{"[2025] labs", "out[1]", "a*b?", `back\slash`, "[", "ein Übungsraum"} {
		dir := filepath.Join(t.TempDir(), name)
		for file, text := range map[string]string{"notebooks/00-a.ipynb": source("1", "1"), "index.html": "a page"} {
			if err := project.WriteText(filepath.Join(dir, file), text); err != nil {
				t.Fatal(err)
			}
		}
		if all, err := Select(filepath.Join(dir, "notebooks"), nil); err != nil || names(all) != "00-a" {
			t.Errorf("%s: %s, %v: want its notebook", name, names(all), err)
		}
		if err := (Options{Out: dir}).writeManifest(manifest{}); err != nil {
			t.Fatal(err)
		}
		var m manifest
		text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
		if err == nil {
			err = json.Unmarshal(text, &m)
		}
		if err != nil || len(m.Files) != 2 || m.Files["notebooks/00-a.ipynb"] == "" {
			t.Errorf("%s: the manifest lists %v, %v", name, m.Files, err)
		}
	}
}

// The piece of the first page that the trainer writes does not stay in the report.
func TestTakeTable(t *testing.T) {
	o := Options{Out: t.TempDir()}
	path := filepath.Join(o.Out, "table1.html")
	if err := project.WriteText(path, "<table></table>"); err != nil {
		t.Fatal(err)
	}
	table, err := o.takeTable()
	if _, left := os.Stat(path); err != nil || table != "<table></table>" || !os.IsNotExist(left) {
		t.Errorf("%q, %v; the file: %v", table, err, left)
	}
	if _, err := o.takeTable(); err == nil {
		t.Error("a table that is not there was taken")
	}
}
