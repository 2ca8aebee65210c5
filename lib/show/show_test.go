package show_test

import (
	"bytes"
	"encoding/gob"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lenet"
	"nodulelab/lib/live/page"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/show"
)

// cells are programs as a notebook's cells are: the test runs itself again, under
// the pipes of a kernel, for each of them.
var cells = map[string]func(){
	"table":  func() { show.Table(exhibit.Table{Caption: "A table"}) },
	"layers": func() { show.Table(exhibit.LayerTable(32)) },
	"figure": func() { show.Figure(exhibit.ArchitectureFigure(32)) },
	"text":   func() { show.Text("some *words*") },
	"error": func() {
		show.Text("before")
		show.Figure(exhibit.ArchitectureFigure(15))
		show.Text("after")
	},
	"table error": func() { show.Table(exhibit.Table{}, nil, errors.New("no table")) },
	"text error":  func() { show.Text("words", errors.New("no words")) },
	"must": func() {
		show.Text(show.Must("a value", nil))
		show.Must(0, errors.New("what was wrong"))
	},
	"scenario":   func() { show.Scenario(4) },
	"source":     func() { show.Source(nodule.BenignOutline, paper.Scenarios) },
	"source in":  func() { show.SourceIn(nodule.Rasterise, "rasterise", "Config.paint") },
	"no source":  func() { show.SourceIn(nodule.Rasterise, "rasterize") },
	"references": func() { show.References("Holm 1979", "Fisher 1935") },
	"no work":    func() { show.References("Holm 1797") },
	"train": func() {
		s := show.Scenario(3)
		networks := show.Train(s, loss.CE)
		show.Text(exhibit.ScoreText(networks[0]))
		show.Table(exhibit.PaperTable(show.Results(s)))
		show.Table(exhibit.NearnessTable(show.Looks(networks...)))
		for _, look := range show.MedianAndWorst(s, loss.CE, s.Tests[0]) {
			show.Text(exhibit.ScoreText(look.Trained))
		}
		show.Text(exhibit.VerdictText(show.Verdicts(s), "6", "9a"))
		show.Text(exhibit.ScopeText(show.Open().Plan, "an engine"))
	},
	"map":      func() { show.PredictMap(show.Scenario(2)) },
	"untested": func() { show.MedianAndWorst(show.Scenario(3), loss.CE, show.Scenario(1).Tests[0]) },
	"seeds":    func() { show.Results(show.Scenario(1)) },
}

const cellVariable = "NODULELAB_TEST_CELL"

