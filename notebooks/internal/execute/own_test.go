package execute_test

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// extend returns the first Go block below each heading of the page on extensions, which
// a reader would copy into cells; the one above all headings has the imports.
func extend(t *testing.T) map[string]string {
	t.Helper()
	blocks := map[string]string{}
	for i, section := range strings.Split(read(t, "../../../lib/EXTEND.md"), "\n## ") {
		heading, rest, _ := strings.Cut(section, "\n")
		if i == 0 {
			heading = "imports"
		}
		if _, block, ok := strings.Cut(rest, "```go\n"); ok {
			blocks[heading], _, _ = strings.Cut(block, "\n```")
		}
	}
	return blocks
}

// Each task of the page is short, and the real kernel executes it.
func TestCellsOfOnesOwn(t *testing.T) {
	t.Parallel()
	r := runner(t)
	r.Environ = append(r.Environ, "NODULELAB_SEEDS=2", "NODULELAB_RUNS="+t.TempDir())
	writeScans(t, filepath.Join(r.Folder, "scans"))
	blocks := extend(t)
	tasks := map[string]struct {
		lines int
		want  []string
	}{
		"A loss as a graph":         {12, []string{"180,160 → 150,190, focal", "180,160 → 190,150, focal"}},
		"A loss in plain Go":        {12, []string{"180,160 → 150,190, weighted"}},
		"Beside the paper's losses": {4, []string{"180,160 → 150,190", "CE − margin 2"}},
		"A network":                 {25, []string{"180,160 → 150,190, CE", "<figure>"}},
		"Images":                    {8, []string{"scans → four of them, CE", "scans → four of them, Contrast"}},
		"A scenario":                {5, []string{"60,140 → 140,60, CE", "60,140 → 140,60, Contrast", "scenario 5, CE"}},
		"An outline, a background, several shapes": {9, []string{"Five petals, twice", "150,150 → 130,170, CE"}},
		"An outline for each image":                {6, []string{"150,190", "CE"}},
		"A sweep":                                  {8, []string{"noise = 20", "<figure>"}},
		"Take it away":                             {8, []string{"<figure>"}},
	}
	cells, names := []string{blocks["imports"]}, []string{"imports"}
	for name, task := range tasks {
		if lines := strings.Count(blocks[name], "\n"); lines < 1 || lines > task.lines { // less the line %%
			t.Errorf("%s: %d lines, want 1 to %d", name, lines, task.lines)
		}
		cells, names = append(cells, blocks[name]), append(names, name)
	}
	if len(blocks) != len(cells) {
		t.Errorf("%d blocks on the page, %d are executed", len(blocks), len(cells))
	}
	j := job(t, cells...)
	if err := r.Run(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	for i, got := range eachOutput(t, j.Target) {
		for _, want := range tasks[names[i]].want {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q: %s", names[i], want, got)
			}
		}
	}
	for _, name := range []string{"weights.safetensors", "look.npz", "results.csv"} {
		if _, err := os.Stat(filepath.Join(r.Folder, name)); err != nil {
			t.Error(err)
		}
	}
}

// A loss whose sign, constant or captured variable is changed in its cell gives other
// numbers, and the old ones again when it is changed back.
func TestChangedCellGivesOtherNumbers(t *testing.T) {
	t.Parallel()
	r := runner(t)
	r.Environ = append(r.Environ, "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir())
	ownLoss := extend(t)["A loss as a graph"]
	captured := strings.Replace(strings.Replace(ownLoss, "%%\n", "%%\ngamma := 2.0\n", 1), "right), 2.0)", "right), gamma)", 1)
	plain := `%%
weight := 1.0
weighted := loss.New("weighted", loss.Logits, func(rows [][]float64, labels []float64, gradient [][]float64) (value float64) {
	for i, y := range labels {
		cost, slope := loss.SampleCost(rows[i][0], y)
		value += (1 + weight*y) * cost
		gradient[i][0] += (1 + weight*y) * slope
	}
	return value
})
show.Table(exhibit.Scores(show.Train(show.Scenario(2), weighted)))`
	cells := []string{
		extend(t)["imports"], ownLoss,
		strings.Replace(ownLoss, "g.Neg(g.Log(right))", "g.Log(right)", 1),
		strings.Replace(ownLoss, "2.0)", "40.0)", 1),
		captured,
		strings.Replace(captured, "gamma := 2.0", "gamma := 40.0", 1),
		ownLoss,
		plain,
		strings.Replace(plain, "weight := 1.0", "weight := 60.0", 1),
		strings.Replace(plain, "value += (1 + weight*y) * cost\n\t\tgradient[i][0] += ", "value -= (1 + weight*y) * cost\n\t\tgradient[i][0] -= ", 1),
		plain,
	}
	j := job(t, cells...)
	if err := r.Run(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	got := eachOutput(t, j.Target)
	for _, same := range [][2]int{{1, 6}, {1, 4}, {3, 5}, {7, 10}} {
		if got[same[0]] != got[same[1]] || got[same[0]] == "" {
			t.Errorf("cells %v: %q and %q, want the same", same, got[same[0]], got[same[1]])
		}
	}
	for _, other := range [][2]int{{1, 2}, {1, 3}, {7, 8}, {7, 9}} {
		if got[other[0]] == got[other[1]] {
			t.Errorf("cells %v: both %q, want other numbers", other, got[other[0]])
		}
	}
}

// cell is a cell of a notebook.
type cell struct {
	ID      string   `json:"id"`
	Kind    string   `json:"cell_type"`
	Source  []string `json:"source"`
	Outputs []struct {
		Data map[string]any `json:"data"`
	} `json:"outputs"`
}

// cellsOf reads the cells of a notebook.
func cellsOf(t *testing.T, path string) []cell {
	t.Helper()
	var notebook struct {
		Cells []cell `json:"cells"`
	}
	if err := json.Unmarshal([]byte(read(t, path)), &notebook); err != nil {
		t.Fatal(err)
	}
	return notebook.Cells
}

// eachOutput is what each cell of an executed notebook shows.
func eachOutput(t *testing.T, path string) []string {
	t.Helper()
	var all []string
	for _, c := range cellsOf(t, path) {
		var shown strings.Builder
		for _, o := range c.Outputs {
			switch html := o.Data["text/html"].(type) {
			case string:
				shown.WriteString(html)
			case []any:
				for _, line := range html {
					shown.WriteString(line.(string))
				}
			}
		}
		all = append(all, shown.String())
	}
	return all
}

// writeScans writes a folder of images as somebody could have them.
func writeScans(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	labels := "file,class\n"
	for i, class := range []string{"benign", "malignant", "benign", "malignant", "malignant", "benign", "benign", "malignant", "benign", "malignant"} {
		name := string(rune('a'+i)) + ".png"
		labels += name + "," + class + "\n"
		writeScan(t, filepath.Join(dir, name), class == "malignant", uint8(i))
	}
	if err := os.WriteFile(filepath.Join(dir, "labels.csv"), []byte(labels), 0o644); err != nil {
		t.Fatal(err)
	}
}

// writeScan writes a grey square on a dark ground, brighter if malignant.
func writeScan(t *testing.T, path string, malignant bool, shade uint8) {
	t.Helper()
	scan := image.NewGray(image.Rect(0, 0, 32, 32))
	grey := 100 + 5*shade
	if malignant {
		grey += 80
	}
	for y := 8; y < 24; y++ {
		for x := 8; x < 24; x++ {
			scan.SetGray(x, y, color.Gray{Y: grey})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, scan); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
