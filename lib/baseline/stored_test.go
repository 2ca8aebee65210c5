package baseline

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/explain"
	"nodulelab/lib/internal/labtest"
)

// stride picks the cells that are fitted again, one seed each.
const stride = 5

// otherwise is how far accuracies may lie from the stored ones, on average, on another
// platform, where rounding differs.
const otherwise = .02

// A sample of the stored results comes out again, penalties and all.
func TestStoredBaselinesComeOutAgain(t *testing.T) {
	stored, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	exact := stored.Manifest.Made["platform"] == runtime.GOOS+"/"+runtime.GOARCH
	var apart, n float64
	for cell := 0; cell < len(stored.Sweep.Cells); cell += stride {
		p := stored.Sweep.Cells[cell].Plan
		p.Seeds = []uint64{uint64(1 + cell%cellSeeds)}
		fresh, err := Fit(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range fresh {
			if !r.Chosen {
				continue
			}
			i := slices.IndexFunc(stored.Results, func(s CellResult) bool { return s.Cell == cell && s.Seed == r.Seed && s.Row == r.Row })
			if i < 0 {
				t.Fatalf("cell %d, %s is not stored", cell, r.Row)
			}
			old := stored.Results[i]
			apart, n = apart+math.Abs(old.Accuracy-r.Accuracy), n+1
			if exact && (math.Abs(old.Accuracy-r.Accuracy) > 1e-4 || old.Penalty != r.Penalty) {
				t.Errorf("cell %d: %s, λ = %g; stored %s, λ = %g", cell, r, r.Penalty, old.Result, old.Penalty)
			}
		}
	}
	if n < 100 || apart/n > otherwise {
		t.Errorf("%.0f results, %.3f from the stored ones on average, want at most %.2f", n, apart/n, otherwise)
	}
}

// mini is a sweep of two cells of small sets, with its baselines.
func mini(t *testing.T) Swept {
	t.Helper()
	p := labtest.Brief()
	p.Seeds, p.Scenarios = p.Seeds[:1], p.Scenarios[2:]
	noise, err := design.FactorByName("noise")
	if err != nil {
		t.Fatal(err)
	}
	noise.Levels = noise.Levels[1:3]
	begun := 0
	s, err := FitSweep(context.Background(), design.OneAtATime("mini", p, noise), func(done int) {
		if begun++; done != begun-1 {
			t.Errorf("cell %d after %d", done, begun-1)
		}
	})
	if err != nil || begun != 2 || len(s.Results) != 2*3 {
		t.Fatalf("%d results of %d cells, %v", len(s.Results), begun, err)
	}
	return s
}

func TestSweptFiles(t *testing.T) {
	s := mini(t)
	files, err := s.Files(map[string]string{"go": "any"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := parse(s.Sweep, files[tableFile], files[manifestFile])
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Results { // four places are written
		old := s.Results[i]
		for _, v := range []*float64{&old.TrainAccuracy, &old.ValidationAccuracy, &old.Accuracy, &old.Sensitivity, &old.Specificity} {
			*v = math.Round(*v*1e4) / 1e4
		}
		if !reflect.DeepEqual(again.Results[i], old) {
			t.Errorf("%+v came back as %+v", old, again.Results[i])
		}
	}
	if m := again.Manifest; m.Command != Command || m.Made["go"] != "any" || len(m.Sources) == 0 || len(m.Cells) != 2 {
		t.Errorf("manifest %+v", m)
	}
}

// Results of another sweep, or not all of them, are refused, with the command that makes
// them.
func TestParseRefuses(t *testing.T) {
	s := mini(t)
	files, err := s.Files(nil)
	if err != nil {
		t.Fatal(err)
	}
	manifest := func(change func(*Manifest)) []byte {
		var m Manifest
		if err := json.Unmarshal(files[manifestFile], &m); err != nil {
			t.Fatal(err)
		}
		change(&m)
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	table := files[tableFile]
	lines := bytes.SplitAfter(table, []byte("\n"))
	const another, again = "of another sweep than baseline.Paper", ": go run ./notebooks baselines makes them again"
	for name, test := range map[string]struct {
		table, manifest []byte
		want            string
	}{
		"no manifest":     {table, []byte("{"), "baselines.json: "},
		"other cells":     {table, manifest(func(m *Manifest) { m.Cells = m.Cells[1:] }), another + again},
		"other seeds":     {table, manifest(func(m *Manifest) { m.Seeds = 7 }), another},
		"other baselines": {table, manifest(func(m *Manifest) { m.Baselines = nil }), another},
		"other penalties": {table, manifest(func(m *Manifest) { m.Penalties = explain.Penalties()[1:] }), another},
		"no table":        {nil, files[manifestFile], "baselines.csv: "},
		"not all":         {bytes.Join(lines[:6], nil), files[manifestFile], "has 0 results of seed 1, scenario 3, ridge on three numbers, 180,150 → 150,190: want 1" + again},
		"twice":           {append(slices.Clone(table), lines[1]...), files[manifestFile], "has 2 results of seed 1"},
		"another cell":    {append(slices.Clone(table), append([]byte("9"), lines[1][1:]...)...), files[manifestFile], "has 7 results, want 6"},
		"no penalty":      {append(slices.Clone(table), append(lines[1][:bytes.LastIndexByte(lines[1], ',')+1:len(lines[1])], "-1\n"...)...), files[manifestFile], `line 8: penalty "-1": want a finite number above 0`},
	} {
		if _, err := parse(s.Sweep, test.table, test.manifest); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	header := strings.Join(columns, ",") + "\n"
	f.Add(header + "0,1,1,ridge on pixels,150-150,130-170,1,1,1,1,1,0.01\n")
	f.Add(header + "-1,1,1,CE,150-150,130-170,1,1,1,1,1,inf\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := ReadCSV(strings.NewReader(text))
		for _, r := range all {
			if err == nil && (r.Cell < 0 || r.Seed == 0 || !(r.Penalty > 0) || math.IsInf(r.Penalty, 0) || !r.Chosen) {
				t.Errorf("%q gave %+v", text, r)
			}
		}
	})
}
