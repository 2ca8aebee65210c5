package export

import (
	"fmt"
	"html/template"
	"regexp"
	"strings"
)

// body makes what nbconvert rendered fit for the page.
func body(html string, pages []Page) string {
	return string(scrollable(relink(html, pages)))
}

// scrollable lets tables, code and figures that are wider than a phone scroll
// within their own box, with the keyboard too.
func scrollable(html string) template.HTML {
	return template.HTML(strings.NewReplacer(
		"<table>", `<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>`,
		"</table>", "</table></div>",
		"<pre>", `<pre tabindex="0">`,
		"<figure>", `<figure tabindex="0">`,
	).Replace(html))
}

// toNotebook matches a link to another notebook, or to a place in it.
var toNotebook = regexp.MustCompile(`<a href="(\d\d-[\w-]+)\.ipynb(#[^"]*)?">`)

// relink points links between notebooks to their pages. A notebook that is not in
// the report has none: its link becomes text.
func relink(html string, pages []Page) string {
	return toNotebook.ReplaceAllStringFunc(html, func(tag string) string {
		match := toNotebook.FindStringSubmatch(tag)
		for _, p := range pages {
			if p.Name == match[1] {
				return fmt.Sprintf(`<a href="%s.html%s">`, match[1], match[2])
			}
		}
		return "<a>"
	})
}
