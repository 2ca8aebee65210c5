package export

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// enlarged is how many CSS pixels a point of a figure takes: the smallest text, of 8
// points, is 11 pixels high.
const enlarged = 1.38

var (
	// figureImage matches a figure of package exhibit, also where nbconvert has put its
	// attributes in another order: SVG, caption.
	figureImage = regexp.MustCompile(`(?s)<figure><img [^>]*src="data:image/svg\+xml;charset=utf-8,([^"]*)"[^>]*><figcaption>(.*?)</figcaption></figure>`)
	svgHead     = regexp.MustCompile(`(?s)^<svg [^>]*width="([\d.]+)pt" height="([\d.]+)pt" viewBox="([^"]*)"[^>]*>.*?<desc>(.*?)</desc>`)
	whiteArea   = regexp.MustCompile(`<path d="M[\d.,-]+h[\d.]+v-?[\d.]+h-?[\d.]+Z" style="fill:#FFFFFF" />`)
	colour      = regexp.MustCompile(`(fill|stroke):#([0-9A-F]{6})`)
)

// figures puts the drawings of a page into the page itself, so that its style sheet
// reaches their colours, numbers them, and tells of each in words. It returns the
// colours that they have, RRGGBB.
func figures(body string) (numbered string, colours []string, err error) {
	n := 0
	numbered = figureImage.ReplaceAllStringFunc(body, func(tag string) string {
		n++
		m := figureImage.FindStringSubmatch(tag)
		svg, e := url.PathUnescape(m[1])
		head := svgHead.FindStringSubmatch(svg)
		if e != nil || head == nil {
			err = fmt.Errorf("export: figure %d, %s, is no SVG of package figure (%v)", n, m[2], e)
			return tag
		}
		svg, own := drawing(svg, head, m[2])
		colours = append(colours, own...)
		return fmt.Sprintf(`<figure id="figure-%[1]d"><div class="drawing" id="figure-%[1]d-large">%[2]s<a class="close" href="#figure-%[1]d">Close</a></div>`+
			`<figcaption><b>Figure %[1]d.</b> %[3]s <a class="enlarge" href="#figure-%[1]d-large">Enlarge<span> figure %[1]d</span></a></figcaption>`+
			`<details class="words"><summary>In words<span>: figure %[1]d</span></summary><p>%[4]s</p></details></figure>`, n, svg, m[2], head[4])
	})
	slices.Sort(colours)
	return numbered, slices.Compact(colours), err
}

// drawing makes an SVG a part of a page: named by its caption, on the page's own
// ground, in sizes that the page gives and colours that it may change.
func drawing(svg string, head []string, caption string) (part string, colours []string) {
	svg = fmt.Sprintf(`<svg role="img" aria-label="%s" width="%s" height="%s" viewBox="%s">`, html.EscapeString(html.UnescapeString(caption)), pixels(head[1]), pixels(head[2]), head[3]) +
		strings.TrimPrefix(svg, head[0])
	svg = whiteArea.ReplaceAllString(svg, "")
	for _, m := range colour.FindAllStringSubmatch(svg, -1) {
		colours = append(colours, m[2])
	}
	return colour.ReplaceAllString(svg, "$1:var(--c$2,#$2)"), colours
}

func pixels(points string) string {
	p, _ := strconv.ParseFloat(points, 64) // the pattern lets numbers pass alone
	return strconv.FormatFloat(p*enlarged, 'f', 1, 64)
}

// darkened are the colours of figures for a style sheet: on a dark page light becomes
// dark, and hues stay. A browser that cannot compute them shows the colours of light pages.
func darkened(colours []string) string {
	if len(colours) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("@supports (color: light-dark(red, hsl(from red h s calc(pow(l, .7))))) { figure {\n")
	for _, c := range colours {
		fmt.Fprintf(&b, "--c%[1]s: light-dark(#%[1]s, hsl(from #%[1]s h s calc(13 + 82 * pow(1 - l / 100, .7))));\n", c)
	}
	b.WriteString("} }\n")
	return b.String()
}
