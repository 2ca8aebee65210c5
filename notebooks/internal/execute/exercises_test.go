package execute_test

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	solution = regexp.MustCompile("(?s)```go\n(.*?)\n```(.*?)</details>")
	toImport = regexp.MustCompile("`(\"[^\"]+\")`")
	ofSeeds  = regexp.MustCompile(`PaperPlan\(\d+\)`)
)

// Every solution of an exercise that is code runs after the notebook's imports and
// declarations, with the further imports that its text names, over one seed.
func TestSolutions(t *testing.T) {
	r := runner(t)
	r.Environ = append(r.Environ, "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir())
	paths, err := filepath.Glob("../../*.ipynb")
	if err != nil || len(paths) < 8 {
		t.Fatalf("%d notebooks, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			declarations, exercises := partsOf(t, path)
			found := solution.FindAllStringSubmatch(exercises, -1)
			if len(found) == 0 {
				t.Fatal("no exercise has a solution in code")
			}
			var cells []string
			for _, s := range found {
				if add, _, ok := strings.Cut(s[2], "to the imports"); ok {
					for _, path := range toImport.FindAllStringSubmatch(add, -1) {
						cells = append(cells, "import "+path[1])
					}
				}
				cells = append(cells, ofSeeds.ReplaceAllString(s[1], "PaperPlan(1)"))
			}
			j := job(t, append(declarations, cells...)...)
			if err := r.Run(context.Background(), j); err != nil {
				t.Fatal(err)
			}
			shown := eachOutput(t, j.Target)
			for i, cell := range cells {
				if strings.Contains(cell, "show.Figure") && !strings.Contains(shown[len(declarations)+i], "<figure>") {
					t.Errorf("no figure is shown by\n%s", cell)
				}
			}
		})
	}
}

// partsOf returns a notebook's cells of declarations, and its text of exercises.
func partsOf(t *testing.T, path string) (declarations []string, exercises string) {
	t.Helper()
	for _, c := range cellsOf(t, path) {
		source := strings.Join(c.Source, "")
		switch {
		case c.ID == "exercises":
			exercises = source
		case c.Kind == "code" && !strings.Contains(source, "%%"):
			declarations = append(declarations, source)
		}
	}
	return declarations, exercises
}
