// Package console shows the progress of long work on a terminal, or as a few
// lines where there is no terminal.
package console

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"nodulelab/lib/progress"
)

// Bar is the progress of work with a known amount. On a terminal it redraws one
// line; elsewhere it writes a line at most every ten seconds.
type Bar struct {
	w        io.Writer
	label    string
	terminal bool
	now      func() time.Time
	start    time.Time
	shown    time.Time
	width    int
}

// NewBar starts the clock of a bar that writes to a file such as os.Stderr.
func NewBar(f *os.File, label string) *Bar {
	return newBar(f, label, term.IsTerminal(int(f.Fd())), time.Now)
}

func newBar(w io.Writer, label string, terminal bool, now func() time.Time) *Bar {
	return &Bar{w: w, label: label, terminal: terminal, now: now, start: now(), shown: now()}
}

// every is how often a bar is shown.
func (b *Bar) every() time.Duration {
	if b.terminal {
		return 100 * time.Millisecond
	}
	return 10 * time.Second
}

// Set shows the share of the work that is done, from 0 to 1, and a few words.
func (b *Bar) Set(share float64, words string) {
	now := b.now()
	if now.Sub(b.shown) < b.every() {
		return
	}
	b.shown = now
	left := progress.Left(share, now.Sub(b.start))
	if left != "" {
		left = ", " + left
	}
	b.show(fmt.Sprintf("%s %s %3.0f %%%s  %s", b.label, blocks(share, 24), 100*share, left, words))
}

// Done ends the bar with a line that says how long the work took.
func (b *Bar) Done(words string) {
	b.show(fmt.Sprintf("%s: %s (%s)", b.label, words, progress.Roughly(b.now().Sub(b.start))))
	if b.terminal {
		fmt.Fprintln(b.w)
	}
}

// Break leaves the bar as it stands, so that other lines can follow.
func (b *Bar) Break() {
	if b.terminal && b.width > 0 {
		fmt.Fprintln(b.w)
		b.width = 0
	}
}

func (b *Bar) show(line string) {
	if !b.terminal {
		fmt.Fprintln(b.w, line)
		return
	}
	n := len([]rune(line))
	fmt.Fprintf(b.w, "\r%s%s", line, strings.Repeat(" ", max(0, b.width-n)))
	b.width = n
}

func blocks(share float64, width int) string {
	full := min(max(int(share*float64(width)), 0), width)
	return strings.Repeat("█", full) + strings.Repeat("░", width-full)
}

// LastLines returns the last n lines of a text, without the space around it.
func LastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}