func TestMain(m *testing.M) {
	if cell := cells[os.Getenv(cellVariable)]; cell != nil {
		cell()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// shown is what a cell put on the page, and how it ended.
type shown struct {
	displays []*protocol.DisplayData
	stderr   string
	err      error
}

// run runs a cell as the kernel would: displays come through one named pipe, and
// the acknowledgement of each Sync goes back through another.
func run(t *testing.T, cell string, environ ...string) shown {
	t.Helper()
	dir := t.TempDir()
	out, back := filepath.Join(dir, "out"), filepath.Join(dir, "back")
	for _, path := range []string{out, back} {
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), cellVariable+"="+cell, protocol.GONB_PIPE_ENV+"="+out, protocol.GONB_PIPE_BACK_ENV+"="+back)
	cmd.Env = append(cmd.Env, environ...)
	cmd.Stderr = &stderr
	k := &kernel{t: t}
	k.serve(out, back)
	s := shown{err: cmd.Run()}
	k.wait()
	s.displays, s.stderr = k.displays, stderr.String()
	return s
}

// kernel is the other end of the pipes. It keeps both open for reading and
// writing, so that neither end waits for a program that displays nothing.
type kernel struct {
	t         *testing.T
	out, back *os.File
	done      sync.WaitGroup
	displays  []*protocol.DisplayData
}

func (k *kernel) serve(out, back string) {
	var err error
	if k.out, err = os.OpenFile(out, os.O_RDWR, 0); err != nil {
		k.t.Fatal(err)
	}
	if k.back, err = os.OpenFile(back, os.O_RDWR, 0); err != nil {
		k.t.Fatal(err)
	}
	acknowledge := gob.NewEncoder(k.back)
	k.done.Go(func() {
		for messages := gob.NewDecoder(k.out); ; {
			m := &protocol.DisplayData{}
			if messages.Decode(m) != nil {
				return
			}
			if v, ok := m.Data[protocol.MIMECommValue].(protocol.CommValue); ok {
				acknowledge.Encode(&protocol.CommValue{Address: protocol.GonbuiSyncAckAddress, Value: v.Value})
				continue
			}
			k.displays = append(k.displays, m)
		}
	})
}

func (k *kernel) wait() {
	k.out.Close()
	k.done.Wait()
	k.back.Close()
}

// only returns the one display of a cell.
func (s shown) only(t *testing.T, kind protocol.MIMEType) string {
	t.Helper()
	if s.err != nil || len(s.displays) != 1 {
		t.Fatalf("%d displays, %v, stderr %q", len(s.displays), s.err, s.stderr)
	}
	text, ok := s.displays[0].Data[kind].(string)
	if !ok {
		t.Fatalf("the display has no %s: %v", kind, s.displays[0].Data)
	}
	return text
}

// Viewers of notebooks that show no HTML find a picture of a figure, and a table as text.
func TestAlternatives(t *testing.T) {
	table := run(t, "table").only(t, protocol.MIMETextPlain)
	if !strings.HasPrefix(table, "A table\n") {
		t.Errorf("a table as text: %q", table)
	}
	figure := run(t, "figure")
	if data, ok := figure.displays[0].Data[protocol.MIMEImagePNG].([]byte); !ok || !bytes.HasPrefix(data, []byte("\x89PNG")) {
		t.Errorf("the figure has no picture: %v", figure.err)
	}
}

func TestDisplays(t *testing.T) {
	for cell, want := range map[string]string{
		"table":  "<caption>A table</caption>",
		"layers": "60941 parameters",
		"figure": `<figure><img alt="`,
	} {
		if got := run(t, cell).only(t, protocol.MIMETextHTML); !strings.Contains(got, want) {
			t.Errorf("%s: %q lacks %q", cell, got, want)
		}
	}
	for cell, want := range map[string][2]string{
		"source":     {"```go\n// BenignOutline returns", "\n\n// Scenarios returns the three scenarios, in the paper's order.\nfunc Scenarios() []Scenario {"},
		"source in":  {"```go\n// rasterise is", "\nfunc (c Config) paint("},
		"references": {"- Fisher RA (1935): ", "\n- Holm S (1979): "},
	} {
		if got := run(t, cell).only(t, protocol.MIMETextMarkdown); !strings.HasPrefix(got, want[0]) || !strings.Contains(got, want[1]) {
			t.Errorf("%s: %q lacks %q", cell, got, want)
		}
	}
	if got := run(t, "text").only(t, protocol.MIMETextMarkdown); got != "some *words*" {
		t.Errorf("text: %q", got)
	}
}

// A figure tells which part of the live page it opens into. In JupyterLab of the project the
// part itself stands under it.
func TestPredictMap(t *testing.T) {
	const place = `<div class="nodulelab-live" data-part="predict" data-address="scenario=2"><figure>`
	if got := run(t, "map").only(t, protocol.MIMETextHTML); !strings.HasPrefix(got, place) || strings.Contains(got, "<iframe") {
		t.Errorf("%q lacks %q", got, place)
	}
	folder := t.TempDir()
	program, err := filepath.Abs("../../" + page.ProgramFolder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(program, page.EngineFile)); err != nil {
		t.Skip("the live page's program is not built: run `go run ./notebooks setup` first")
	}
	s := run(t, "map", page.ProgramVariable+"="+program, page.PagesVariable+"="+folder, page.AddressVariable+"=/live")
	const frame = `src="/live/predict-2/live.html#scenario=2&amp;only=predict"></iframe>`
	if got := s.only(t, protocol.MIMETextHTML); !strings.Contains(got, frame) {
		t.Errorf("%q lacks %q", got, frame)
	}
	for _, name := range []string{"live.html", page.DataFile} {
		if _, err := os.Stat(filepath.Join(folder, "predict-2", name)); err != nil {
			t.Error(err)
		}
	}
}

// An error ends the cell; what came before it is on the page, what would come
// after is not.
func TestErrors(t *testing.T) {
	for cell, want := range map[string]string{
		"error":       "15",
		"table error": "no table\n",
		"text error":  "no words\n",
		"must":        "what was wrong\n",
		"scenario":    "paper: scenario 4: want 1, 2 or 3\n",
		"no source":   "source: package nodule declares no rasterize\n",
		"no work":     `citation: no work "Holm 1797"`,
	} {
		s := run(t, cell)
		if exit := (*exec.ExitError)(nil); !errors.As(s.err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("%s: ended with %v, want exit status 1", cell, s.err)
		}
		if !strings.Contains(s.stderr, want) || strings.Contains(s.stderr, "goroutine") {
			t.Errorf("%s: stderr %q, want %q", cell, s.stderr, want)
		}
		if before := cell == "error" || cell == "must"; (len(s.displays) == 1) != before || len(s.displays) > 1 {
			t.Errorf("%s: %d displays", cell, len(s.displays))
		}
	}
}

func TestBadNumberOfSeeds(t *testing.T) {
	s := run(t, "seeds", "NODULELAB_SEEDS=many", "NODULELAB_RUNS="+t.TempDir())
	if s.err == nil || !strings.Contains(s.stderr, `NODULELAB_SEEDS is "many"`) {
		t.Errorf("ended with %v, stderr %q", s.err, s.stderr)
	}
}

// A cell trains what is missing, with progress that is gone at the end; the same
// cell asked again finds it done and displays the same, without progress.
func TestTraining(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a network at full size")
	}
	store := t.TempDir()
	first := run(t, "train", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+store, "NODULELAB_BACKEND=go")
	if first.err != nil {
		t.Fatalf("%v: %s", first.err, first.stderr)
	}
	var lines, last []string
	for _, d := range first.displays {
		if d.DisplayID == "" {
			last = append(last, text(d))
			continue
		}
		lines = append(lines, text(d))
	}
	if len(lines) < 2 || !regexp.MustCompile(`training scenario \d, (CE|Contrast): \d of \d networks, about \d.* s left <progress max="1" value="0?\.\d`).MatchString(lines[0]) || lines[len(lines)-1] != "" {
		t.Errorf("%d lines of progress, from %q to %q", len(lines), lines[:min(1, len(lines))], lines[max(0, len(lines)-1):])
	}
	if s := run(t, "untested", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+store, "NODULELAB_BACKEND=go"); s.err == nil || !strings.Contains(s.stderr, "seed 1, CE, was not tested on D(130,170)") {
		t.Errorf("a test of another scenario: %v, stderr %q", s.err, s.stderr)
	}
	second := run(t, "train", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+store, "NODULELAB_BACKEND=go")
	var again []string
	for _, d := range second.displays {
		again = append(again, text(d))
	}
	for _, want := range []string{"Claim 9a: undecided", "1 seed: 5 networks, trained by the engine *an engine*"} {
		if !strings.Contains(strings.Join(last, "\n"), want) {
			t.Errorf("%q lacks %q", last, want)
		}
	}
	if len(last) != 7 || last[3] != last[4] || // of one seed the median is the worst
		strings.Join(again, "\n") != strings.Join(last, "\n") {
		t.Errorf("first\n%s\nthen\n%s", last, again)
	}
}

func text(d *protocol.DisplayData) string {
	for _, kind := range []protocol.MIMEType{protocol.MIMETextHTML, protocol.MIMETextMarkdown} {
		if s, ok := d.Data[kind].(string); ok {
			return s
		}
	}
	return ""
}

// Outside a notebook nothing is displayed, and nothing waits.
func TestOutsideANotebook(t *testing.T) {
	show.Text("words")
	show.Table(exhibit.Table{})
	if show.Scenario(2).Training != paper.Scenarios()[1].Training {
		t.Error("another scenario")
	}
	if sets := show.Sets(show.Scenario(3), 1); len(sets) != 2 || sets[0].Len() != 170 {
		t.Errorf("%d sets", len(sets))
	}
	if layers := show.Must(lenet.Layers(32)); len(layers) == 0 {
		t.Error("no layers")
	}
}
