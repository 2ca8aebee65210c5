package show

import (
	"errors"

	"github.com/janpfeifer/gonb/gonbui"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
)

// Figure displays a figure with its text alternative. It takes what a figure's
// constructor returns, error included.
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

// Text displays Markdown.
func Text(markdown string) {
	gonbui.DisplayMarkdown(markdown)
	gonbui.Sync()
}

func displayHTML(text string) {
	gonbui.DisplayHTML(text)
	gonbui.Sync()
}

func check(all ...error) {
	if err := errors.Join(all...); err != nil {
		fail(err)
	}
}
