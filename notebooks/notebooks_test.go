package main

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/execute"
)

// committed is a notebook as it lies in the repository.
type committed struct {
	path     string
	bytes    int
	Metadata struct {
		Kernel struct {
			Name     string `json:"name"`
			Language string `json:"language"`
		} `json:"kernelspec"`
	} `json:"metadata"`
	Cells []cell `json:"cells"`
}

type cell struct {
	ID      string   `json:"id"`
	Kind    string   `json:"cell_type"`
	Source  []string `json:"source"`
	Outputs []struct {
		Data map[string]json.RawMessage `json:"data"`
	} `json:"outputs"`
}

// lines counts the lines of a cell that are not blank.
func (c cell) lines() int {
	n := 0
	for _, line := range c.Source {
		if strings.TrimSpace(line) != "" {
			n++
		}
	}
	return n
}

// prose is all Markdown of a notebook.
func (n committed) prose() string {
	var b strings.Builder
	for _, c := range n.Cells {
		if c.Kind == "markdown" {
			b.WriteString(strings.Join(c.Source, "") + "\n\n")
		}
	}
	return b.String()
}

// code lists the lengths of a notebook's code cells.
func (n committed) code() (lengths []int, sum int) {
	for _, c := range n.Cells {
		if c.Kind == "code" {
			lengths = append(lengths, c.lines())
			sum += c.lines()
		}
	}
	return lengths, sum
}

// each runs a test on every committed notebook.
func each(t *testing.T, test func(t *testing.T, n committed)) {
	t.Helper()
	for _, n := range notebooks(t) {
		t.Run(n.path, func(t *testing.T) { test(t, n) })
	}
}

func notebooks(t *testing.T) []committed {
	t.Helper()
	paths, err := filepath.Glob("*.ipynb")
	if err != nil || len(paths) < 5 {
		t.Fatalf("notebooks %v: %v", paths, err)
	}
	var all []committed
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n := committed{path: path, bytes: len(text)}
		if err := json.Unmarshal(text, &n); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, n)
	}
	return all
}

func TestNotebooksAreExecuted(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		if err := execute.CheckFile(n.path); err != nil {
			t.Errorf("%v\n(go run ./notebooks -update executes it)", err)
		}
		if n.bytes >= 2.5e6 { // each figure is in it twice, as HTML and as a picture
			t.Errorf("%d bytes, want less than 2.5 MB", n.bytes)
		}
		if k := n.Metadata.Kernel; k.Name != "gonb" || k.Language != "go" {
			t.Errorf("kernel %+v", k)
		}
	})
}

// Half of the code cells have 5 lines or fewer, 90 % have 12 or fewer, none has
// more than 25.
func TestCodeCellsAreShort(t *testing.T) {
	var lengths []int
	for _, n := range notebooks(t) {
		own, _ := n.code()
		lengths = append(lengths, own...)
	}
	slices.Sort(lengths)
	for _, measure := range []struct {
		percent, most int
	}{{50, 5}, {90, 12}, {100, 25}} {
		if got := lengths[(len(lengths)*measure.percent+99)/100-1]; got > measure.most {
			t.Errorf("%d %% of the cells have up to %d lines, want %d", measure.percent, got, measure.most)
		}
	}
}

func TestProseOutweighsCode(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		_, lines := n.code()
		if words := len(strings.Fields(n.prose())); words < 8*lines {
			t.Errorf("%d words to %d lines of code, want 8 to a line", words, lines)
		}
	})
}

// random matches the ids that Jupyter makes up.
var random = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f-]+)?$`)

// Ids that change with every execution would change the file.
func TestCellIDsAreFixed(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		seen := map[string]bool{}
		for i, c := range n.Cells {
			if c.ID == "" || random.MatchString(c.ID) || seen[c.ID] {
				t.Errorf("cell %d has the id %q: want a name of its own", i+1, c.ID)
			}
			seen[c.ID] = true
		}
	})
}

func TestSections(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		rest := n.prose()
		for _, section := range []string{"# ", "**The question.**", "\n## Prediction\n", "\n## Summary\n", "\n## Exercises\n", "<details>", "<summary>"} {
			_, after, ok := strings.Cut(rest, section)
			if !ok {
				t.Errorf("%q is missing, or not where it should be", section)
				continue
			}
			rest = after
		}
	})
}

// Results come from cells, not from prose, which would stay as it is when a result
// changes. Formulas, code and addresses may hold numbers.
var (
	notProse = regexp.MustCompile("(?s)```.*?```|`[^`]*`|\\$\\$.*?\\$\\$|\\$[^$]*\\$|\\]\\([^)]*\\)|arXiv:[0-9.]+")
	typed    = regexp.MustCompile(`\d*\.\d+|\d+(\.\d+)?\s*%`)
)

