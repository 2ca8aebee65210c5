package export

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/exhibit"
)

// A figure of the library becomes a part of the page: numbered, without its white card,
// in colours that the page may change.
func TestFigures(t *testing.T) {
	f, err := exhibit.ArchitectureFigure(32)
	if err != nil {
		t.Fatal(err)
	}
	image, err := exhibit.FigureHTML(f)
	if err != nil {
		t.Fatal(err)
	}
	body, colours, err := figures("<p>before</p>" + image + sorted(image) + "<figure>another</figure>")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"<p>before</p><figure id=\"figure-1\">", `<figcaption><b>Figure 2.</b> The three architectures <a class="enlarge" href="#figure-2-large">`,
		`<svg role="img" aria-label="The three architectures" width="977.0" height="648.6" viewBox="0 0 708 `, "fill:var(--c222222,#222222)",
		"<p>Block diagram in three panels.", "</figure><figure>another</figure>",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%.400s lacks %s", body, want)
		}
	}
	for _, not := range []string{"data:image/svg", "<desc>", "fill:#", "stroke:#", "M0,0h708"} {
		if strings.Contains(body, not) {
			t.Errorf("the body has %s", not)
		}
	}
	if !slices.IsSorted(colours) || !slices.Contains(colours, "222222") || !strings.Contains(darkened(colours), "--c222222: light-dark(#222222, ") {
		t.Errorf("colours %v", colours)
	}
	if _, _, err := figures(strings.Replace(image, "%3Csvg", "%ZZ", 1)); err == nil || !strings.Contains(err.Error(), "figure 1, The three architectures") {
		t.Errorf("error %v", err)
	}
}

// sorted has the attributes of an image in the order of nbconvert's pages.
func sorted(image string) string {
	size := regexp.MustCompile(`( width="\d+")( height="\d+")( src="[^"]*")>`)
	return size.ReplaceAllString(image, "$2$3$1/>")
}
