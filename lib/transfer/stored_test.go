package transfer

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/native"
)

// What was stored comes back; a cell whose design has changed is not taken for it.
func TestFilesRoundTrip(t *testing.T) {
	s, trained := brief(t), 0
	l := open(t, t.TempDir(), &trained)
	f := Found{Study: s}
	for cell := range s.Cells {
		own, err := s.Run(t.Context(), l, s.Jobs(cell), nil)
		if err != nil {
			t.Fatal(err)
		}
		if f, err = f.With(l, cell, own, map[string]string{"made": "here"}); err != nil {
			t.Fatal(err)
		}
	}
	files, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	back, err := parse(s, files[outcomesFile], files[manifestFile])
	if err != nil {
		t.Fatal(err)
	}
	if len(back.Outcomes) != len(f.Outcomes) {
		t.Fatalf("%d outcomes, want %d", len(back.Outcomes), len(f.Outcomes))
	}
	for i, o := range f.Outcomes {
		if got := back.Outcomes[i]; got.Job != o.Job || got.Training != o.Training || got.Validation != o.Validation || !slices.EqualFunc(got.Tests, o.Tests, slices.Equal[Decisions]) || !slices.EqualFunc(got.Refitted, o.Refitted, slices.Equal[Decisions]) {
			t.Errorf("%+v came back as %+v", o, got)
		}
	}
	changed := s.Cells[0]
	changed.Plan.Protocol.Epochs++
	if !back.Has(s.Cells[0]) || back.Has(changed) {
		t.Error("a cell of another design is taken for the stored one")
	}
}

func TestParseRefuses(t *testing.T) {
	pack := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(text))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	s := brief(t)
	f := Found{Study: s, Manifest: Manifest{Cells: []CellRecord{{Cell: s.Cells[0].String(), Design: s.Cells[0].design()}}}}
	files, err := f.Files()
	if err != nil {
		t.Fatal(err)
	}
	manifest, header := files[manifestFile], strings.Join(columns, ",")+"\n"
	const first = `"matched, small",4,CE,1,10/20,1/2,2:c0,,,` + "\n"
	for name, test := range map[string]struct {
		outcomes, manifest []byte
		want               string
	}{
		"no manifest":    {pack(header), []byte("{"), "manifest.json"},
		"not packed":     {[]byte(header), manifest, "outcomes.csv.gz"},
		"other columns":  {pack("cell\n"), manifest, "columns cell: want cell,"},
		"not all of it":  {pack(header + first), manifest, "seed 2 is not stored: go run ./notebooks transfer"},
		"twice":          {pack(header + first + first), manifest, "stored twice"},
		"no test":        {pack(header + `"matched, small",4,CE,1,10/20,1/2,,,,` + "\n"), manifest, "no test"},
		"a broken seed":  {pack(header + `a,4,CE,0,10/20,1/2,2:c0,,,` + "\n"), manifest, "seed \"0\""},
		"a broken share": {pack(header + `a,4,CE,1,30/20,1/2,2:c0,,,` + "\n"), manifest, "train: metrics: proportion"},
		"broken bits":    {pack(header + `a,4,CE,1,10/20,1/2,2:ff,,,` + "\n"), manifest, "no bits after the last"},
	} {
		if _, err := parse(s, test.outcomes, test.manifest); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}

func FuzzParseDecisions(f *testing.F) {
	for _, text := range []string{"5:d8", "8:ff", "9:ff80", "0:", "3:zz", "100001:00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := parseDecisions(text)
		if err == nil && d.String() != text {
			t.Errorf("%q came back as %q", text, d)
		}
	})
}

// The study as it is now has stored outcomes of its main design, and a sample of every cell
// comes out again: on the kernels that made it to the last decision. Of each cell it is the
// quick baselines of one seed, of some the linear model of the pixels, and of the shortest
// training a network under each loss.
func TestStoredAgain(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if !f.Has(f.Study.Cells[0]) {
		t.Fatalf("the main design is not stored: %s makes it", Command)
	}
	for cell, c := range f.Study.Cells {
		if !f.Has(c) {
			t.Logf("%s is not stored", c)
			continue
		}
		seed := uint64(1 + 7*cell%20)
		var sample []Job
		for _, j := range f.Study.Jobs(cell) {
			if j.Seed == seed && again(cell, c, j, testing.Short()) {
				sample = append(sample, j)
			}
		}
		trained := 0
		fresh, err := f.Study.Run(t.Context(), open(t, t.TempDir(), &trained), sample, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range fresh {
			i := slices.IndexFunc(f.Outcomes, func(s Outcome) bool { return s.Job == o.Job })
			compare(t, f, o, f.Outcomes[i])
		}
	}
}

// again tells whether a job of the sample's seed is computed again.
func again(cell int, c Cell, j Job, short bool) bool {
	switch j.By {
	case Measures, Diameter:
		return c.Images == images
	case Pixels:
		return cell%6 == 0 && c.Images == images && c.Plan.Config.Side == 32
	}
	return c.Change == hundred.name && j.Scenario == 2 && !short
}

// apart is how far accuracies may be from stored ones on other kernels.
const apart = .1

func compare(t *testing.T, f Found, fresh, stored Outcome) {
	t.Helper()
	record := f.Manifest.Cells[slices.IndexFunc(f.Manifest.Cells, func(r CellRecord) bool { return r.Cell == f.Study.Cells[stored.Cell].String() })]
	exact := record.Made["native kernels"] == native.Kernels()
	for i, d := range fresh.Tests {
		if a, b := d.Accuracy(), stored.Tests[i].Accuracy(); exact && !slices.Equal(d, stored.Tests[i]) || a-b > apart || b-a > apart {
			t.Errorf("%s, scenario %d, %s, seed %d: accuracy %.3f, stored %.3f", f.Study.Cells[stored.Cell], fresh.Scenario, fresh.By, fresh.Seed, a, b)
		}
	}
}

// Baselines of real outlines are there, and drawn shapes have none that need a CT image.
func TestBaselines(t *testing.T) {
	s := brief(t)
	if got := s.Cells[0].Baselines(); !slices.Equal(got, []loss.Name{Pixels, Measures, Diameter}) {
		t.Errorf("baselines %v", got)
	}
	if got := s.Cells[1].Baselines(); !slices.Equal(got, []loss.Name{Pixels, Measures}) {
		t.Errorf("baselines of drawn shapes %v", got)
	}
}
