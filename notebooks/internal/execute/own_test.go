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

// The cells of a reader who tries something of their own, each with the lines that it may
// take.
const (
	imports = `import (
	g "github.com/gomlx/gomlx/core/graph"
	"github.com/gomlx/gomlx/ml/model"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/show"
	"nodulelab/lib/train/gomlx"
)`

	ownLoss = `%%
focal := gomlx.OnLogits("focal", func(logits, labels *g.Node) *g.Node {
	sides := g.AddScalar(g.MulScalar(labels, 2), -1)
	right := g.Sigmoid(g.Mul(sides, logits))
	return g.ReduceAllMean(g.Mul(g.PowScalar(g.OneMinus(right), 2.0), g.Neg(g.Log(right))))
})
networks := show.Train(show.Scenario(2), focal)
show.Table(exhibit.Scores(networks))`

	ownNetwork = `%%
residual := gomlx.NewCustom("residual", func(scope *model.Scope, x *g.Node) *g.Node {
	x = gomlx.AveragePooling(gomlx.ReLU(gomlx.PaddedConvolution(scope, "in", x, 4, 3)))
	x = g.Add(x, gomlx.ReLU(gomlx.PaddedConvolution(scope, "block", x, 4, 3)))
	return g.Tanh(gomlx.Dense(scope, "out", gomlx.AveragePooling(x), 20))
}, func(scope *model.Scope, z *g.Node) *g.Node {
	return g.Squeeze(gomlx.Dense(scope, "cls", z, 1), 1)
})
own := show.Open()
own.Plan.Protocol.Custom, own.Plan.Protocol.Epochs = residual, 2
networks := own.Train(show.Scenario(2), loss.CE)
show.Table(exhibit.Scores(networks))
show.Figure(exhibit.PCAFigure(own.Looks(networks[0])[0]))
show.Figure(exhibit.SaliencyFigure(own.Looks(networks[0])[0]))`

	ownImages = `%%
scans := show.Must(nodule.ReadFolder("scans"))
tests := show.Must(scans.Subset([]int{0, 1, 2, 3}))
tests.Distribution = nodule.Named("four of them")
mine := show.Must(paper.Own(4, scans, tests))
show.Table(exhibit.ScoreTable(show.Results(mine)))`

	ownScenario = `%%
mine := paper.Scenario{Number: 5, Training: nodule.D(60, 140), Tests: []nodule.Distribution{nodule.D(140, 60)}}
results := show.Results(mine.With(loss.CE, loss.Contrast))
show.Table(exhibit.PaperTable(results))
show.Table(exhibit.FlipTable(show.Flips(mine.With(loss.CE))))`
)

// Each task is short, and the real kernel executes it.
func TestCellsOfOnesOwn(t *testing.T) {
	r := runner(t)
	r.Environ = append(r.Environ, "NODULELAB_SEEDS=2", "NODULELAB_RUNS="+t.TempDir())
	writeScans(t, filepath.Join(r.Folder, "scans"))
	for name, task := range map[string]struct {
		cell  string
		lines int
		want  []string
	}{
		"loss":     {ownLoss, 12, []string{"180,160 → 150,190, focal", "180,160 → 190,150, focal"}},
		"network":  {ownNetwork, 25, []string{"180,160 → 150,190, CE", "<figure>"}},
		"images":   {ownImages, 8, []string{"scans → four of them, CE", "scans → four of them, Contrast"}},
		"scenario": {ownScenario, 5, []string{"60,140 → 140,60, CE", "60,140 → 140,60, Contrast", "scenario 5, CE"}},
	} {
		if lines := strings.Count(task.cell, "\n"); lines > task.lines { // less the line %%
			t.Errorf("%s: %d lines, want at most %d", name, lines, task.lines)
		}
		j := job(t, imports, task.cell)
		if err := r.Run(context.Background(), j); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := outputs(t, j.Target)
		for _, want := range task.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q: %s", name, want, got)
			}
		}
	}
}

// A loss whose sign, constant or captured variable is changed in its cell gives other
// numbers, and the old ones again when it is changed back.
func TestChangedCellGivesOtherNumbers(t *testing.T) {
	r := runner(t)
	r.Environ = append(r.Environ, "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir())
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
		imports, ownLoss,
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

// eachOutput is what each cell of an executed notebook shows.
func eachOutput(t *testing.T, path string) []string {
	t.Helper()
	var notebook struct {
		Cells []struct {
			Outputs []struct {
				Data map[string]any `json:"data"`
			} `json:"outputs"`
		} `json:"cells"`
	}
	if err := json.Unmarshal([]byte(read(t, path)), &notebook); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, c := range notebook.Cells {
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

func outputs(t *testing.T, path string) string { return strings.Join(eachOutput(t, path), "\n") }

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
