package figure

import (
	"math"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// signed writes the minus sign of print in place of the hyphen.
func signed(number string) string { return strings.ReplaceAll(number, "-", "−") }

// wrap breaks a text at its spaces into lines of at most a width; a longer word
// has a line of its own.
func wrap(s text.Style, line string, width vg.Length) []string {
	var lines []string
	for _, word := range strings.Fields(line) {
		last := len(lines) - 1
		if last >= 0 && s.Width(lines[last]+" "+word) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// narrowest is the least width in which a text takes at most so many lines.
func narrowest(s text.Style, line string, most int) vg.Length {
	var width vg.Length
	for _, word := range strings.Fields(line) {
		width = max(width, s.Width(word))
	}
	for len(wrap(s, line, width)) > most {
		width++
	}
	return width
}

// lift puts text that is centred on a height where the eye sees its middle.
const lift = vg.Length(.8)

// leading is the height of a line of wrapped text, in its size.
const leading = 1.2

// linesHeight is the height of a number of lines.
func linesHeight(s text.Style, n int) vg.Length { return vg.Length(n) * leading * s.Font.Size }

// writeLines writes lines downward from a top.
func writeLines(c draw.Canvas, s text.Style, x, top vg.Length, lines []string) {
	step := leading * s.Font.Size
	for i, line := range lines {
		write(c, s, x, top-step*(vg.Length(i)+.5), line)
	}
}

// writeAbove writes lines that end at a bottom.
func writeAbove(c draw.Canvas, s text.Style, x, bottom vg.Length, lines []string) {
	writeLines(c, s, x, bottom+linesHeight(s, len(lines)), lines)
}

// widest is the width of the widest of some labels.
func widest(labels []string) vg.Length {
	var w vg.Length
	for _, l := range labels {
		w = max(w, regular(8).Width(l))
	}
	return w
}

// span maps numbers from low to high onto lengths.
type span struct {
	low, high float64
	from, to  vg.Length
}

// at is where a number lies; one beyond an end lies on it.
func (s span) at(v float64) vg.Length {
	share := (math.Min(math.Max(v, s.low), s.high) - s.low) / (s.high - s.low)
	return s.from + vg.Length(share)*(s.to-s.from)
}
