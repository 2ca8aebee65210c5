package atlas

import (
	"bytes"
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/simd"
	"nodulelab/lib/lab"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// brief opens a lab of two seeds of scenario 3 with small sets and two epochs.
func brief(t *testing.T) *lab.Lab {
	t.Helper()
	store, err := runs.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := lab.PaperPlan(2)
	p.Scenarios, p.Protocol.Epochs = p.Scenarios[2:], 2
	p.Config.Samples, p.Config.Training = 20, 14
	return &lab.Lab{Plan: p, Store: store, Engine: "native", Workers: lab.Workers{
		Engines: 2, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil },
	}}
}

// A map's squares are the accuracies of Table 1 where the sets are the same.
func TestMeasure(t *testing.T) {
	l, told := brief(t), []int{}
	maps, err := Measure(context.Background(), l, func(done int) { told = append(told, done) })
	if err != nil {
		t.Fatal(err)
	}
	if len(maps) != 2 || !slices.Equal(told, []int{1, 2}) {
		t.Fatalf("%d maps, told of %v", len(maps), told)
	}
	rs, err := l.Results(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range maps {
		want := results.Result{}
		for _, r := range rs {
			if r.Seed == m.Seed {
				want = r
			}
		}
		at := slices.Index(Squares(), want.Row.Test)
		if got := float64(m.Right[at]) / float64(l.Plan.Config.Samples); m.Seed != uint64(i+1) || math.Abs(got-want.Accuracy) > 1e-9 || len(m.Right) != 100 {
			t.Errorf("%+v: %g, want %g", m.Group, got, want.Accuracy)
		}
	}
}

// The stored maps are of every network of Table 1, in order, and agree with its results.
func TestStoredMapsAreWhole(t *testing.T) {
	maps, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if want := len(Groups()) * lab.DefaultSeeds; len(maps) != want {
		t.Fatalf("%d maps, want %d", len(maps), want)
	}
	for i, m := range maps {
		if m.Group != Groups()[i/lab.DefaultSeeds] || m.Seed != uint64(i%lab.DefaultSeeds+1) {
			t.Errorf("map %d is of %v, seed %d", i, m.Group, m.Seed)
		}
	}
}

// A sample of the stored maps comes out again: to the last image on the kernels that made
// them, alike on others.
func TestStoredMapsComeOutAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a network")
	}
	if simd.Elsewhere(t, "^TestStoredMapsComeOutAgain$") {
		return
	}
	maps, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := LoadManifest()
	if err != nil {
		t.Fatal(err)
	}
	m, ctx := maps[len(maps)-3], context.Background()
	l := brief(t)
	l.Plan = lab.PaperPlan(1)
	l.Plan.Seeds = []uint64{m.Seed}
	s, err := paper.ScenarioByNumber(m.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	trained, err := l.Trained(ctx, s, m.Loss)
	if err != nil {
		t.Fatal(err)
	}
	for i := 7; i < len(m.Right); i += 17 {
		set, err := nodule.Paper().TestSet(m.Seed, Squares()[i])
		if err != nil {
			t.Fatal(err)
		}
		got, err := right(ctx, train.NewNative(), trained[0].Weights, set)
		if err != nil {
			t.Fatal(err)
		}
		off := max(got-m.Right[i], m.Right[i]-got)
		if off > 0 && manifest.Made["native kernels"] == native.Kernels() || off > 20 {
			t.Errorf("%v, seed %d, %s: %d images right, stored are %d", m.Group, m.Seed, Squares()[i], got, m.Right[i])
		}
	}
}

func TestCSV(t *testing.T) {
	maps := []Map{{Group{2, "CE"}, 7, make([]int, 100)}}
	maps[0].Right[99] = 200
	var b bytes.Buffer
	if err := WriteCSV(&b, maps); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	if back, err := ReadCSV(&b); err != nil || !reflect.DeepEqual(back, maps) {
		t.Errorf("it comes back as %v, %v", back, err)
	}
	for want, text := range map[string]string{
		"another table":              "scenario,loss\n",
		"201 images right":           strings.Replace(whole, ",200\n", ",201\n", 1),
		"invalid syntax":             strings.Replace(whole, ",200\n", ",x\n", 1),
		"wrong number of fields":     strings.Replace(whole, ",200\n", "\n", 1),
		`loss "XE"`:                  strings.Replace(whole, "2,CE", "2,XE", 1),
		"value out of range":         strings.Replace(whole, ",200\n", ",99999999999999999999\n", 1),
		"-1 images right of D(110,1": strings.Replace(whole, "CE,7,0", "CE,7,-1", 1),
	} {
		if _, err := ReadCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A count that was changed in the stored table is noticed.
func TestChangedTable(t *testing.T) {
	table, errTable := embedded.ReadFile("results/" + tableFile)
	m, errManifest := LoadManifest()
	if errTable != nil || errManifest != nil {
		t.Fatal(errTable, errManifest)
	}
	if _, err := parse(table, m); err != nil {
		t.Error(err)
	}
	changed := bytes.Clone(table)
	changed[len(changed)-2] ^= 1 // another digit of the last count
	if _, err := parse(changed, m); err == nil || !strings.Contains(err.Error(), "atlas: maps.csv: results: the table was changed since its manifest was written") {
		t.Errorf("error %v", err)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add("scenario,loss\n")
	f.Fuzz(func(t *testing.T, text string) {
		maps, err := ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteCSV(&b, maps); err != nil {
			t.Fatal(err)
		}
		if back, err := ReadCSV(&b); err != nil || !reflect.DeepEqual(back, maps) {
			t.Errorf("%v comes back as %v, %v", maps, back, err)
		}
	})
}
