package figure

import (
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// SampleRow is one row of a contact sheet.
type SampleRow struct {
	Label  string
	Side   int         // of each image, in pixels
	Images [][]float32 // each Side×Side, row by row; grey levels from 0 to 255
}

// Samples draws a contact sheet: rows of images, black at 0 and white at 255.
func Samples(title string, rows []SampleRow) (Figure, error) {
	if err := checkRows(title, "rows", len(rows), mostTiles); err != nil {
		return Figure{}, err
	}
	sheet := make([]labelled, len(rows))
	for i, r := range rows {
		if err := firstError(checkText(fmt.Sprintf("label of row %d", i), r.Label), checkImages(r.Label, "image", r.Side, r.Images, 255)); err != nil {
			return Figure{}, err
		}
		sheet[i] = labelled{r.Label, []strip{greyStrip(r.Side, r.Images)}}
	}
	s := newSheet(sheet)
	f := Figure{Title: title, Alt: samplesAlt(rows), draw: s.draw}
	return f.sized(s.width(), s.height()), nil
}

func greyStrip(side int, images [][]float32) strip {
	var s strip
	for _, m := range images {
		s = append(s, grey(side, m))
	}
	return s
}

func samplesAlt(rows []SampleRow) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Contact sheet of grey images in %s.", count(len(rows), "row"))
	for _, r := range rows {
		fmt.Fprintf(&b, " %s: %s of %d×%d pixels, mean grey level %.1f.",
			r.Label, count(len(r.Images), "image"), r.Side, r.Side, meanOf(r.Images))
	}
	return b.String()
}

// meanOf is the mean over all values of all images of a row.
func meanOf(images [][]float32) float64 {
	var means []float64
	for _, m := range images {
		means = append(means, mean(widen(m)))
	}
	return mean(means)
}

// labelled is one or more strips, one under the other, with a label at their left.
type labelled struct {
	label  string
	strips []strip
}

// sheet is labelled strips under each other.
type sheet struct {
	rows   []labelled
	labels vg.Length // width of the column of labels
}

// groupGap is the space between rows of a sheet, beside that between strips.
const groupGap = vg.Length(7)

func newSheet(rows []labelled) sheet {
	s := sheet{rows: rows}
	for _, r := range rows {
		s.labels = max(s.labels, regular(8).Width(r.label)+8)
	}
	return s
}

func (s sheet) width() vg.Length {
	var widest vg.Length
	for _, r := range s.rows {
		for _, strip := range r.strips {
			widest = max(widest, strip.width())
		}
	}
	return s.labels + widest + dot
}

func (s sheet) height() vg.Length {
	h := dot - groupGap
	for _, r := range s.rows {
		h += vg.Length(len(r.strips))*tileStep + groupGap
	}
	return h
}

func (s sheet) draw(c draw.Canvas) {
	y := c.Max.Y
	for _, r := range s.rows {
		h := vg.Length(len(r.strips)) * tileStep
		write(c, regular(8), c.Min.X, y-h/2, r.label)
		for i, strip := range r.strips {
			strip.draw(c, c.Min.X+s.labels, y-vg.Length(i)*tileStep)
		}
		y -= h + groupGap
	}
}
