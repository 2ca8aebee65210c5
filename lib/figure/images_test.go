package figure_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/figure"
)

// fourPixels are rows of one image of 2×2 pixels, with a map if asked for.
func fourPixels(mapped bool) []figure.ImageRow {
	r := figure.ImageRow{Label: "row", Side: 2, Images: [][]float32{{0, 100.4, 200.6, 255}}}
	if mapped {
		r.Maps = [][]float32{{0, .5, 1, .25}}
	}
	return []figure.ImageRow{r}
}

var imageData = regexp.MustCompile(`<image [^>]*?xlink:href="data:image/png;base64,([^"]*)"`)

// pictures decodes the images in a figure's SVG.
func pictures(t *testing.T, f figure.Figure, err error) []image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	var all []image.Image
	for _, m := range imageData.FindAllSubmatch(svg, -1) {
		data, err := base64.StdEncoding.DecodeString(string(m[1]))
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, picture)
	}
	if n := strings.Count(string(svg), "image-rendering:pixelated"); n != len(all) {
		t.Errorf("%d of %d images keep their pixels sharp", n, len(all))
	}
	return all
}

// grey is a pixel's grey level, counted row by row.
func grey(m image.Image, i int) uint8 {
	side := m.Bounds().Dx()
	return color.GrayModel.Convert(m.At(i%side, i/side)).(color.Gray).Y
}

// An SVG carries each image as it is, rounded to whole grey levels.
func TestImagesKeepGreyLevels(t *testing.T) {
	f, err := figure.Images("Images", fourPixels(false))
	all := pictures(t, f, err)
	if len(all) != 1 {
		t.Fatalf("%d images", len(all))
	}
	for i, want := range []uint8{0, 100, 201, 255} {
		if got := grey(all[0], i); got != want {
			t.Errorf("pixel %d is %d, want %d", i, got, want)
		}
	}
}

// Maps share one scale, from black at 0 to white at the largest value of all rows;
// its lightness rises with the value. The bar shows every colour, the largest on top.
func TestImagesScaleMaps(t *testing.T) {
	rows := append(fourPixels(true), fourPixels(true)...)
	rows[1].Maps = [][]float32{{2, 0, 0, 0}}
	f, err := figure.Images("Images", rows)
	all := pictures(t, f, err)
	if len(all) != 5 {
		t.Fatalf("%d pictures, want two images, two maps and a bar", len(all))
	}
	first, second, bar := all[1], all[3], all[4]
	if black, half, full := grey(first, 0), grey(first, 2), grey(second, 0); black != 0 || full != 255 || half <= grey(first, 1) || half >= full || grey(first, 3) >= grey(first, 1) {
		t.Errorf("grey levels %d for 0, %d for 1, %d for 2", black, half, full)
	}
	n := bar.Bounds().Dy()
	for y := 0; y+8 < n; y++ {
		if luminance(bar.At(0, y)) <= luminance(bar.At(0, y+8)) {
			t.Fatalf("the bar is no lighter at %d than below it", y)
		}
	}
	d := read(t, f, err)
	d.falls(t, "2", "1", "0")
	d.at(t, "|∂logit/∂pixel|")
}

// A map of zeros is black, on a scale from 0 to 1.
func TestImagesWithAMapOfZeros(t *testing.T) {
	rows := fourPixels(true)
	rows[0].Maps[0] = make([]float32, 4)
	f, err := figure.Images("Images", rows)
	if all := pictures(t, f, err); grey(all[1], 0) != 0 {
		t.Errorf("a pixel of 0 has grey level %d", grey(all[1], 0))
	}
	read(t, f, err).falls(t, "1", "0.5", "0")
	if !strings.Contains(f.Alt, "from 0 to 0") {
		t.Error(f.Alt)
	}
}

// A map stands under its image, the name beside the middle of both, and the bar right
// of all maps, as high as they are.
func TestImagesAboveMaps(t *testing.T) {
	rows := fourPixels(true)
	rows[0].Images, rows[0].Maps = slices.Repeat(rows[0].Images, 2), slices.Repeat(rows[0].Maps, 2)
	f, err := figure.Images("Images", rows)
	d := read(t, f, err)
	if len(d.images) != 5 {
		t.Fatalf("%d pictures", len(d.images))
	}
	image, second, ofImage, ofSecond, bar := d.images[0], d.images[1], d.images[2], d.images[3], d.images[4]
	if image.left != ofImage.left || second.left != ofSecond.left || ofImage.high >= image.low || second.left <= image.right {
		t.Errorf("images at %+v and %+v, maps at %+v and %+v", image, second, ofImage, ofSecond)
	}
	if name := d.at(t, "row"); name.x >= image.left || math.Abs(name.y-(image.high+ofImage.low)/2) > 6 {
		t.Errorf("the name stands at %.1f, %.1f", name.x, name.y)
	}
	if bar.left <= second.right || bar.high < image.high-3 || bar.low > ofImage.low+3 {
		t.Errorf("the bar stands at %+v", bar)
	}
}

