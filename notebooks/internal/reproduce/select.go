package reproduce

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Notebook is one of the project's notebooks.
type Notebook struct {
	Name      string // "01-scenario-1"
	Path      string // of its source
	Scenarios []int  // whose networks it needs
	Verdicts  bool   // it judges the paper's claims
	Cells     int    // of code
}

// Select finds the notebooks of a folder, in the order of their names. Only, if
// not empty, lists beginnings of the names that are wanted.
func Select(folder string, only []string) ([]Notebook, error) {
	files, err := fs.Glob(os.DirFS(folder), "[0-9][0-9]-*.ipynb") // whatever the folder's own name is
	if err != nil {
		return nil, err
	}
	var all []Notebook
	for _, name := range files {
		n, err := open(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s holds no notebook such as 00-data.ipynb", folder)
	}
	return pick(all, only)
}

// open reads what a notebook's metadata say of it.
func open(path string) (Notebook, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Notebook{}, err
	}
	var content struct {
		Metadata struct {
			Nodulelab struct {
				Scenarios []int `json:"scenarios"`
				Verdicts  bool  `json:"verdicts"`
			} `json:"nodulelab"`
		} `json:"metadata"`
		Cells []struct {
			Kind string `json:"cell_type"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &content); err != nil {
		return Notebook{}, fmt.Errorf("%s is not a notebook: %w", path, err)
	}
	name := strings.TrimSuffix(filepath.Base(path), ".ipynb")
	own, code := content.Metadata.Nodulelab, 0
	for _, c := range content.Cells {
		if c.Kind == "code" {
			code++
		}
	}
	return Notebook{name, path, own.Scenarios, own.Verdicts, code}, nil
}

func pick(all []Notebook, only []string) ([]Notebook, error) {
	if len(only) == 0 {
		return all, nil
	}
	for _, beginning := range only {
		if beginning == "" {
			return nil, fmt.Errorf("-only: a name is empty: want beginnings of names with commas between them, such as 01,03")
		}
		if !slices.ContainsFunc(all, func(n Notebook) bool { return strings.HasPrefix(n.Name, beginning) }) {
			return nil, fmt.Errorf("-only %s: no notebook's name begins so: there are %s", beginning, names(all))
		}
	}
	return slices.DeleteFunc(all, func(n Notebook) bool {
		return !slices.ContainsFunc(only, func(beginning string) bool { return strings.HasPrefix(n.Name, beginning) })
	}), nil
}

func names(all []Notebook) string {
	list := make([]string, len(all))
	for i, n := range all {
		list[i] = n.Name
	}
	return strings.Join(list, ", ")
}
