package design_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
)

// own is a sweep of a factor of one's own over scenario 3, of three cells with a seed.
func own() design.Sweep {
	p := labtest.Brief()
	p.Seeds, p.Scenarios = p.Seeds[:1], p.Scenarios[2:]
	return design.OneAtATime("own", p, design.NewFactor("noise", "grey levels", func(p *lab.Plan) *float64 { return &p.Config.NoiseSD }, 0, 20))
}

// An own sweep that is stopped goes on where it stood: what was finished is not trained
// again, and the results are those of a sweep that was not stopped.
func TestTrainGoesOn(t *testing.T) {
	s, opened, dir := own(), 0, t.TempDir()
	l := labtest.Open(t, dir, &opened)
	ctx, stop := context.WithCancel(context.Background())
	var begun []string
	l.Workers.Report = func(r lab.Report) {
		if begun = append(begun, r.Part); strings.HasPrefix(r.Part, "cell 3") {
			stop()
		}
	}
	_, err := s.Train(ctx, l)
	if want := []string{"cell 1 of 3 (the protocol)", "cell 2 of 3 (noise = 0)", "cell 3 of 3 (noise = 20)"}; !errors.Is(err, context.Canceled) || !slices.Equal(slices.Compact(begun), want) {
		t.Fatalf("parts %q, then %v", slices.Compact(begun), err)
	}
	var rest []string
	var last lab.Report
	l.Workers.Report = func(r lab.Report) { rest, last = append(rest, r.Part), r }
	resumed, err := s.Train(context.Background(), l)
	if err != nil || !slices.Equal(slices.Compact(rest), []string{"cell 3 of 3 (noise = 20)"}) || last.Work.Networks != 1 || last.Work.Share() != 1 {
		t.Fatalf("parts %q, %+v at the end, %v: want the last cell's network alone", slices.Compact(rest), last.Work, err)
	}
	l = labtest.Open(t, t.TempDir(), &opened)
	l.Workers.Report = func(r lab.Report) { last = r }
	whole, err := s.Train(context.Background(), l)
	if err != nil || !reflect.DeepEqual(resumed.Results, whole.Results) || len(whole.Results) != 3 {
		t.Errorf("%d results, as at once: %t, %v", len(whole.Results), reflect.DeepEqual(resumed.Results, whole.Results), err)
	}
	if last.Work.Networks != 3 || last.Work.Done != 3 || last.Work.Share() != 1 {
		t.Errorf("at the end %+v: want all of 3 networks", last.Work)
	}
	if err := whole.Validate(); err != nil || whole.Manifest != nil {
		t.Errorf("%v, manifest %v", err, whole.Manifest)
	}
}

// Results that are missing, twice there, or of another plan are named, and a table of
// them says so.
func TestSweptIsComplete(t *testing.T) {
	stored, err := design.Load(design.AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(stored.String(), "Not to be used") {
		t.Error(stored)
	}
	for want, change := range map[string]func(rs []design.CellResult) []design.CellResult{
		"cell 0 (the protocol) has 0 results of seed 1, scenario 1, CE, 150,150 → 130,170: want 1": func(rs []design.CellResult) []design.CellResult { return nil },
		"has 0 results of seed 20, scenario 3":                                                     func(rs []design.CellResult) []design.CellResult { return rs[:len(rs)-1] },
		"cell 1 (areas = equal) has 2 results of seed":                                             func(rs []design.CellResult) []design.CellResult { return append(rs, rs[200]) },
		"a result of cell 3: want 0 to 2":                                                          func(rs []design.CellResult) []design.CellResult { return append(rs, design.CellResult{Cell: 3}) },
		"cell 2 (areas = exchanged) has 181 results, want 180": func(rs []design.CellResult) []design.CellResult {
			other := rs[len(rs)-1]
			other.Seed = 21
			return append(rs, other)
		},
	} {
		s := stored
		s.Results = change(slices.Clone(stored.Results))
		if err := s.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
		if text := s.String(); !strings.Contains(text, "\nNot to be used: design: ") || !strings.Contains(text, want) {
			t.Errorf("a table without %q:\n%s", want, text)
		}
	}
}

// A cell without a row of results has a dash there; a cell of many settings has a number.
func TestSweptPrints(t *testing.T) {
	remedies, err := design.Load(design.RemedySweep)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(remedies.String(), "\n")
	at := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "loss of the encoder = ") })
	if at < 0 || strings.Count(lines[at], "–") == 0 || len(remedies.Rows()) != 5+3*4 || strings.Contains(remedies.String(), "NaN") {
		t.Errorf("%d rows of results:\n%s", len(remedies.Rows()), remedies)
	}
	cube, err := design.Load(design.HypercubeSweep)
	if err != nil {
		t.Fatal(err)
	}
	if text := cube.String(); !strings.Contains(text, "\ncell 239, ") || strings.Count(text, "\n") != 2+3+240 {
		t.Error(text)
	}
}

func TestSweptWriteCSV(t *testing.T) {
	stored, err := design.Load(design.AreaSweep)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := stored.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	if again, err := design.ReadCSV(&b); err != nil || !reflect.DeepEqual(again, stored.Results) {
		t.Errorf("came back otherwise: %v", err)
	}
}
