package citation_test

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/citation"
)

func all(t *testing.T) []citation.Reference {
	t.Helper()
	works, err := citation.All()
	if err != nil || len(works) < 30 {
		t.Fatalf("%d works, %v", len(works), err)
	}
	return works
}

// Every work has what a reader needs to find it, is named as it is cited, and stands in
// its place.
func TestReferences(t *testing.T) {
	doi := regexp.MustCompile(`^10\.\d{4,5}/\S+$`)
	var ids []string
	for _, r := range all(t) {
		ids = append(ids, r.ID)
		if r.ID != r.Short() {
			t.Errorf("%q is cited as %q", r.ID, r.Short())
		}
		if r.Title == "" || r.Type == "" || r.Year() < 1900 || strings.HasSuffix(r.Title, ".") {
			t.Errorf("%+v lacks a title, a type or a year", r)
		}
		for _, a := range r.Authors {
			if a.Family == "" || a.Given == "" {
				t.Errorf("%s: an author without a name", r.ID)
			}
		}
		if r.DOI != "" && !doi.MatchString(r.DOI) {
			t.Errorf("%s: the DOI %q", r.ID, r.DOI)
		}
		if r.Link() == "" && r.Container == "" && r.Publisher == "" {
			t.Errorf("%s cannot be found: it has no link, no journal and no publisher", r.ID)
		}
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("not in order, or one twice: %q", ids)
	}
}

// Works of each kind, as they are printed.
func TestList(t *testing.T) {
	for id, want := range map[string]string{
		"Efron 1987":            "- Efron B (1987): Better bootstrap confidence intervals. *Journal of the American Statistical Association* 82(397), 171–185. [doi:10.1080/01621459.1987.10478410](https://doi.org/10.1080/01621459.1987.10478410)\n",
		"Hewitt and Liang 2019": "- Hewitt J, Liang P (2019): Designing and interpreting probes with control tasks. *Empirical Methods in Natural Language Processing*, 2733–2743. [doi:10.18653/v1/D19-1275](https://doi.org/10.18653/v1/D19-1275)\n",
		"Kingma and Ba 2015":    "- Kingma DP, Ba J (2015): Adam: a method for stochastic optimization. *International Conference on Learning Representations*. [arXiv:1412.6980](https://arxiv.org/abs/1412.6980)\n",
		"Alain and Bengio 2016": "- Alain G, Bengio Y (2016): Understanding intermediate layers using linear classifier probes. [arXiv:1610.01644](https://arxiv.org/abs/1610.01644)\n",
		"Fisher 1935":           "- Fisher RA (1935): The design of experiments. Oliver and Boyd, Edinburgh.\n",
		"Grissom and Kim 2012":  "- Grissom RJ, Kim JJ (2012): Effect sizes for research: univariate and multivariate applications. 2nd edition, Routledge, ISBN 9780415877695.\n",
		"Holm 1979":             "- Holm S (1979): A simple sequentially rejective multiple test procedure. *Scandinavian Journal of Statistics* 6(2), 65–70. [www.jstor.org/stable/4615733](https://www.jstor.org/stable/4615733)\n",
		"Hall 1992":             "- Hall P (1992): On the removal of skewness by transformation. *Journal of the Royal Statistical Society B* 54.\n",
	} {
		if got, err := citation.List(id); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", id, got, err, want)
		}
	}
	both, err := citation.List("Holm 1979", "Efron 1987")
	if err != nil || strings.Index(both, "Efron") > strings.Index(both, "Holm") || strings.Count(both, "\n") != 2 {
		t.Errorf("%q, %v: want two works in their order", both, err)
	}
	if _, err := citation.List("Efron 1987", "Nobody 1900"); err == nil || !strings.Contains(err.Error(), `no work "Nobody 1900"`) {
		t.Errorf("a work that is not there: %v", err)
	}
}

// naming matches how texts cite: "Hall 1992", "Holm (1979)", "Alain and Bengio 2016",
// "Shah and others 2020", "Simonyan et al. 2014".
var (
	naming   = regexp.MustCompile(`(\p{Lu}[\p{L}-]*\p{Ll}[\p{L}-]*)( and (?:others|colleagues)| et al\.| and \p{Lu}[\p{L}-]*\p{Ll})?,? \(?((?:18|19|20)\d\d)(?:[^\d]|$)`)
	breaks   = regexp.MustCompile(`\s*\n\s*(?:// ?)?`)
	shortens = strings.NewReplacer(" and others", " et al.", " and colleagues", " et al.")
)

