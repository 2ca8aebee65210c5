package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// Interval is an estimate over seeds: a mean, and the ends of its interval. Low and
// High are NaN where there is no interval, as with one seed.
type Interval struct{ Mean, Low, High float64 }

// Only returns an estimate without an interval.
func Only(mean float64) Interval { return Interval{mean, math.NaN(), math.NaN()} }

// alone tells whether a mean has no interval.
func (v Interval) alone() bool { return math.IsNaN(v.Low) }

// numbers returns the numbers that are drawn: the mean, and the ends if there are any.
func (v Interval) numbers() []float64 {
	if v.alone() {
		return []float64{v.Mean}
	}
	return []float64{v.Mean, v.Low, v.High}
}

func (v Interval) check(what string) error {
	if math.IsNaN(v.Low) != math.IsNaN(v.High) {
		return fmt.Errorf("figure: %s: interval from %g to %g: want both ends, or NaN for both", what, v.Low, v.High)
	}
	if err := checkFinite(what, v.numbers()...); err != nil {
		return err
	}
	if v.Low > v.High {
		return fmt.Errorf("figure: %s: interval from %g to %g: want low before high", what, v.Low, v.High)
	}
	return nil
}

// words writes the mean and its interval: "0.31 (0.20 to 0.42)". number writes one
// of the numbers.
func (v Interval) words(number func(float64) string) string {
	if v.alone() {
		return number(v.Mean)
	}
	return fmt.Sprintf("%s (%s to %s)", number(v.Mean), number(v.Low), number(v.High))
}

// Estimate is an estimate that the caller has given a mark. With [NoMark] nothing
// was estimated, and its numbers are not read.
type Estimate struct {
	Interval
	Mark Mark
}

func (e Estimate) missing() bool { return e.Mark == NoMark }

func (e Estimate) check(what string) error {
	if e.missing() {
		return nil
	}
	return cmp.Or(e.Mark.check(what), e.Interval.check(what))
}

// checkEstimates checks estimates, of which there is one for each of n others.
func checkEstimates(owner string, list []Estimate, n int, others string) error {
	err := oneEach(owner, len(list), "estimates", n, others)
	for i, e := range list {
		err = cmp.Or(err, e.check(fmt.Sprintf("%s, estimate %d", owner, i)))
	}
	return err
}

// atLevels writes the mean at each level, and behind it the word of its mark if that
// has one: "0.62 at 10 holds, none at 20".
func atLevels(series []Estimate, levels []string, meanings Meanings) string {
	words := make([]string, len(series))
	for i, e := range series {
		if e.missing() {
			words[i] = "none at " + levels[i]
			continue
		}
		words[i] = printed(e.Mean) + " at " + levels[i]
		if word := meanings.word(e.Mark); word != "" {
			words[i] += " " + word
		}
	}
	return strings.Join(words, ", ")
}

// Mark is the class into which a caller has sorted a number. A figure draws it as a
// shape on a colour, and takes what it means from [Meanings].
type Mark int

// The marks. The zero mark is for a place without a number.
const (
	NoMark   Mark = iota // a dash on white
	Tick                 // a tick on blue
	Cross                // a cross on orange
	Question             // a question mark on grey
	Unjudged             // nothing, on white: a number that is not judged
)

// Meaning is what a mark says: a word for the text alternative, and a phrase for
// the legend.
type Meaning struct{ Word, Phrase string }

// Meanings holds the meanings of the marks, indexed by [Mark]. A mark that does not
// occur may have none; only Tick always needs one. Unjudged means nothing.
type Meanings [Question + 1]Meaning

func (m Mark) check(what string) error {
	if m < NoMark || m > Unjudged {
		return fmt.Errorf("figure: %s: mark %d: want NoMark, Tick, Cross, Question or Unjudged", what, int(m))
	}
	return nil
}

// word is the word of a mark; Unjudged has none.
func (m Meanings) word(k Mark) string {
	if k == Unjudged {
		return ""
	}
	return m[k].Word
}

// check returns an error unless every mark that occurs has a meaning.
func (m Meanings) check(marks []Mark) error {
	for k, meaning := range m {
		if !slices.Contains(marks, Mark(k)) {
			continue
		}
		what := fmt.Sprintf("of mark %d", k)
		if err := cmp.Or(checkText("word "+what, meaning.Word), checkText("phrase "+what, meaning.Phrase)); err != nil {
			return err
		}
	}
	return nil
}

// tally counts marks in words: "holds in 3, fails in 1, undecided in 0 of 4".
func (m Meanings) tally(marks []Mark) string {
	var n [Unjudged + 1]int
	for _, k := range marks {
		n[k]++
	}
	var parts []string
	for k := Tick; k <= Question; k++ {
		if m[k].Word != "" {
			parts = append(parts, fmt.Sprintf("%s in %d", m[k].Word, n[k]))
		}
	}
	text := fmt.Sprintf("%s of %d", strings.Join(parts, ", "), len(marks)-n[NoMark])
	if n[NoMark] > 0 {
		text += fmt.Sprintf(", %s in %d", m[NoMark].Word, n[NoMark])
	}
	return text
}

// legend explains the marks that occur, the missing last. colour is the colour
// behind a mark.
func (m Meanings) legend(marks []Mark, colour func(Mark) color.NRGBA) legend {
	var l legend
	for _, k := range []Mark{Tick, Cross, Question, NoMark} {
		if slices.Contains(marks, k) {
			l = append(l, key{label: m[k].Phrase, glyph: draw.GlyphStyle{Color: colour(k), Shape: markKey(k)}})
		}
	}
	return l
}

// The colours on the two sides of a threshold.
var (
	tickColour  = okabeIto[0]
	crossColour = accent
)

func (m Mark) colour() color.NRGBA {
	return [...]color.NRGBA{white, tint(tickColour, .28), tint(crossColour, .42), rgb(0xf0f0f0), white}[m]
}

// draw draws the mark's shape around a point, for readers without colour.
func (m Mark) draw(c draw.Canvas, x, y vg.Length) {
	line := stroke(ink, 1.3)
	switch m {
	case Tick:
		c.StrokeLines(line, []vg.Point{{X: x - 3, Y: y}, {X: x - 1, Y: y - 2.4}, {X: x + 3.2, Y: y + 3}})
	case Cross:
		c.StrokeLine2(line, x-2.5, y-2.5, x+2.5, y+2.5)
		c.StrokeLine2(line, x-2.5, y+2.5, x+2.5, y-2.5)
	case Question:
		write(c, headStyle, x, y+lift, "?")
	case Unjudged:
	default:
		c.StrokeLine2(stroke(muted, .8), x-2.5, y, x+2.5, y)
	}
}

// drawCell draws an estimate in a table: a colour, its mark and the mean.
func (e Estimate) drawCell(c draw.Canvas, r vg.Rectangle, colour color.Color) {
	fill(c, r, colour)
	outline(c, r, stroke(white, 1))
	x, y := (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2
	if e.missing() {
		e.Mark.draw(c, x, y)
		return
	}
	e.Mark.draw(c, x-14, y)
	write(c, rightStyle, x+19, y+lift, printed(e.Mean))
}

// marksOf returns the marks of rows of estimates.
func marksOf(rows ...[]Estimate) []Mark {
	return slice.Map(slices.Concat(rows...), func(e Estimate) Mark { return e.Mark })
}
