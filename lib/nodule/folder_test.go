//go:build !js

package nodule_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/nodule"
)

// folder writes files, by their paths, into a new folder named scans.
func folder(t testing.TB, files map[string]any) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "scans")
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for path, content := range files {
		path = filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, bytesOf(t, content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// bytesOf returns a text as it is and an image as a PNG file.
func bytesOf(t testing.TB, content any) []byte {
	t.Helper()
	if text, ok := content.(string); ok {
		return []byte(text)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, content.(image.Image)); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestReadFolder(t *testing.T) {
	a, b := grey(1, 2, 3, 4), grey(5, 6, 7, 8)
	for name, files := range map[string]map[string]any{
		"words":   {"labels.csv": "file,class\na.png,benign\nb.png,malignant\n", "a.png": a, "b.png": b},
		"numbers": {"labels.csv": "\ufefffile,class\r\na.png, 0\r\nb.png, 1", "a.png": a, "b.png": b, ".DS_Store": "x", ".git/x": "y"},
		"below":   {"labels.csv": "file,class\n\"x/a,1.png\",benign\nx/y/b.png,malignant\n", "x/a,1.png": a, "x/y/b.png": b},
	} {
		s, err := nodule.ReadFolder(folder(t, files))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if s.Distribution != nodule.Named("scans") || s.Side != 2 || !slices.Equal(s.Classes, both) || !slices.Equal(s.Images, []float32{1, 2, 3, 4, 5, 6, 7, 8}) || s.Masks != nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
	t.Chdir(folder(t, map[string]any{"labels.csv": "file,class,mask\na.png,1,masks/a.png\n", "a.png": a, "masks/a.png": grey(0, 255, 51, 0)}))
	s, err := nodule.ReadFolder(".")
	if err != nil {
		t.Fatal(err)
	}
	if s.Distribution != nodule.Named("scans") || !slices.Equal(s.Masks, []float32{0, 1, .2, 0}) || s.Classes[0] != nodule.Malignant {
		t.Errorf("%+v", s)
	}
}

// Every error says where it is and what is wanted.
func TestReadFolderRefuses(t *testing.T) {
	a, head := grey(1, 2, 3, 4), "file,class\na.png,benign\n"
	for want, files := range map[string]map[string]any{
		"want a file labels.csv that lists the images":                                {"a.png": a},
		`labels.csv begins with "": want the header file,class or file,class,mask`:    {"labels.csv": ""},
		`labels.csv begins with "a.png;benign"`:                                       {"labels.csv": "a.png;benign\n", "a.png": a},
		"labels.csv lists no image":                                                   {"labels.csv": "file,class\n"},
		"labels.csv line 3: 1 columns: want 2":                                        {"labels.csv": head + "b.png", "a.png": a},
		"labels.csv line 2: 2 columns: want 3":                                        {"labels.csv": "file,class,mask\na.png,0\n", "a.png": a},
		`labels.csv line 4: class "2": want benign or malignant, or 0 or 1`:           {"labels.csv": head + "\nb.png,2\n", "a.png": a},
		`labels.csv: parse error on line 3`:                                           {"labels.csv": head + "\"b.png,1\n", "a.png": a},
		"labels.csv line 3: a.png is listed in line 2 too":                            {"labels.csv": head + "a.png,malignant\n", "a.png": a},
		"labels.csv line 3: b.png is not there: want every listed file in the folder": {"labels.csv": head + "b.png,1\n", "a.png": a},
		"b.png is not listed in labels.csv":                                           {"labels.csv": head, "a.png": a, "b.png": a},
		"x/notes.txt is not listed in labels.csv":                                     {"labels.csv": head, "a.png": a, "x/notes.txt": "x"},
		`file "../a.png": want the path of a PNG file below the folder`:               {"labels.csv": "file,class\n../a.png,0\n"},
		`file "/etc/passwd": want`:                                                    {"labels.csv": "file,class\n/etc/passwd,0\n"},
		`file "labels.csv": want`:                                                     {"labels.csv": "file,class\nlabels.csv,0\n"},
		`file ".a.png": want`:                                                         {"labels.csv": "file,class\n.a.png,0\n"},
		`file "": want`:                                                               {"labels.csv": "file,class,mask\na.png,0,\n", "a.png": a},
		"labels.csv line 2: a.png: want a PNG file":                                   {"labels.csv": head, "a.png": "no image"},
		"b.png: it has 1×1 pixels: want square images of one size, here 2×2":          {"labels.csv": head + "b.png,1", "a.png": a, "b.png": grey(1)},
		"a.png: it has 3×2 pixels: want square images":                                {"labels.csv": head, "a.png": image.NewGray(image.Rect(0, 0, 3, 2))},
		"a.png: 1 images of 50000×50000 pixels: want at most":                         {"labels.csv": head, "a.png": huge(t)},
		"m.png: it has 1×1 pixels":                                                    {"labels.csv": "file,class,mask\na.png,0,m.png\n", "a.png": a, "m.png": grey(1)},
	} {
		if s, err := nodule.ReadFolder(folder(t, files)); err == nil || s != nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	if _, err := nodule.ReadFolder(filepath.Join(t.TempDir(), "nowhere")); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("no folder: %v", err)
	}
}

// huge is the beginning of a PNG file of 50000×50000 pixels.
func huge(t *testing.T) string {
	file := bytesOf(t, grey(1))
	binary.BigEndian.PutUint32(file[16:], 50000)
	binary.BigEndian.PutUint32(file[20:], 50000)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return string(file)
}

// A link that leads out of the folder is not followed.
func TestReadFolderStaysInside(t *testing.T) {
	outside := folder(t, map[string]any{"secret.png": grey(1)})
	dir := folder(t, map[string]any{"labels.csv": "file,class\na.png,0\n"})
	if err := os.Symlink(filepath.Join(outside, "secret.png"), filepath.Join(dir, "a.png")); err != nil {
		t.Skip("no links here:", err)
	}
	if s, err := nodule.ReadFolder(dir); err == nil || !strings.Contains(err.Error(), "labels.csv line 2") {
		t.Errorf("read %v, %v", s, err)
	}
}

// Whatever labels.csv holds, a set that is read is whole and has the listed images.
func FuzzReadFolder(f *testing.F) {
	dir := folder(f, map[string]any{"a.png": grey(1, 2, 3, 4), "x/b.png": grey(5, 6, 7, 8)})
	for _, labels := range []string{
		"file,class\na.png,benign\nx/b.png,1\n", "file,class,mask\na.png,0,x/b.png\n", "file,class\n../scans/a.png,0\n", "\ufefffile,class\n\"a.png\"\"\",0",
	} {
		f.Add(labels)
	}
	f.Fuzz(func(t *testing.T, labels string) {
		if err := os.WriteFile(filepath.Join(dir, "labels.csv"), []byte(labels), 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := nodule.ReadFolder(dir)
		if err != nil {
			return
		}
		if err := s.Check(); err != nil || s.Len() < 1 || s.Len() > 2 || s.Len() == 1 && !s.HasMasks() {
			t.Errorf("%q gives %d images, %v", labels, s.Len(), err)
		}
	})
}
