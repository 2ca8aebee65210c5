package export

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"nodulelab/lib/live/page"
)

// scrollable lets tables that are wider than a phone scroll within their own box.
func scrollable(html string) template.HTML {
	return template.HTML(strings.NewReplacer("<table>", `<div class="scroll"><table>`, "</table>", "</table></div>").Replace(html))
}

// toNotebook matches a link to another notebook, or to a place in it.
var toNotebook = regexp.MustCompile(`<a href="(\d\d-[\w-]+)\.ipynb(#[^"]*)?">`)

// toProject matches a link to a file of the project beside the notebooks' folder.
var toProject = regexp.MustCompile(`<a href="\.\./[^"]*">`)

// relink points links between notebooks to their pages. A notebook that is not in
// the report has none, nor have files of the project: their links become text.
func relink(html string, pages []Page) string {
	html = toProject.ReplaceAllString(html, "<a>")
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

// asset returns an embedded file of the template.
func asset(name string) string {
	text, err := files.ReadFile("template/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// style is the style sheet of all pages: the report's own, and the colours of
// code for light and for dark pages.
func style(highlight map[string]string) template.CSS {
	return template.CSS(page.Palette() + asset("report.css") + scope(highlight["light"], "") + scope(highlight["dark"], `:root[data-theme="dark"] `) +
		"@media (prefers-color-scheme: dark) {\n" + scope(highlight["dark"], ":root:not([data-theme]) ") + "}\n")
}

// scope puts a selector before every rule of Pygments' style sheet that colours a
// kind of token.
func scope(css, selector string) string {
	var b strings.Builder
	for line := range strings.Lines(css) {
		if strings.HasPrefix(line, ".highlight .") {
			b.WriteString(selector + line)
		}
	}
	return b.String()
}

// icon is the page's icon: a spiculated shape.
var icon = template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#8a1f2d" d="M16 1l3 9 8-5-5 8 9 3-9 3 5 8-8-5-3 9-3-9-8 5 5-8-9-3 9-3-5-8 8 5z"/></svg>`)))