// allowed are numbers that no run can change.
var allowed = map[string]string{
	"95 %": "the level of every interval",
}

// typedNumbers lists what looks like a result in a Markdown text.
func typedNumbers(markdown string) []string {
	var found []string
	for _, number := range typed.FindAllString(notProse.ReplaceAllString(markdown, ""), -1) {
		if allowed[number] == "" {
			found = append(found, number)
		}
	}
	return found
}

func TestNoResultIsTypedIntoProse(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		for _, c := range n.Cells {
			if c.Kind != "markdown" {
				continue
			}
			if found := typedNumbers(strings.Join(c.Source, "")); found != nil {
				t.Errorf("cell %s says %q: let a cell say it, by a sentence of package exhibit", c.ID, found)
			}
		}
	})
}

func TestTypedNumbers(t *testing.T) {
	for text, want := range map[string]int{
		"an accuracy of 0.94, then .59 and 94 %":                 3,
		"91% of them":                                            1,
		"the 95 % interval, Fig. 2a, 100 epochs, claim 7":        0,
		"$0.94$ and $$x = .5$$ and `0.5` and ```go\n.5\n```":     0,
		"[a paper](https://arxiv.org/abs/2108.04815), version 2": 0,
		"[arXiv:2108.04815](https://arxiv.org/abs/2108.04815)":   0,
		"D(150,150), 0.3.":                                       1,
	} {
		if got := typedNumbers(text); len(got) != want {
			t.Errorf("%q: %q, want %d", text, got, want)
		}
	}
}

var (
	image = regexp.MustCompile(`<img\b[^>]*>`)
	alt   = regexp.MustCompile(`\salt="[^"]+"`)
)

// Every image has a text alternative, which a bare PNG or SVG output would lack. Viewers
// that show no HTML find a picture of each figure and the text of each table.
func TestImagesHaveAlternatives(t *testing.T) {
	each(t, func(t *testing.T, n committed) {
		images := 0
		for _, c := range n.Cells {
			for _, o := range c.Outputs {
				html := string(o.Data["text/html"])
				if figure, table := strings.Contains(html, "<figure>"), strings.Contains(html, "<table>"); figure != (o.Data["image/png"] != nil) || table != (o.Data["text/plain"] != nil) {
					t.Errorf("cell %s: a figure %t, a table %t, and beside them %v", c.ID, figure, table, slices.Collect(maps.Keys(o.Data)))
				}
				for _, data := range o.Data {
					images += checkAlternatives(t, c.ID, data)
				}
			}
		}
		if images == 0 {
			t.Error("the notebook shows no image")
		}
	})
}

func checkAlternatives(t *testing.T, id string, data json.RawMessage) (images int) {
	t.Helper()
	var lines []string
	if json.Unmarshal(data, &lines) != nil {
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			t.Fatal(err)
		}
		lines = []string{text}
	}
	tags := image.FindAllString(strings.Join(lines, ""), -1)
	for _, tag := range tags {
		if !alt.MatchString(tag) {
			t.Errorf("cell %s: an image without a text alternative: %.80s", id, tag)
		}
	}
	return len(tags)
}

// Every package and file of the library that a page or a notebook names is there.
func TestNamedPackagesExist(t *testing.T) {
	var pages []string
	for _, pattern := range []string{"*.ipynb", "*.md", "*/README.md", "../README.md", "../lib/*/README.md"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, found...)
	}
	named := regexp.MustCompile(`(?:\.\./|nodulelab/|\./)lib/[a-z0-9/_.]*[a-z0-9]`)
	count := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range named.FindAllString(string(text), -1) {
			count++
			if _, err := os.Stat(filepath.Join("..", path[strings.Index(path, "lib/"):])); err != nil {
				t.Errorf("%s names %s, which is not there", page, path)
			}
		}
	}
	if count < 40 {
		t.Errorf("%d names found: want 40 or more", count)
	}
}
