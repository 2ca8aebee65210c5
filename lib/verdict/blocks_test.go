package verdict

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/results"
)

func TestBlocksShareNoSeed(t *testing.T) {
	seen := map[uint64]bool{}
	for _, b := range Blocks() {
		if len(b.Seeds()) != minSeeds {
			t.Errorf("%s: %d seeds", b, len(b.Seeds()))
		}
		for _, s := range b.Seeds() {
			if seen[s] {
				t.Errorf("seed %d is in two blocks", s)
			}
			seen[s] = true
		}
	}
	if got := Blocks()[1].String(); got != "seeds 21 to 40" {
		t.Errorf("%q", got)
	}
}

// The stored rulings on claims that rest on accuracies come out again, word for word, from
// the stored seeds; those on the rest have a ruling of enough seeds.
func TestStoredRulings(t *testing.T) {
	rulings, err := LoadBlocks()
	if err != nil {
		t.Fatal(err)
	}
	stored, err := design.Load(design.SeedSweep)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range Blocks() {
		of := slice.Filter(stored.OfCell(0), func(r results.Result) bool { return slices.Contains(b.Seeds(), r.Seed) })
		verdicts, err := Judge(Evidence{Results: of})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verdicts {
			i := slices.IndexFunc(rulings, func(r Ruling) bool { return r.Block == b && r.Number == v.Number })
			switch r := rulings[i]; {
			case v.Number > "1" && v.Number < "7" && (r.Outcome != v.Outcome || r.Reason != v.Reason):
				t.Errorf("%s, claim %s: %s, %q; want %s, %q: %s makes them again", b, v.Number, r.Outcome, r.Reason, v.Outcome, v.Reason, BlocksCommand)
			case strings.Contains(r.Reason, "not measured") || strings.Contains(r.Reason, "seeds that a verdict takes"):
				t.Errorf("%s, claim %s: %q", b, v.Number, r.Reason)
			}
		}
	}
}

// everyRuling holds rulings of every block and claim.
func everyRuling() []Ruling {
	var all []Ruling
	for i, b := range Blocks() {
		for j, number := range Numbers() {
			all = append(all, Ruling{b, number, Outcome((i + j) % 4), "It is so, \"almost\",\nalways."})
		}
	}
	return all
}

func TestBlockFilesComeBack(t *testing.T) {
	want := everyRuling()
	files, err := BlockFiles(&lab.Lab{Engine: "native"}, want, map[string]string{"go": "go1"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := parseBlocks(files[rulingsFile], files[manifestFile])
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%d rulings came back, %v", len(got), err)
	}
	var m Manifest
	if err := json.Unmarshal(files[manifestFile], &m); err != nil || m.Engine != "native" || len(m.Sources) != 64 || m.Command != BlocksCommand {
		t.Errorf("manifest %+v, %v", m, err)
	}
	if _, err := BlockFiles(&lab.Lab{}, want[1:], nil); err == nil || !strings.Contains(err.Error(), "want one of every block and claim") {
		t.Errorf("error %v", err)
	}
}

func TestParseBlocksRefuses(t *testing.T) {
	files, err := BlockFiles(&lab.Lab{}, everyRuling(), nil)
	if err != nil {
		t.Fatal(err)
	}
	table, manifest := string(files[rulingsFile]), string(files[manifestFile])
	const again = "go run ./notebooks blocks makes them again"
	for want, test := range map[string][2]string{
		"blocks.json: ": {table, "{"}, "blocks.csv: ": {"a,b\n", manifest},
		again: {table, strings.Replace(manifest, `"D10"`, `"D11"`, 1)},
		`outcome "so": want undecided, not reproduced, partly reproduced or reproduced`: {strings.Join(rulingColumns, ",") + "\n1,20,1,so,why\n", manifest},
		`first seed "0": want a whole number from 1`:                                    {strings.Join(rulingColumns, ",") + "\n0,20,1,reproduced,why\n", manifest},
		"the stored rulings are of other blocks or claims":                              {table[:strings.LastIndex(table, "\n41,60,")+1], manifest},
	} {
		if _, err := parseBlocks([]byte(test[0]), []byte(test[1])); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
}

// What is read is what was written, and no text makes the reader panic.
func FuzzReadRulings(f *testing.F) {
	files, err := BlockFiles(&lab.Lab{}, everyRuling(), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(files[rulingsFile]))
	f.Add(strings.Join(rulingColumns, ",") + "\n1,20,D1,undecided,\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readRulings(strings.NewReader(text))
		if err != nil {
			return
		}
		var b strings.Builder
		if err := results.WriteTable(&b, "rulings", rulingColumns, all, Ruling.fields); err != nil {
			t.Fatal(err)
		}
		if again, err := readRulings(strings.NewReader(b.String())); err != nil || !slices.Equal(again, all) {
			t.Errorf("%v, then %v, %v", all, again, err)
		}
	})
}
