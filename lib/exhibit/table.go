package exhibit

import (
	"fmt"
	"html"
	"strings"
	"text/tabwriter"
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
			b.WriteString(cellHTML(i, cell))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>")
	return b.String()
}

func cellHTML(column int, cell string) string {
	text := html.EscapeString(cell)
	if column == 0 {
		return `<th scope="row">` + text + "</th>"
	}
	return "<td>" + text + "</td>"
}
