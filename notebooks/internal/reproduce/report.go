package reproduce

import (
	"context"
	"html/template"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"nodulelab/notebooks/internal/export"
)

// report exports the executed notebooks and returns the path of the first page.
func (o Options) report(ctx context.Context, notebooks []Notebook) (string, error) {
	say("writing the report")
	m, err := o.manifest(notebooks)
	if err != nil {
		return "", err
	}
	options := export.Options{
		Python: o.Environment.Python(), Environ: o.Environment.JupyterEnviron(nil), Out: o.Out, Facts: o.facts(m),
		Downloads: []string{"manifest.json"},
	}
	for _, n := range notebooks {
		options.Pages = append(options.Pages, export.Page{Name: n.Name, Path: o.executed(n)})
	}
	if verdicts(notebooks) {
		options.Downloads = append([]string{"verdicts.csv"}, options.Downloads...)
	}
	if len(scenarios(notebooks)) > 0 {
		table, err := os.ReadFile(filepath.Join(o.Out, "table1.html"))
		if err != nil {
			return "", err
		}
		options.Table = template.HTML(table)
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

// facts are what the report's first page tells of its making.
func (o Options) facts(m manifest) [][2]string {
	return [][2]string{
		{"Seeds", strconv.Itoa(o.Seeds)},
		{"Engine", o.Environment.Choice.Name()},
		{"GoMLX", m.Modules["github.com/gomlx/gomlx"]},
		{"Go", runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH},
	}
}