// Rows follow each other from the top, images from the left, a map under its image;
// a PNG shows each pixel as a square of whole dots.
func TestImagesLayout(t *testing.T) {
	rows := append(fourPixels(false), fourPixels(false)...)
	rows[0].Label, rows[1].Label = "upper", "lower"
	rows[1].Images = slices.Repeat([][]float32{{255, 255, 255, 255}}, 3)
	f, err := figure.Images("Images", rows)
	d := read(t, f, err)
	for i, label := range []string{"upper", "lower"} {
		if y, m := d.at(t, label).y, d.images[i]; y > m.high || y < m.low {
			t.Errorf("%s stands at %.1f, its image from %.1f up to %.1f", label, y, m.low, m.high)
		}
	}
	if len(d.images) != 4 || d.images[1].high >= d.images[0].low || d.images[2].left <= d.images[1].right {
		t.Errorf("images at %+v", d.images)
	}
	data, err := f.PNG()
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[uint8]int{}
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			counts[color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y]++
		}
	}
	for _, level := range []uint8{100, 201} { // a quarter of a tile of 96×96 dots
		if n := counts[level]; n < 48*48 || n > 48*48+100 {
			t.Errorf("grey level %d has %d dots, want %d", level, n, 48*48)
		}
	}
	w1, h1 := f.Size()
	more, err := figure.Images("Images", append(rows, rows[1]))
	if w2, h2 := more.Size(); err != nil || w2 != w1 || math.Abs(float64(h2-h1)-(104./150*96+7*96./72)) > 1 {
		t.Errorf("a row more makes %d×%d of %d×%d (%v)", w2, h2, w1, h1, err)
	}
}

func TestImagesInWords(t *testing.T) {
	f, err := figure.Images("Images", fourPixels(false))
	if want := "Contact sheet of grey images in 1 row. row: 1 image of 2×2 pixels, mean grey level 139.0."; err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
	rows := append(fourPixels(true), fourPixels(true)...)
	rows[1].Images, rows[1].Maps = slices.Repeat(rows[1].Images, 2), [][]float32{{0, 0, 0, 0}, {4, 0, 0, 0}}
	f, err = figure.Images("Images", rows)
	want := "Images above their maps of gradient saliency, 2 rows. One scale, from 0 to 4, for all maps. " +
		"row: 1 image, mean saliency 0.438, largest 1. row: 2 images, mean saliency 0.5, largest 4."
	if err != nil || f.Alt != want {
		t.Errorf("%q, want %q (%v)", f.Alt, want, err)
	}
}

func TestImagesRefuse(t *testing.T) {
	bad := func(change func(r *figure.ImageRow)) []figure.ImageRow {
		rows := append(fourPixels(true), fourPixels(true)...)
		change(&rows[1])
		return rows
	}
	for want, rows := range map[string][]figure.ImageRow{
		"with 0 rows":               nil,
		"with 65 rows":              slices.Repeat(fourPixels(false), 65),
		"label of row 1":            bad(func(r *figure.ImageRow) { r.Label = "" }),
		"side 0: want 1 to 256":     bad(func(r *figure.ImageRow) { r.Side = 0 }),
		"side 257":                  bad(func(r *figure.ImageRow) { r.Side = 257 }),
		"0 images: want 1 to 64":    bad(func(r *figure.ImageRow) { r.Images = nil }),
		"65 images":                 bad(func(r *figure.ImageRow) { r.Images = slices.Repeat(r.Images, 65) }),
		"image 0 has 3 values":      bad(func(r *figure.ImageRow) { r.Images[0] = r.Images[0][:3] }),
		"value 3 is 256":            bad(func(r *figure.ImageRow) { r.Images[0][3] = 256 }),
		"value 0 is -1":             bad(func(r *figure.ImageRow) { r.Images[0][0] = -1 }),
		"1 images and 0 maps":       bad(func(r *figure.ImageRow) { r.Maps = nil }),
		"1 images and 2 maps":       bad(func(r *figure.ImageRow) { r.Maps = slices.Repeat(r.Maps, 2) }),
		"map 0 has 1 values":        bad(func(r *figure.ImageRow) { r.Maps[0] = r.Maps[0][:1] }),
		"map 0: value 1 is NaN":     bad(func(r *figure.ImageRow) { r.Maps[0][1] = float32(none) }),
		"map 0: value 1 is +Inf":    bad(func(r *figure.ImageRow) { r.Maps[0][1] = float32(math.Inf(1)) }),
		"map 0: value 2 is -1":      bad(func(r *figure.ImageRow) { r.Maps[0][2] = -1 }),
		"1 images and 1 maps: want": append(fourPixels(false), fourPixels(true)...),
	} {
		f, err := figure.Images("Images", rows)
		refused(t, want, f, err)
	}
	f, err := figure.Images("", fourPixels(false))
	refused(t, "title is empty", f, err)
}
