package page

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/atlas"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
)

// Each file of the page is used once, and none is missing.
func TestFilesAreUsed(t *testing.T) {
	used := []string{"live.html", "frame.html", "frame.css", "palette.css", "worker.js", "questions.css", "questions.js", "questions.json"}
	for _, name := range slices.Concat(scripts, loader) {
		used = append(used, name+".js")
	}
	for _, name := range styles {
		used = append(used, name+".css")
	}
	found, err := fs.Glob(files, "files/*")
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	slices.Sort(used)
	if !slices.Equal(found, used) {
		t.Errorf("the folder has %v, the page uses %v", found, used)
	}
}

func TestHTML(t *testing.T) {
	p, err := Make()
	if err != nil {
		t.Fatal(err)
	}
	html, err := p.HTML()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`data-live="ask"`, `<script src="live-data.js">`, "--paper:", "function missing()", "<noscript>"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// Without the program there is no page, and the error says what builds it.
func TestWriteNeedsTheProgram(t *testing.T) {
	out := t.TempDir()
	_, err := Write(Options{Program: filepath.Join(out, "none"), Out: out})
	if err == nil || !strings.Contains(err.Error(), "go run ./notebooks setup") {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(out); len(left) > 0 {
		t.Errorf("it has written %v", left)
	}
}

func TestNetworksAreTaken(t *testing.T) {
	folder := t.TempDir()
	all := []Network{{Scenario: 2, Loss: loss.CE, Seed: 3, Packed: []byte{1, 2, 3}}}
	if err := KeepNetworks(folder, all); err != nil {
		t.Fatal(err)
	}
	if got, err := TakeNetworks(folder); err != nil || !reflect.DeepEqual(got, all) {
		t.Errorf("taken %v, %v", got, err)
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
	if _, err := TakeNetworks(folder); err == nil {
		t.Error("networks are taken twice")
	}
	if err := os.WriteFile(filepath.Join(folder, networksFile), []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := TakeNetworks(folder); err == nil {
		t.Error("a damaged file is read")
	}
}

func TestOffer(t *testing.T) {
	got, err := Offer(lab.PaperPlan(1), paper.Scenarios()...)
	if err != nil {
		t.Fatal(err)
	}
	want := Scenario{3, paper.Scenarios()[2].Question, [2]int{180, 150}, [][2]int{{150, 190}}, []loss.Name{loss.CE}, got[2].Rulers}
	if len(got) != 3 || !reflect.DeepEqual(got[2], want) || len(got[2].Rulers) == 0 {
		t.Errorf("offered %+v", got)
	}
}

// The maps that the page takes are those that are stored, seed after seed.
func TestStoredMaps(t *testing.T) {
	got, err := StoredMaps()
	if err != nil {
		t.Fatal(err)
	}
	stored, err := atlas.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(atlas.Groups()) {
		t.Errorf("%d groups", len(got))
	}
	for _, m := range stored {
		own := got[m.Group.String()]
		if len(own) != 100*lab.DefaultSeeds {
			t.Fatalf("%v has %d numbers", m.Group, len(own))
		}
		for i, n := range m.Right {
			if int(own[100*(int(m.Seed)-1)+i]) != n {
				t.Fatalf("%v, seed %d, square %d: %d, want %d", m.Group, m.Seed, i, own[100*(int(m.Seed)-1)+i], n)
			}
		}
	}
}
