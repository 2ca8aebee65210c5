package show

import (
	"errors"

	"github.com/janpfeifer/gonb/gonbui"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
)

// Figure displays a figure with its text alternative. It takes what a function that
// makes a figure returns, error included.
func Figure(f figure.Figure, err ...error) {
	check(err...)
	displayHTML(Must(exhibit.FigureHTML(f)))
}

// Table displays a table. It takes what a function that makes one returns, error
// included if it has any.
func Table(t exhibit.Table, err ...error) {
	check(err...)
	displayHTML(t.HTML())
}

// Text displays Markdown. It takes what a function that makes a text returns, error
// included if it has any.
func Text(markdown string, err ...error) {
	check(err...)
	gonbui.DisplayMarkdown(markdown)
	gonbui.Sync()
}

// displayHTML displays HTML and waits until it is on the page.
func displayHTML(text string) {
	gonbui.DisplayHTML(text)
	gonbui.Sync()
}

// check ends the cell if one of some errors is not nil.
func check(all ...error) {
	if err := errors.Join(all...); err != nil {
		fail(err)
	}
}
