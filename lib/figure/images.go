package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nodulelab/lib/internal/slice"
)

// ImageRow is a row of square images, with a saliency map under each or without.
type ImageRow struct {
	Label  string
	Side   int         // of each image, in pixels
	Images [][]float32 // each Side×Side, row by row; grey levels from 0 to 255
	Maps   [][]float32 // empty, or one for each image, of its shape: |∂logit/∂pixel|, from 0
}

// Images draws a contact sheet: rows of images, black at 0 and white at 255. With
// maps it is a panel of Fig. 3: the images above their gradient saliency (Simonyan et
// al. 2014). One colour scale, from 0 to the largest value, holds for the whole
// figure; its lightness rises evenly. Either all rows have maps or none has.
func Images(title string, rows []ImageRow) (Figure, error) {
	err := checkRows(title, "rows", len(rows), mostTiles)
	for i, r := range rows {
		err = cmp.Or(err, r.check(i, len(rows[0].Maps) > 0))
	}
	if err != nil {
		return Figure{}, err
	}
	if len(rows[0].Maps) == 0 {
		s := newSheet(rows, nil)
		return Figure{Title: title, Alt: imagesAlt(rows), draw: s.draw}.sized(s.width(), s.height()), nil
	}
	bar := newColourBar(largestValue(rows...))
	s := newSheet(rows, bar.picture)
	f := Figure{Title: title, Alt: mapsAlt(rows)}
	f.draw = func(c draw.Canvas) {
		s.draw(c)
		bar.draw(draw.Crop(c, s.width()+barGap, 0, tileGapDots*dot, 0))
	}
	return f.sized(s.width()+barGap+bar.width(), s.height()), nil
}

func (r ImageRow) check(i int, mapped bool) error {
	err := cmp.Or(checkText(fmt.Sprintf("label of row %d", i), r.Label), checkImages(r.Label, "image", r.Side, r.Images, 255))
	want := 0
	if mapped {
		want = len(r.Images)
	}
	if err == nil && len(r.Maps) != want {
		return fmt.Errorf("figure: row %q: %d images and %d maps: want a map for each image in all rows, or none", r.Label, len(r.Images), len(r.Maps))
	}
	if mapped {
		err = cmp.Or(err, checkImages(r.Label, "map", r.Side, r.Maps, math.Inf(1)))
	}
	return err
}

func largestValue(rows ...ImageRow) float64 {
	return float64(slice.Max(rows, func(r ImageRow) float32 { return slice.Max(r.Maps, slices.Max[[]float32]) }))
}

func imagesAlt(rows []ImageRow) string {
	lead := fmt.Sprintf("Contact sheet of grey images in %s.", count(len(rows), "row"))
	return lead + joined(rows, "", func(r ImageRow) string {
		return fmt.Sprintf(" %s: %s of %d×%d pixels, mean grey level %.1f.", r.Label, count(len(r.Images), "image"), r.Side, r.Side, meanOf(r.Images))
	})
}

func mapsAlt(rows []ImageRow) string {
	lead := fmt.Sprintf("Images above their maps of gradient saliency, %s. One scale, from 0 to %.3g, for all maps.", count(len(rows), "row"), largestValue(rows...))
	return lead + joined(rows, "", func(r ImageRow) string {
		return fmt.Sprintf(" %s: %s, mean saliency %.3g, largest %.3g.", r.Label, count(len(r.Images), "image"), meanOf(r.Maps), largestValue(r))
	})
}

// meanOf is the mean over all values of the images of a row, which have one size.
func meanOf(images [][]float32) float64 {
	return slice.Sum(images, func(m []float32) float64 {
		return slice.Sum(m, func(v float32) float64 { return float64(v) }) / float64(len(m))
	}) / float64(len(images))
}

// sheet is rows of pictures under each other, with labels at their left.
type sheet struct {
	rows   []sheetRow
	labels vg.Length // width of the column of labels
}

// sheetRow is one or two strips, one under the other, with one label.
type sheetRow struct {
	label  string
	strips []strip
}

// groupGap is the space between rows of a sheet, beside the space between strips.
const groupGap = vg.Length(7)

// newSheet makes pictures of the images, and of the maps if there are any.
func newSheet(rows []ImageRow, ofMap picture) sheet {
	var s sheet
	for _, r := range rows {
		row := sheetRow{r.Label, []strip{newStrip(r.Side, r.Images, grey)}}
		if len(r.Maps) > 0 {
			row.strips = append(row.strips, newStrip(r.Side, r.Maps, ofMap))
		}
		s.rows = append(s.rows, row)
		s.labels = max(s.labels, regular(8).Width(r.Label)+8)
	}
	return s
}

func (s sheet) width() vg.Length {
	return s.labels + slice.Max(s.rows, func(r sheetRow) vg.Length { return r.strips[0].width() }) + dot
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
