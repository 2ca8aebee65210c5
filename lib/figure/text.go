package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

const (
	lift    = vg.Length(.8) // moves centred text to where the eye sees its middle
	leading = 1.2           // height of a line of wrapped text, in font sizes
)

// write puts one line of text at a point, aligned as its style says.
func write(c draw.Canvas, s text.Style, x, y vg.Length, line string) {
	c.FillText(s, vg.Point{X: x, Y: y}, line)
}

// fit shrinks a style until a line is at most that wide.
func fit(s text.Style, line string, width vg.Length) text.Style {
	if w := s.Width(line); w > width {
		s.Font.Size *= width / w
	}
	return s
}

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

// narrowest returns the least width in which each text takes at most so many lines.
func narrowest(s text.Style, most int, texts ...string) vg.Length {
	return slice.Max(texts, func(t string) vg.Length {
		own := slice.Max(strings.Fields(t), s.Width)
		for len(wrap(s, t, own)) > most {
			own++
		}
		return own
	})
}

// linesHeight is the height of a number of lines.
func linesHeight(s text.Style, n int) vg.Length { return vg.Length(n) * leading * s.Font.Size }

// wrappedHeight is the height of the tallest of some texts in a width.
func wrappedHeight(s text.Style, width vg.Length, texts ...string) vg.Length {
	return slice.Max(texts, func(t string) vg.Length { return linesHeight(s, len(wrap(s, t, width))) })
}

// writeBelow wraps a text downward from a top, and returns its height.
func writeBelow(c draw.Canvas, s text.Style, x, top, width vg.Length, line string) vg.Length {
	lines := wrap(s, line, width)
	step := leading * s.Font.Size
	for i, line := range lines {
		write(c, s, x, top-step*(vg.Length(i)+.5), line)
	}
	return linesHeight(s, len(lines))
}

// writeAbove wraps a text so that it ends at a bottom.
func writeAbove(c draw.Canvas, s text.Style, x, bottom, width vg.Length, line string) {
	writeBelow(c, s, x, bottom+wrappedHeight(s, width, line), width, line)
}

// count writes a number of things: "1 point", "20 points".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// joined writes the words of items one after the other, with a mark between them.
func joined[T any](items []T, mark string, words func(T) string) string {
	return strings.Join(slice.Map(items, words), mark)
}

// thousands writes a whole number with commas: 60856 is "60,856".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// printed writes a number for a cell: two decimals, fewer from 10 on.
func printed(v float64) string {
	decimals := 2
	switch a := math.Abs(v); {
	case a >= 1e6:
		return signed(short(v))
	case a >= 99.95:
		decimals = 0
	case a >= 9.995:
		decimals = 1
	}
	line := fmt.Sprintf("%.*f", decimals, v)
	if line == "-0.00" {
		line = "0.00"
	}
	return signed(line)
}

// signed writes the minus sign of print in place of the hyphen.
func signed(number string) string { return strings.ReplaceAll(number, "-", "−") }