// cited lists the works that a text cites, each once.
func cited(text string) []string {
	var ids []string
	for _, m := range naming.FindAllStringSubmatch(breaks.ReplaceAllString(text, " "), -1) {
		ids = append(ids, m[1]+shortens.Replace(m[2])+" "+m[3])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func TestCited(t *testing.T) {
	for text, want := range map[string]string{
		"(Hall 1992)": "Hall 1992", "of Holm (1979)": "Holm 1979", "Alain and Bengio\n// 2016": "Alain and Bengio 2016",
		"Shah and others (2020) found": "Shah et al. 2020", "Baltatzis and colleagues, 2021": "Baltatzis et al. 2021",
		"Simonyan et al.\n2014": "Simonyan et al. 2014", "MICCAI 2021": "", "epoch 2000": "", "D(150, 190)": "", "Fig. 2 of 1998": "",
		"Fisher 1935, and Fisher 1935": "Fisher 1935", "Hall 19921": "",
	} {
		if got := strings.Join(cited(text), "; "); got != want {
			t.Errorf("%q cites %q, want %q", text, got, want)
		}
	}
}

// notebook is the prose of a notebook, and the works that it lists.
func notebook(t *testing.T, path string) (prose string, listed []string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var n struct {
		Cells []struct {
			Kind   string   `json:"cell_type"`
			Source []string `json:"source"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &n); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	quoted := regexp.MustCompile(`"([^"]*)"`)
	for _, c := range n.Cells {
		source := strings.Join(c.Source, "")
		if c.Kind == "markdown" {
			prose += source + "\n\n"
		} else if _, call, ok := strings.Cut(source, "show.References("); ok {
			for _, m := range quoted.FindAllStringSubmatch(call, -1) {
				listed = append(listed, m[1])
			}
		}
	}
	return prose, listed
}

// A notebook lists the works that it cites at its end, and no others.
func TestNotebooksListWhatTheyCite(t *testing.T) {
	paths, err := filepath.Glob("../../notebooks/*.ipynb")
	if err != nil || len(paths) < 9 {
		t.Fatalf("notebooks %q, %v", paths, err)
	}
	for _, path := range paths {
		prose, listed := notebook(t, path)
		if want := cited(prose); !slices.Equal(listed, want) {
			t.Errorf("%s lists %q and cites %q: show.References takes the latter", filepath.Base(path), listed, want)
		}
	}
}

// The references are the works that are cited somewhere: in a notebook, on a page, or in
// the library's documentation.
func TestReferencesAreCited(t *testing.T) {
	var texts strings.Builder
	for _, pattern := range []string{"../../notebooks/*.ipynb", "../../notebooks/*.md", "../../*.md", "../*.md", "../*/*.md", "../../notebooks/internal/export/template/*.html", "../*/*.go", "../*/*/*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %q, %v", pattern, paths, err)
		}
		for _, path := range paths {
			texts.WriteString(prose(t, path) + "\n\n")
		}
	}
	found := cited(texts.String())
	var ids []string
	for _, r := range all(t) {
		ids = append(ids, r.ID)
	}
	for _, id := range found {
		if !slices.Contains(ids, id) {
			t.Errorf("%q is cited, and is not in references.json", id)
		}
	}
	for _, id := range ids {
		if !slices.Contains(found, id) {
			t.Errorf("%q is in references.json, and is cited nowhere", id)
		}
	}
}

// prose is what a file says to a reader: of Go its comments, but for this package's and
// for tests.
func prose(t *testing.T, path string) string {
	t.Helper()
	switch {
	case filepath.Ext(path) == ".ipynb":
		text, _ := notebook(t, path)
		return text
	case strings.HasSuffix(path, "_test.go") || strings.Contains(path, "/citation/"):
		return ""
	case filepath.Ext(path) != ".go":
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range file.Comments {
		b.WriteString(c.Text() + "\n")
	}
	return b.String()
}
