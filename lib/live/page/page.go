// Package page makes the page around package live: its body, style and script, and
// live-data.js beside it, which holds the program (package live, compiled for the browser),
// the networks and the maps. Both work from a folder on disk, without a server or a network.
package page

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nodulelab/lib/live"
	"nodulelab/lib/loss"
	"nodulelab/lib/native/simd128"
	"nodulelab/lib/project"
)

// ProgramFolder is where set-up puts the program, below the project's folder: compiled for
// browsers, and the script that starts Go's programs there.
const (
	ProgramFolder = ".venv/share/nodulelab"
	EngineFile    = "live.wasm"
	StartFile     = "wasm_exec.js"
)

// The variables by which JupyterLab of this project tells cells where the program is, where
// live pages go, and how a browser reaches these.
const (
	ProgramVariable = "NODULELAB_LIVE_PROGRAM"
	PagesVariable   = "NODULELAB_LIVE_PAGES"
	AddressVariable = "NODULELAB_LIVE_ADDRESS"
)

// DataFile is the name of the file of the page's data.
const DataFile = "live-data.js"

// Scenario is a scenario of the paper as the page offers it.
type Scenario struct {
	Number   int          `json:"number"`
	Question string       `json:"question"`
	Training [2]int       `json:"training"` // malignant, benign
	Tests    [][2]int     `json:"tests"`
	Losses   []loss.Name  `json:"losses"`
	Rulers   []live.Ruler `json:"rulers"` // of the training set of the first seed; none without masks
}

// Network is a packed network ([live.Network.Pack]).
type Network struct {
	Scenario int       `json:"scenario"`
	Loss     loss.Name `json:"loss"`
	Seed     uint64    `json:"seed"`
	Packed   []byte    `json:"-"`
}

// key names a network among the data's parts.
func (n Network) key() string { return fmt.Sprintf("network %d %s %d", n.Scenario, n.Loss, n.Seed) }

// Page is the live page without the frame around it.
type Page struct {
	Body   template.HTML
	Style  template.CSS
	Data   string // name of the script with the data, beside the page
	Script template.JS
}

// Options say what the page offers.
type Options struct {
	Program   string // folder of the program
	Out       string // folder of the data
	Scenarios []Scenario
	Networks  []Network
	Maps      map[string][]byte // by scenario and loss, "1 CE": 100 numbers a seed, images rightly decided out of 200
}

//go:embed files
var files embed.FS

// Write writes the data file and returns the page.
func Write(o Options) (Page, error) {
	data, err := o.data()
	if err != nil {
		return Page{}, err
	}
	if err := project.WriteText(filepath.Join(o.Out, DataFile), data); err != nil {
		return Page{}, err
	}
	return Make()
}

// data is the text of live-data.js: a script that sets one global object.
func (o Options) data() (string, error) {
	engine, err := os.ReadFile(filepath.Join(o.Program, EngineFile))
	if err != nil {
		return "", fmt.Errorf("page: the page's program, which go run ./notebooks setup builds: %w", err)
	}
	script, err := join(scripts, ".js")
	if err != nil {
		return "", err
	}
	style, err := join(styles, ".css")
	if err != nil {
		return "", err
	}
	parts := map[string][]byte{
		"engine": engine, "kernels": simd128.Module(), "script": []byte("\"use strict\";\n" + script), "style": []byte(style),
	}
	for _, n := range o.Networks {
		parts[n.key()] = n.Packed
	}
	for key, counts := range o.Maps {
		parts["map "+key] = counts
	}
	worker, err := o.worker()
	if err != nil {
		return "", err
	}
	about, err := json.Marshal(map[string]any{"scenarios": o.Scenarios, "networks": o.Networks, "worker": worker})
	if err != nil {
		return "", fmt.Errorf("page: %w", err)
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

// worker is the script of the page's workers: Go's start file, and what answers the page.
func (o Options) worker() (string, error) {
	start, err := os.ReadFile(filepath.Join(o.Program, StartFile))
	if err != nil {
		return "", fmt.Errorf("page: Go's start file for browsers: %w", err)
	}
	own, err := files.ReadFile("files/worker.js")
	return string(start) + "\n" + simd128.Link + string(own), err
}

// scripts are the page's scripts in the order in which they use each other. They become
// one part of the data, the body of a function, which the loader runs.
var scripts = []string{
	"lab", "state", "say", "networks", "draw", "asking", "curve", "plane", "answer", "chooser", "knobs", "taskcheck", "ask", "rulers", "tasks",
	"grid", "truth", "square", "predict", "form", "curves", "outcome", "train", "start",
}

// loader are the scripts that stand in a page itself.
var loader = []string{"data", "load"}

// styles are the page's styles.
var styles = []string{"live", "ask", "rulers", "tasks", "predict", "train"}

// Make makes the page, without its data.
func Make() (Page, error) {
	body, err := files.ReadFile("files/live.html")
	if err != nil {
		return Page{}, err
	}
	style, err := join(styles, ".css")
	if err != nil {
		return Page{}, err
	}
	script, err := Loader()
	if err != nil {
		return Page{}, err
	}
	return Page{
		Body: template.HTML(body), Style: template.CSS(style), Data: DataFile,
		Script: script,
	}, nil
}

// Loader is the script that a page needs in which figures open into parts of the live page
// (of the class nodulelab-live).
func Loader() (template.JS, error) {
	script, err := join(loader, ".js")
	return template.JS("(() => {\n\"use strict\";\n" + script + "})();"), err
}

// Palette is the style that names the colours of the report and of the live page, dark and
// light.
func Palette() string { return palette }

//go:embed files/palette.css
var palette string

// HTML is the page in a frame of its own, for a place that is no report.
func (p Page) HTML() (string, error) {
	base, err := files.ReadFile("files/frame.css")
	if err != nil {
		return "", err
	}
	p.Style = template.CSS(palette+string(base)) + p.Style
	frame, err := template.ParseFS(files, "files/frame.html")
	if err != nil {
		return "", fmt.Errorf("page: %w", err)
	}
	var b strings.Builder
	if err := frame.Execute(&b, p); err != nil {
		return "", fmt.Errorf("page: %w", err)
	}
	return b.String(), nil
}

// join joins files of one kind.
func join(names []string, kind string) (string, error) {
	var all strings.Builder
	for _, name := range names {
		text, err := files.ReadFile("files/" + name + kind)
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
