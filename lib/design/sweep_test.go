package design_test

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

// factor is one of the study's.
func factor(t testing.TB, name string) design.Factor {
	t.Helper()
	f, err := design.FactorByName(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// One at a time: the protocol, and then each other level alone.
func TestOneAtATime(t *testing.T) {
	s := design.OneAtATime("test", labtest.Brief(), factor(t, "spikes"), factor(t, "pooling"))
	var names []string
	for _, c := range s.Cells {
		names = append(names, c.String())
	}
	want := []string{"the protocol", "spikes = 5", "spikes = 7", "spikes = 13", "pooling = max"}
	if !slices.Equal(names, want) {
		t.Errorf("cells %q, want %q", names, want)
	}
	if got := s.Cells[1].Plan.Config.Spikes; got != 5 || s.Cells[4].Plan.Config.Spikes != 9 {
		t.Errorf("the second cell has %d spikes, the last %d", got, s.Cells[4].Plan.Config.Spikes)
	}
}

// A grid has every combination once.
func TestGrid(t *testing.T) {
	s := design.Grid("test", labtest.Brief(), factor(t, "activation"), factor(t, "pooling"), factor(t, "spikes"))
	seen := map[string]bool{}
	for _, c := range s.Cells {
		seen[fmt.Sprint(c.Plan.Protocol.Network, c.Plan.Config.Spikes)] = true
	}
	if len(s.Cells) != 16 || len(seen) != 16 {
		t.Errorf("%d cells, %d different ones, want 16", len(s.Cells), len(seen))
	}
}

// A hypercube spreads its cells evenly over the levels of each factor, is the same
// each time, and can be run.
func TestLatinHypercube(t *testing.T) {
	const n = 50
	factors := design.IndependentFactors()
	s, err := design.LatinHypercube("test", lab.PaperPlan(1), n, 1, factors...)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
	for _, f := range factors {
		counts := make([]int, len(f.Levels))
		for _, c := range s.Cells {
			counts[f.Default(c.Plan)]++
		}
		if slices.Max(counts)-slices.Min(counts) > 1 {
			t.Errorf("%s: %v cells by level", f.Name, counts)
		}
	}
	again, err := design.LatinHypercube("test", lab.PaperPlan(1), n, 1, factors...)
	if err != nil || again.Cells[17].String() != s.Cells[17].String() {
		t.Errorf("another draw: %s, %s, %v", again.Cells[17], s.Cells[17], err)
	}
	for _, wrong := range [][2]int{{0, 1}, {5, 0}} {
		if _, err := design.LatinHypercube("test", lab.PaperPlan(1), wrong[0], uint64(wrong[1])); err == nil {
			t.Errorf("%v was accepted", wrong)
		}
	}
}

func small() design.Sweep {
	p := labtest.Brief()
	p.Seeds = p.Seeds[:1]
	return design.Sweep{Name: "test", Cells: design.OneAtATime("", p, design.IndependentFactors()[13]).Cells[:2]}
}

func swept(t *testing.T, l *lab.Lab, s design.Sweep, jobs []design.CellJob) []design.CellResult {
	t.Helper()
	r, err := s.Run(context.Background(), l, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A sweep in two shards leaves what a sweep at once does; each trains its own part
// alone, and the last look trains nothing. Its runs hold no weights, and are not
// taken for those of a lab that needs them.
func TestSweepInShards(t *testing.T) {
	s, opened := small(), 0
	whole := swept(t, labtest.Open(t, t.TempDir(), &opened), s, s.Jobs())
	if len(whole) != 18 || whole[0].Cell != 0 || whole[17].Cell != 1 {
		t.Fatalf("%d results", len(whole))
	}
	dir := t.TempDir()
	for i := range 2 {
		part := labtest.Shard(s.Jobs(), i+1, 2)
		missing, err := s.Missing(context.Background(), labtest.Open(t, dir, &opened), part)
		if err != nil || len(missing) != len(part) {
			t.Errorf("shard %d: %d of %d missing, %v", i+1, len(missing), len(part), err)
		}
		swept(t, labtest.Open(t, dir, &opened), s, part)
	}
	opened = 0
	if merged := swept(t, labtest.Open(t, dir, &opened), s, s.Jobs()); opened != 0 || !reflect.DeepEqual(merged, whole) {
		t.Errorf("merged with %d engines; as at once: %t", opened, reflect.DeepEqual(merged, whole))
	}
	l := labtest.Open(t, dir, &opened)
	l.Plan = s.Cells[0].Plan
	if missing, err := l.Missing(context.Background()); err != nil || len(missing) != len(l.Plan.Jobs()) {
		t.Errorf("%d networks of the plan are missing, %v: want all, since weights are", len(missing), err)
	}
}

func TestSweepRefuses(t *testing.T) {
	s, opened := small(), 0
	s.Cells[1].Plan.Config.Side = 15
	if _, err := s.Run(context.Background(), labtest.Open(t, t.TempDir(), &opened), s.Jobs()); err == nil || !strings.Contains(err.Error(), "cell 1 (input = -1 to 1)") || opened != 0 {
		t.Errorf("error %v, %d engines", err, opened)
	}
	if _, err := design.FactorByName("colour"); err == nil || !strings.Contains(err.Error(), `factor "colour"`) {
		t.Errorf("error %v", err)
	}
	if _, err := factor(t, "pooling").Level("median"); err == nil || !strings.Contains(err.Error(), `pooling "median": want "average" or "max"`) {
		t.Errorf("error %v", err)
	}
}

func TestCellsCSV(t *testing.T) {
	all, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	var want []design.CellResult
	for i, r := range all[:30] {
		want = append(want, design.CellResult{Cell: i / 9, Result: r})
	}
	var b bytes.Buffer
	if err := design.WriteCSV(&b, want); err != nil {
		t.Fatal(err)
	}
	if got, err := design.ReadCSV(&b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("came back otherwise: %v", err)
	}
	for text, message := range map[string]string{
		"":            "EOF",
		"cell,seed\n": "columns cell,seed: want cell,seed,scenario",
		cellHeader + "x,1,1,CE,150-150,130-170,1,1,1,1,1\n":  `line 2: cell "x"`,
		cellHeader + "-1,1,1,CE,150-150,130-170,1,1,1,1,1\n": `line 2: cell "-1"`,
		cellHeader + "0,1,1,CE,150-150,130-170,1,1,2,1,1\n":  `acc "2"`,
	} {
		if _, err := design.ReadCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), message) {
			t.Errorf("%q: error %v, want %q", text, err, message)
		}
	}
}

const cellHeader = "cell,seed,scenario,loss,train,test,train_acc,val_acc,acc,se,sp\n"

func FuzzReadCellsCSV(f *testing.F) {
	f.Add(cellHeader + "0,1,1,CE,150-150,130-170,1,1,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := design.ReadCSV(strings.NewReader(text))
		for _, r := range all {
			if err == nil && (r.Cell < 0 || r.Seed == 0) {
				t.Errorf("%q gave %v", text, r)
			}
		}
	})
}

func ExampleOneAtATime() {
	pooling, err := design.FactorByName("pooling")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range design.OneAtATime("pooling", lab.PaperPlan(10), pooling).Cells {
		fmt.Println(c, len(c.Plan.Jobs()), "networks")
	}
	// Output:
	// the protocol 50 networks
	// pooling = max 50 networks
}
