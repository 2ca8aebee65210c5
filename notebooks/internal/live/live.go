// Package live makes the live page of the report: its body, style and script, and
// live-data.js beside it, which holds the program (package live of the library, compiled
// for the browser), the networks and the maps. Both work from a folder on disk, without a
// server or a network.
package live

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"nodulelab/lib/loss"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/export"
)

// DataFile is the file of the live page's data in the report's folder.
const DataFile = "live-data.js"

// Scenario is a scenario of the paper as the page offers it.
type Scenario struct {
	Number   int         `json:"number"`
	Question string      `json:"question"`
	Training [2]int      `json:"training"` // malignant, benign
	Tests    [][2]int    `json:"tests"`
	Losses   []loss.Name `json:"losses"`
}

// Network is a packed network of the report (package live of the library).
type Network struct {
	Scenario int       `json:"scenario"`
	Loss     loss.Name `json:"loss"`
	Seed     uint64    `json:"seed"`
	Packed   []byte    `json:"-"`
}

// key names a network among the data's parts.
func (n Network) key() string { return fmt.Sprintf("network %d %s %d", n.Scenario, n.Loss, n.Seed) }

// Options say what the page offers.
type Options struct {
	Root      string   // of the project
	Environ   []string // of the go command
	Out       string   // the report's folder
	Scenarios []Scenario
	Networks  []Network
	Maps      map[string][]byte // by scenario and loss, "1 CE": 100 numbers a seed, images rightly decided out of 200
}

//go:embed page
var page embed.FS

// Write builds the program, writes the data file into the report's folder and returns the
// page, which package export puts into its frame.
func Write(ctx context.Context, o Options) (export.Live, error) {
	data, err := o.data(ctx)
	if err != nil {
		return export.Live{}, err
	}
	if err := project.WriteText(filepath.Join(o.Out, DataFile), data); err != nil {
		return export.Live{}, err
	}
	return pageOf()
}

// data is the text of live-data.js: a script that sets one global object.
func (o Options) data(ctx context.Context) (string, error) {
	engine, err := o.engine(ctx)
	if err != nil {
		return "", err
	}
	parts := map[string][]byte{"engine": engine}
	for _, n := range o.Networks {
		parts[n.key()] = n.Packed
	}
	for key, counts := range o.Maps {
		parts["map "+key] = counts
	}
	worker, err := o.worker(ctx)
	if err != nil {
		return "", err
	}
	about, err := json.Marshal(map[string]any{"scenarios": o.Scenarios, "networks": o.Networks, "worker": worker})
	if err != nil {
		return "", fmt.Errorf("live: %w", err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "var nodulelabData = %s;\nnodulelabData.parts = {\n", about)
	for _, key := range slices.Sorted(maps.Keys(parts)) {
		packed, err := zip(parts[key])
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%q: \"%s\",\n", key, encode(packed))
	}
	b.WriteString("};\n")
	return b.String(), nil
}

// engine builds the program for the browser.
func (o Options) engine(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp("", "nodulelab-live")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "engine.wasm")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "./notebooks/internal/live/engine")
	cmd.Dir, cmd.Env = o.Root, append(o.environ(), "GOOS=js", "GOARCH=wasm", "GOEXPERIMENT=", "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("live: building the program of the live page: %w\n%s", err, out)
	}
	return os.ReadFile(path)
}

func (o Options) environ() []string {
	if o.Environ == nil {
		return os.Environ()
	}
	return o.Environ
}

// worker is the script of the page's workers: the start file of the Go distribution in use,
// and what answers the page.
func (o Options) worker(ctx context.Context) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "GOROOT")
	cmd.Dir, cmd.Env = o.Root, o.environ()
	root, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("live: go env GOROOT: %w", err)
	}
	start, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return "", fmt.Errorf("live: the start file of Go for browsers: %w", err)
	}
	own, err := page.ReadFile("page/worker.js")
	return string(start) + "\n" + string(own), err
}

// scripts are the page's scripts in the order in which they use each other. They become
// one script with a scope of its own.
var scripts = []string{
	"data", "lab", "state", "say", "networks", "draw", "asking", "curve", "plane", "answer", "chooser", "knobs", "taskcheck", "ask", "tasks",
	"grid", "truth", "square", "predict", "form", "curves", "outcome", "train", "start",
}

// styles are the page's styles.
var styles = []string{"live", "ask", "tasks", "predict", "train"}

// pageOf is the live page without its frame.
func pageOf() (export.Live, error) {
	body, err := page.ReadFile("page/live.html")
	if err != nil {
		return export.Live{}, err
	}
	style, err := join(styles, ".css")
	if err != nil {
		return export.Live{}, err
	}
	script, err := join(scripts, ".js")
	if err != nil {
		return export.Live{}, err
	}
	return export.Live{
		Body: template.HTML(body), Style: template.CSS(style), Data: DataFile,
		Script: template.JS("(() => {\n\"use strict\";\n" + script + "})();"),
	}, nil
}

// join joins files of the folder page.
func join(names []string, kind string) (string, error) {
	var all strings.Builder
	for _, name := range names {
		text, err := page.ReadFile("page/" + name + kind)
		if err != nil {
			return "", err
		}
		all.Write(text)
	}
	return all.String(), nil
}

// zip compresses bytes.
func zip(b []byte) ([]byte, error) {
	var to bytes.Buffer
	w, err := gzip.NewWriterLevel(&to, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, err
	}
	err = w.Close()
	return to.Bytes(), err
}
