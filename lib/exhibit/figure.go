package exhibit

import (
	"fmt"
	"html"
	"path/filepath"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/project"
)

// FigureHTML writes a figure as an HTML <figure>: an SVG image that is whole
// within the page, with its size and its text alternative.
func FigureHTML(f figure.Figure) (string, error) {
	svg, err := f.SVG()
	if err != nil {
		return "", err
	}
	width, height := f.Size()
	return fmt.Sprintf(`<figure><img alt="%s" width="%d" height="%d" src="%s"></figure>`,
		html.EscapeString(f.Alt), width, height, dataURI(svg)), nil
}

// WriteFigure writes name.svg and name.png into a folder, which it makes if needed.
// Both are rendered before the first is written.
func WriteFigure(f figure.Figure, folder, name string) error {
	svg, err := f.SVG()
	if err != nil {
		return err
	}
	png, err := f.PNG()
	if err != nil {
		return err
	}
	path := filepath.Join(folder, name)
	if err := project.WriteText(path+".svg", string(svg)); err != nil {
		return err
	}
	return project.WriteText(path+".png", string(png))
}

// dataURI holds an SVG in an address, a quarter shorter than base64 would be.
func dataURI(svg []byte) string {
	var b strings.Builder
	b.WriteString("data:image/svg+xml;charset=utf-8,")
	for _, c := range svg {
		switch {
		case c == '\n' || c == '\t':
			b.WriteByte(' ')
		case c < ' ' || c > '~' || strings.IndexByte(`%#<>"'&`, c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
