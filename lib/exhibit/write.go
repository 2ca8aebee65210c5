package exhibit

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"nodulelab/lib/figure"
	"nodulelab/lib/project"
	"nodulelab/lib/results"
)

// Table is a table of text. The first cell of each row names the row.
type Table struct {
	Caption string
	Header  []string
	Rows    [][]string
}

// String writes the table as text: the caption, an empty line, and the cells in
// columns.
func (t Table) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", t.Caption)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	return b.String()
}

// WriteCSV writes the header and the rows of the table.
func (t Table) WriteCSV(w io.Writer) error {
	return results.WriteTable(w, "table", t.Header, t.Rows, func(row []string) []string { return row })
}

// HTML writes the table with the marks that a screen reader needs.
func (t Table) HTML() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<table>\n<caption>%s</caption>\n<thead><tr>", html.EscapeString(t.Caption))
	for _, h := range t.Header {
		fmt.Fprintf(&b, `<th scope="col">%s</th>`, html.EscapeString(h))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		b.WriteString("<tr>")
		for i, cell := range row {
			format := "<td>%s</td>"
			if i == 0 {
				format = `<th scope="row">%s</th>`
			}
			fmt.Fprintf(&b, format, html.EscapeString(cell))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>")
	return b.String()
}

// FigureHTML writes a figure as an HTML <figure>: an SVG image that is whole
// within the page, with its size and its text alternative, and the title as caption.
func FigureHTML(f figure.Figure) (string, error) {
	f = f.Untitled()
	svg, err := f.SVG()
	if err != nil {
		return "", err
	}
	width, height := f.Size()
	return fmt.Sprintf(`<figure><img alt="%s" width="%d" height="%d" src="%s"><figcaption>%s</figcaption></figure>`,
		html.EscapeString(f.Alt), width, height, dataURI(svg), html.EscapeString(f.Title)), nil
}

// WriteFigure writes name.svg and name.png into a folder, which it makes if needed.
// Both are rendered before the first is written.
func WriteFigure(f figure.Figure, folder, name string) error {
	svg, errSVG := f.SVG()
	png, errPNG := f.PNG()
	if err := cmp.Or(errSVG, errPNG); err != nil {
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
