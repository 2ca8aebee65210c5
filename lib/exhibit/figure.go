package exhibit

import (
	"encoding/base64"
	"fmt"
	"html"

	"nodulelab/lib/figure"
)

// FigureHTML writes a figure as an HTML <figure>: an SVG image that is whole
// within the page, with its size and its text alternative.
func FigureHTML(f figure.Figure) (string, error) {
	svg, err := f.SVG()
	if err != nil {
		return "", err
	}
	width, height, err := svgSize(svg)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(`<figure><img alt="%s" width="%d" height="%d" src="data:image/svg+xml;base64,%s"></figure>`,
		html.EscapeString(f.Alt), width, height, base64.StdEncoding.EncodeToString(svg)), nil
}
