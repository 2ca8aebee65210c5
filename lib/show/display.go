package show

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/janpfeifer/gonb/gonbui"
	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/citation"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/internal/source"
)

// Figure displays a figure with its text alternative: as HTML, and as PNG for viewers
// of notebooks that show no HTML. It takes what a function that makes a figure returns,
// error included.
func Figure(f figure.Figure, err ...error) {
	check(err...)
	displayHTML(Must(exhibit.FigureHTML(f)), protocol.MIMEImagePNG, Must(f.SmallPNG()))
}

// Table displays a table: as HTML, and as text for viewers of notebooks that show no
// HTML. It takes what a function that makes one returns, error included if it has any.
func Table(t exhibit.Table, err ...error) {
	check(err...)
	displayHTML(t.HTML(), protocol.MIMETextPlain, t.String())
}

// Text displays Markdown. It takes what a function that makes a text returns, error
// included if it has any.
func Text(markdown string, err ...error) {
	check(err...)
	gonbui.DisplayMarkdown(markdown)
	gonbui.Sync()
}

// Source displays functions as they stand in their files, with the comments above them.
func Source(functions ...any) {
	displayCode(Must(slice.Try(functions, source.Alone)))
}

// SourceIn displays declarations of the package that a function is in, also those that it
// does not export, by their names: "rasterise", a function, or "Config.paint", a method.
func SourceIn(function any, names ...string) {
	displayCode(Must(source.Named(function, names...)))
}

// References displays works that a notebook cites, by how it cites them: "Hall 1992".
func References(ids ...string) { Text(citation.List(ids...)) }

// displayCode displays pieces of Go.
func displayCode(pieces []string) {
	gonbui.DisplayMarkdown("```go\n" + strings.Join(pieces, "\n\n") + "\n```")
	gonbui.Sync()
}

// displayHTML displays HTML, with an alternative of another kind, and waits until it is
// on the page.
func displayHTML(text string, kind protocol.MIMEType, alternative any) {
	if !gonbui.IsNotebook {
		return
	}
	gonbui.SendData(&protocol.DisplayData{Data: map[protocol.MIMEType]any{protocol.MIMETextHTML: text, kind: alternative}})
	gonbui.Sync()
}

// check ends the cell if one of some errors is not nil.
func check(all ...error) {
	if err := errors.Join(all...); err != nil {
		fail(err)
	}
}

// Must returns a value, or prints the error and ends the cell.
func Must[T any](value T, err error) T {
	check(err)
	return value
}

// fail prints an error and ends the cell, after everything that was displayed
// before has reached the page.
func fail(err error) {
	gonbui.Sync()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "Stopped. Networks that were finished are kept; run the cell again to go on.")
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}
