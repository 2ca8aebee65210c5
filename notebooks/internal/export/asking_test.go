package export

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/live/page"
	"nodulelab/lib/verdict"
)

// committedNotebooks are the notebooks as they lie in the repository, with their outputs.
func committedNotebooks(t *testing.T) []Page {
	t.Helper()
	paths, err := filepath.Glob("../../*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no notebooks (%v)", err)
	}
	var pages []Page
	for _, path := range paths {
		pages = append(pages, Page{Name: strings.TrimSuffix(filepath.Base(path), ".ipynb"), Path: path})
	}
	return pages
}

func questions(t *testing.T) []page.Question {
	t.Helper()
	all, err := page.Questions()
	if err != nil || len(all) == 0 {
		t.Fatalf("%d questions (%v)", len(all), err)
	}
	return all
}

// Every question has a name of its own, is asked by a block quote of a notebook, and is
// answered in one way.
func TestQuestionsAreAsked(t *testing.T) {
	quotes := map[string]int{}
	for _, p := range committedNotebooks(t) {
		text, err := os.ReadFile(p.Path)
		if err != nil {
			t.Fatal(err)
		}
		quotes[p.Name] = strings.Count(string(text), `"> `)
	}
	asked, seen := map[string]bool{}, map[string]bool{}
	for _, q := range questions(t) {
		if seen[q.ID] || q.Quote < 1 || q.Quote > quotes[q.Notebook] || strings.TrimSpace(q.Question) == "" {
			t.Errorf("question %q, block quote %d of %d of %s", q.ID, q.Quote, quotes[q.Notebook], q.Notebook)
		}
		if len(q.Options) == 1 || len(q.Options) > 0 && q.Range != nil || q.Several && q.Options == nil || q.Range != nil && len(q.Range) != 3 {
			t.Errorf("question %q has the options %q and the range %v", q.ID, q.Options, q.Range)
		}
		asked[q.Notebook], seen[q.ID] = true, true
	}
	for name, n := range quotes {
		if n > 0 && !asked[name] {
			t.Errorf("%s asks for a prediction, and no question does", name)
		}
	}
}

// Every result that answers a question is in a notebook, or is a verdict on a claim.
func TestQuestionsAreAnswered(t *testing.T) {
	said := map[string]map[string][]string{}
	for _, p := range committedNotebooks(t) {
		var err error
		if said[p.Name], err = saidIn(p.Path); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range questions(t) {
		if len(q.Results) == 0 {
			t.Errorf("question %q has no result", q.ID)
		}
		for _, s := range q.Results {
			for _, line := range s.Lines {
				if len(chosen(said[s.Notebook][s.Cell], []string{line})) == 0 {
					t.Errorf("question %q: cell %s of %s says nothing that begins with %q", q.ID, s.Cell, s.Notebook, line)
				}
			}
			for _, claim := range s.Claims {
				if !slices.Contains(verdict.Numbers(), claim) {
					t.Errorf("question %q: there is no claim %s", q.ID, claim)
				}
			}
			if len(s.Lines)+len(s.Claims) == 0 {
				t.Errorf("question %q: a result that is nowhere", q.ID)
			}
		}
	}
}

// Pages hold their own questions without the results, one page the results of all.
func TestAskings(t *testing.T) {
	o := Options{Pages: committedNotebooks(t), Verdicts: map[string]string{"9a": "reproduced", "7a": "undecided", "7b": "reproduced"}}
	all, err := o.askings()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(o.Pages) {
		t.Errorf("%d of %d pages ask", len(all), len(o.Pages))
	}
	home, other := string(all[page.PredictionsNotebook].Script), string(all["02-scenario-2"].Script)
	for _, want := range []string{"embeddings claim 7a undecided, claim 7b reproduced", "claim 9a reproduced", "mean of the whole image: in training"} {
		if !strings.Contains(home, want) || strings.Contains(other, want) {
			t.Errorf("%q should be on one page alone", want)
		}
	}
	if !strings.Contains(other, `"home":"04-replication.html#predictions"`) || strings.Contains(other, "04 rows") {
		t.Error("a page lacks its link, or has questions of another")
	}
	o.Pages = o.Pages[:2]
	if all, err = o.askings(); err != nil || strings.Contains(string(all["00-data"].Script), page.PredictionsNotebook) {
		t.Errorf("a page links to one that the report lacks (%v)", err)
	}
}

// The first page says in one sentence what becomes of the paper's conclusion with the outlines
// of real nodules; without their notebook it says nothing.
func TestBeyond(t *testing.T) {
	o := Options{Pages: committedNotebooks(t)}
	got, err := o.beyond()
	if err != nil || !strings.HasPrefix(got, "With outlines of real nodules, ") || !strings.Contains(got, "the paper's conclusion ") || !strings.HasSuffix(got, ".") {
		t.Errorf("%q, %v", got, err)
	}
	o.Pages = o.Pages[:2]
	if got, err := o.beyond(); got != "" || err != nil {
		t.Errorf("without the notebook: %q, %v", got, err)
	}
}

func TestSaidInRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.ipynb")
	if _, err := saidIn(path); err == nil {
		t.Error("a missing notebook says something")
	}
	if err := os.WriteFile(path, []byte(`{"cells": 1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := saidIn(path); err == nil {
		t.Error("no notebook says something")
	}
}
