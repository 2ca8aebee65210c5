package reproduce

import (
	"context"
	"debug/buildinfo"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"nodulelab/lib/citation"
	"nodulelab/lib/live/page"
	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/export"
)

// report exports the executed notebooks and returns the path of the first page.
func (o Options) report(ctx context.Context, notebooks []Notebook) (string, error) {
	say("writing the report")
	m, err := o.manifest(notebooks)
	if err != nil {
		return "", err
	}
	works, err := citation.All()
	if err != nil {
		return "", err
	}
	options := export.Options{
		Python: o.Environment.Python(), Environ: o.Environment.JupyterEnviron(nil), Out: o.Out, Facts: o.facts(m),
		Downloads: []string{"manifest.json"}, References: works,
	}
	for _, n := range notebooks {
		options.Pages = append(options.Pages, export.Page{Name: n.Name, Path: o.executed(n), Link: "notebooks/" + n.Name + ".ipynb"})
	}
	if verdicts(notebooks) {
		options.Downloads = append([]string{"verdicts.csv"}, options.Downloads...)
		if options.Verdicts, err = readVerdicts(filepath.Join(o.Out, "verdicts.csv")); err != nil {
			return "", err
		}
	}
	if len(scenarios(notebooks)) > 0 {
		table, err := o.takeTable()
		if err != nil {
			return "", err
		}
		options.Table = table
		if options.Live, err = o.livePage(); err != nil {
			return "", err
		}
		options.Downloads = append([]string{"table1.csv"}, options.Downloads...)
	}
	if err := export.Write(ctx, options); err != nil {
		return "", err
	}
	if err := o.writeManifest(m); err != nil {
		return "", err
	}
	return filepath.Join(o.Out, "index.html"), nil
}

// takeTable returns what the trainer wrote for the first page, and removes its file: a
// piece of a page is nothing to open.
func (o Options) takeTable() (template.HTML, error) {
	path := filepath.Join(o.Out, "table1.html")
	text, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	return template.HTML(text), os.Remove(path)
}

// readVerdicts reads what became of each claim, by its number, from what the trainer wrote.
func readVerdicts(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err == nil && len(rows) == 0 {
		err = errors.New("empty")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	all := map[string]string{}
	number, outcome := slices.Index(rows[0], "number"), slices.Index(rows[0], "outcome")
	if number < 0 || outcome < 0 {
		return nil, fmt.Errorf("%s: no number or no outcome among %q", path, rows[0])
	}
	for _, row := range rows[1:] {
		all[row[number]] = row[outcome]
	}
	return all, nil
}

// facts are what the report's first page tells of its making.
func (o Options) facts(m manifest) [][2]string {
	facts := [][2]string{
		{"Seeds", strconv.Itoa(o.Seeds)},
		{"Engine", o.Environment.Choice.Name()},
	}
	if version := m.Modules["github.com/gomlx/gomlx"]; version != "" { // of an engine on GoMLX
		facts = append(facts, [2]string{"GoMLX", version})
	}
	return append(facts, [2]string{"Go", runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH})
}

// manifest says how a report was made, and what it consists of.
type manifest struct {
	Made      time.Time         `json:"made"`
	Commit    string            `json:"commit,omitempty"` // with "+" if files had changed since
	Seeds     int               `json:"seeds"`
	Engine    string            `json:"engine"`
	Go        string            `json:"go"`
	Platform  string            `json:"platform"`
	Build     map[string]string `json:"build"`   // the kernel's build settings
	Modules   map[string]string `json:"modules"` // versions of what the trainer is built from
	Python    string            `json:"requirements"`
	Notebooks []string          `json:"notebooks"`
	Files     map[string]string `json:"files"` // SHA-256 of each, by its path in the report
}

func (o Options) manifest(notebooks []Notebook) (manifest, error) {
	m := manifest{
		Made: time.Now().UTC().Truncate(time.Second), Commit: commit(o.Environment.Root),
		Seeds: o.Seeds, Engine: o.Environment.Choice.Name(),
		Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Build: o.Environment.BuildVariables(), Modules: map[string]string{},
		Python: "SHA-256 " + fileHash(filepath.Join(o.Environment.Notebooks(), "requirements.txt")),
	}
	delete(m.Build, "PATH")
	for _, n := range notebooks {
		m.Notebooks = append(m.Notebooks, n.Name)
	}
	info, err := buildinfo.ReadFile(o.Environment.Bin("trainer"))
	if err != nil {
		return manifest{}, fmt.Errorf("the trainer's versions: %w", err)
	}
	for _, d := range info.Deps {
		m.Modules[d.Path] = d.Version
	}
	return m, nil
}

// commit is the project's git commit; empty where there is none.
func commit(root string) string {
	git := func(args ...string) string {
		out, err := exec.Command("git", append([]string{"-C", root}, args...)...).Output()
		if err != nil {
			return ""
		}
		return strings.TrimSpace(string(out))
	}
	head := git("rev-parse", "HEAD")
	if head != "" && git("status", "--porcelain", "--untracked-files=no") != "" {
		head += "+"
	}
	return head
}

// writeManifest adds the report's files and writes the manifest beside them.
func (o Options) writeManifest(m manifest) error {
	m.Files = map[string]string{}
	for _, pattern := range []string{"*.html", page.DataFile, "table1.*", "verdicts.csv", "notebooks/*.ipynb"} {
		names, err := fs.Glob(os.DirFS(o.Out), pattern) // whatever the folder's own name is
		if err != nil {
			return err
		}
		for _, name := range names {
			m.Files[name] = fileHash(filepath.Join(o.Out, name))
		}
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return project.WriteText(filepath.Join(o.Out, "manifest.json"), string(text)+"\n")
}
