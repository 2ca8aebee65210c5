package lidc_test

import (
	"os"
	"strings"
	"testing"

	"nodulelab/lib/lidc"
)

// Whatever carries the outlines, or pictures of them, names their source and their licence. The
// report's page is made from the notebook and its outputs.
func TestAttributed(t *testing.T) {
	const source, acknowledgement = "10.7937/K9/TCIA.2015.LO9QL9SX", "The authors acknowledge the National Cancer Institute and the Foundation for the National Institutes of Health"
	for path, wants := range map[string][]string{
		"../../README.md":                        {source, "CC BY 3.0", "authors acknowledge"},
		"../../CITATION.cff":                     {source, "lib/lidc/data"},
		"../../notebooks/09-real-outlines.ipynb": {source, "CC BY 3.0", acknowledgement},
		"data/README.md":                         {source, "CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/", acknowledgement},
		"../../lib/citation/references.json":     {source},
	} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s lacks %q", path, want)
			}
		}
	}
	for _, want := range []string{source, "CC BY 3.0", acknowledgement} {
		if !strings.Contains(lidc.Attribution, want) {
			t.Errorf("the attribution lacks %q", want)
		}
	}
}
