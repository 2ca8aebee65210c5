package figure_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/draw"
	"gonum.org/v1/plot/cmpimg"

	"nodulelab/lib/figure"
)

var update = flag.Bool("update", false, "write the golden images from the figures as they are now")

// tolerance is the largest difference of a pixel, of 1 in cmpimg's YIQ distance:
// room for the rounding of anti-aliased edges on other processors.
const tolerance = .1

// small is a figure's PNG at half its size, so that the repository stays small.
func small(t *testing.T, f figure.Figure) []byte {
	t.Helper()
	data, err := f.PNG()
	if err != nil {
		t.Fatal(err)
	}
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	half := image.NewRGBA(image.Rect(0, 0, full.Bounds().Dx()/2, full.Bounds().Dy()/2))
	draw.BiLinear.Scale(half, half.Bounds(), full, full.Bounds(), draw.Src, nil)
	for i, v := range half.Pix { // 16 levels a channel take half the space
		half.Pix[i] = uint8((int(v) + 8) / 17 * 17)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, half); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.name, func(t *testing.T) {
			got := small(t, f.must(t))
			golden := filepath.Join("testdata", f.name+"_golden.png")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			same, err := cmpimg.EqualApprox("png", got, want, tolerance)
			if err != nil {
				t.Fatal(err)
			}
			if !same {
				seen := filepath.Join(t.ArtifactDir(), f.name+".png")
				if err := os.WriteFile(seen, got, 0o644); err != nil {
					t.Fatal(err)
				}
				t.Errorf("%s differs from %s: look at both; -artifacts keeps the first, -update accepts it", seen, golden)
			}
		})
	}
}

// The comparison itself must notice a figure that is another one.
func TestGoldenNoticesChange(t *testing.T) {
	f := fixtures[1].must(t)
	before := small(t, f)
	f.Title += "!"
	after := small(t, f)
	same, err := cmpimg.EqualApprox("png", before, after, tolerance)
	if err != nil || same {
		t.Errorf("a title with a character more passes for the same figure (%v)", err)
	}
}

func TestGoldenImagesAreSmall(t *testing.T) {
	paths, err := filepath.Glob("testdata/*_golden.png")
	if err != nil || len(paths) != len(fixtures) {
		t.Fatalf("%d golden images for %d figures (%v)", len(paths), len(fixtures), err)
	}
	var total int64
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	if total > 600_000 {
		t.Errorf("the golden images take %d bytes: at most 600,000", total)
	}
}
