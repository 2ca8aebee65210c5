package exhibit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lidc"
	"nodulelab/lib/nodule"
	"nodulelab/lib/verdict"
)

// outlineSide is the side of a drawn outline in pixels, and outlineArea its area, a fraction
// of the image.
const (
	outlineSide = 64
	outlineArea = .25
)

// picture draws an outline white on black, in the middle; what reaches beyond is cut off.
func picture(o *lidc.Outline) ([]float32, error) {
	scale := math.Sqrt(outlineArea)
	mask, err := nodule.Rasterise(o.Points.Map(func(p nodule.Point) nodule.Point {
		return nodule.Point{X: .5 + scale*p.X, Y: .5 + scale*p.Y}
	}), outlineSide)
	return white(mask), err
}

// outlineRow is a row of outlines.
func outlineRow(label string, of []*lidc.Outline) (figure.ImageRow, error) {
	images, err := slice.Try(of, picture)
	return figure.ImageRow{Label: label, Side: outlineSide, Images: images}, err
}

// RatingFigure shows ten outlines of each rating of spiculation, at random by a seed, of ten
// nodules each. All have one area.
func RatingFigure(seed uint64) (figure.Figure, error) {
	all, err := lidc.Outlines()
	if err != nil {
		return figure.Figure{}, err
	}
	rows, err := slice.Try([]int{5, 4, 3, 2, 1}, func(rating int) (figure.ImageRow, error) {
		return outlineRow(fmt.Sprintf("spiculation rated %d", rating), sampled(all, rating, seed))
	})
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Images("Outlines of real nodules by their readers' ratings", rows)
}

// sampled are the first outlines of a rating, one a nodule, in an order by a seed.
func sampled(all []lidc.Outline, rating int, seed uint64) []*lidc.Outline {
	seen := map[int]bool{}
	var some []*lidc.Outline
	for _, i := range rand.New(rand.NewPCG(seed, uint64(rating))).Perm(len(all)) {
		if o := &all[i]; o.Spiculation == rating && !seen[o.Nodule] && len(some) < columns {
			some, seen[o.Nodule] = append(some, o), true
		}
	}
	return some
}

// guesses are ten spiculated and ten smooth outlines of the main design's test set of a
// seed, mixed.
func guesses(seed uint64) ([]lidc.Chosen, error) {
	d, err := lidc.Matched.Divide(seed, 2*columns)
	if err != nil {
		return nil, err
	}
	if len(d.Test) < 2*columns {
		return nil, fmt.Errorf("exhibit: the test set of seed %d has %d outlines: want %d; take another seed", seed, len(d.Test), 2*columns)
	}
	mixed := make([]lidc.Chosen, 2*columns)
	for to, from := range rand.New(rand.NewPCG(seed, 0)).Perm(2 * columns) {
		mixed[to] = d.Test[from]
	}
	return mixed, nil
}

// GuessFigure shows ten spiculated and ten smooth outlines of the main design, mixed, in two
// rows. [GuessText] tells which is which.
func GuessFigure(seed uint64) (figure.Figure, error) {
	mixed, err := guesses(seed)
	if err != nil {
		return figure.Figure{}, err
	}
	var rows []figure.ImageRow
	for i, label := range []string{"row 1", "row 2"} {
		own := slice.Map(mixed[i*columns:(i+1)*columns], func(c lidc.Chosen) *lidc.Outline { return c.Outline })
		row, err := outlineRow(label, own)
		if err != nil {
			return figure.Figure{}, err
		}
		rows = append(rows, row)
	}
	return figure.Images("Which ten of these twenty did their readers call spiculated?", rows)
}

// GuessText tells which outlines of [GuessFigure] are spiculated.
func GuessText(seed uint64) (string, error) {
	mixed, err := guesses(seed)
	if err != nil {
		return "", err
	}
	var rows [2][]string
	for i, c := range mixed {
		if c.Class == nodule.Malignant {
			rows[i/columns] = append(rows[i/columns], strconv.Itoa(i%columns+1))
		}
	}
	return block("GuessText").text(slice.Map(rows[:], func(places []string) string { return strings.Join(places, ", ") }))
}

// ReaderText says how many outlines there are, and how far readers agree on spiculation.
func ReaderText() (string, error) {
	all, err := lidc.Outlines()
	if err != nil {
		return "", err
	}
	g, err := lidc.Agree(all)
	patients := map[int]bool{}
	for _, o := range all {
		patients[o.Patient] = true
	}
	return block("ReaderText").text(struct {
		lidc.Agreement
		Outlines, All, Patients int
	}{g, len(all), len(lidc.Nodules(all)), len(patients)}, err)
}

// AttributionText is what the licence of the outlines asks to be said.
func AttributionText() string { return lidc.Attribution + "\n" }

// TransferRuleText says by which rules the study of real outlines is judged.
func TransferRuleText() (string, error) {
	return block("TransferRuleText").text(struct{ Holds, Fails, OnCurve, Same float64 }{
		verdict.TransferHolds, verdict.TransferFails, verdict.OnCurve, verdict.Same,
	})
}
