package show_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/show"
)

// folderVariable names the folder that cells save to.
const folderVariable = "NODULELAB_TEST_FOLDER"

func init() {
	cells["save"] = func() {
		dir := os.Getenv(folderVariable)
		own := show.Open()
		own.Plan.Protocol.Epochs, own.Plan.Config.Samples, own.Plan.Config.Training = 2, 20, 16
		s := show.Scenario(3)
		networks := own.Train(s, loss.CE)
		show.Save(filepath.Join(dir, "set.npz"), own.Sets(s, 1)[0])
		show.Save(filepath.Join(dir, "weights.safetensors"), networks[0])
		show.Save(filepath.Join(dir, "look.npz"), own.Looks(networks[0])[0])
		show.Save(filepath.Join(dir, "results.csv"), networks[0].Results)
		show.Save(filepath.Join(dir, "table.csv"), show.Must(exhibit.Scores(networks)))
		back := show.Load(filepath.Join(dir, "weights.safetensors"))
		show.Text(fmt.Sprint(back.Seed, " ", back.Loss, " ", back.Weights.Count(), " ", len(own.LooksAt(s, back)[0].Views)))
	}
	cells["save elsewhere"] = func() { show.Save("set.csv", show.Sets(show.Scenario(1), 1)[0]) }
	cells["save a number"] = func() { show.Save("number.csv", 3) }
	cells["load nothing"] = func() { show.Load("nothing.safetensors") }
}

// One line each saves a set, a network, a look, results and a table; a network comes back.
func TestSave(t *testing.T) {
	dir := t.TempDir()
	s := run(t, "save", "NODULELAB_SEEDS=1", "NODULELAB_RUNS="+t.TempDir(), "NODULELAB_BACKEND=go", folderVariable+"="+dir)
	if s.err != nil {
		t.Fatalf("%v, stderr %q", s.err, s.stderr)
	}
	if got := s.displays[len(s.displays)-1].Data[protocol.MIMETextMarkdown]; got != "1 CE 60941 2" {
		t.Errorf("the network that came back: %v", got)
	}
	for name, want := range map[string]string{
		"set.npz": "PK", "weights.safetensors": "enc.c1.weight", "look.npz": "saliency_1.npy",
		"results.csv": "seed,scenario,loss", "table.csv": "\"train → test, loss\"",
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %q: %v", name, want, err)
		}
	}
}

func TestSaveRefuses(t *testing.T) {
	for cell, want := range map[string]string{
		"save elsewhere": "set.csv: a *nodule.Set is written as .npz",
		"save a number":  "a int cannot be saved",
		"load nothing":   "no such file",
	} {
		if s := run(t, cell, "NODULELAB_RUNS="+t.TempDir()); s.err == nil || !strings.Contains(s.stderr, want) {
			t.Errorf("%s: ended with %v, stderr %q", cell, s.err, s.stderr)
		}
	}
}
