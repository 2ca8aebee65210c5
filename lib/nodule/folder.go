//go:build !js

package nodule

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nodulelab/lib/internal/slice"
)

// labelsFile lists the images of a folder.
const labelsFile = "labels.csv"

// ReadFolder reads a set of your own images from a folder: PNG files and a file labels.csv
// that lists them. Its header is file,class or file,class,mask; each further line has the
// path of an image below the folder (with forward slashes), its class (benign or malignant,
// or 0 or 1), and the path of its mask, a PNG file of the same size: black outside the
// nodule, white inside. Images are as for [FromImages]. The set has the folder's name.
//
// Every file below the folder has to be listed, and every listed file has to be there;
// files whose names begin with a dot are ignored. Paths that lead out of the folder are
// refused.
func ReadFolder(dir string) (*Set, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("nodule: folder of images: %w", err)
	}
	defer root.Close()
	file, err := root.ReadFile(labelsFile)
	if err != nil {
		return nil, fmt.Errorf("nodule: %s: want a file %s that lists the images, with the header file,class: %w", dir, labelsFile, err)
	}
	s, err := readFolder(root.FS(), folderName(dir), file)
	if err != nil {
		return nil, fmt.Errorf("nodule: %s: %w", dir, err)
	}
	return s, nil
}

// folderName is the last part of a folder's path, of "." too.
func folderName(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Base(dir)
}

func readFolder(folder fs.FS, name string, labels []byte) (*Set, error) {
	rows, err := readLabels(labels)
	if err != nil {
		return nil, err
	}
	if err := checkListed(folder, rows); err != nil {
		return nil, err
	}
	p := pictures{folder: folder, n: len(rows)}
	images, err := slice.Try(rows, func(r label) (image.Image, error) { return p.read(r.line, r.file) })
	if err != nil {
		return nil, err
	}
	s, err := FromImages(name, images, slice.Map(rows, func(r label) Class { return r.class }))
	if err != nil || rows[0].mask == "" {
		return s, err
	}
	masks, err := slice.Try(rows, func(r label) (image.Image, error) { return p.read(r.line, r.mask) })
	if err != nil {
		return nil, err
	}
	return s.WithMasks(masks)
}

// pictures are n PNG files in a folder, all of one size, which the first decides.
type pictures struct {
	folder fs.FS
	n      int
	side   int // 0 before the first
}

// read reads the file that a line of labels.csv lists. Its size is checked before its
// pixels are read.
func (p *pictures) read(line int, file string) (image.Image, error) {
	content, err := fs.ReadFile(p.folder, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s line %d: %s is not there: want every listed file in the folder", labelsFile, line, file)
	}
	if err != nil {
		return nil, fmt.Errorf("%s line %d: %w", labelsFile, line, err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		err = fmt.Errorf("want a PNG file: %w", err)
	} else {
		err = p.checkSize(c)
	}
	if err != nil {
		return nil, fmt.Errorf("%s line %d: %s: %w", labelsFile, line, file, err)
	}
	m, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s line %d: %s: %w", labelsFile, line, file, err)
	}
	return m, nil
}

func (p *pictures) checkSize(c image.Config) error {
	if p.side == 0 {
		p.side = c.Width
	}
	if c.Width != p.side || c.Height != p.side {
		return fmt.Errorf("it has %d×%d pixels: want square images of one size, here %d×%d", c.Width, c.Height, p.side, p.side)
	}
	if p.n > mostPixels/p.side/p.side {
		return fmt.Errorf("%d images of %d×%d pixels: want at most %d pixels in all", p.n, c.Width, c.Height, mostPixels)
	}
	return nil
}

// checkListed returns an error that names a file below the folder that no row lists.
func checkListed(folder fs.FS, rows []label) error {
	listed := map[string]bool{labelsFile: true}
	for _, row := range rows {
		listed[row.file], listed[row.mask] = true, true
	}
	return fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		switch hidden := path != "." && strings.HasPrefix(d.Name(), "."); {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && !d.IsDir() && !listed[path]:
			return fmt.Errorf("%s is not listed in %s: list it or move it out of the folder", path, labelsFile)
		}
		return nil
	})
}

// label is a line of labels.csv.
type label struct {
	line       int
	file, mask string // mask is "" if there is no such column
	class      Class
}

// headers are the two headers that labels.csv may have.
var headers = [][]string{{"file", "class"}, {"file", "class", "mask"}}

// readLabels reads labels.csv. Every error names the line.
func readLabels(file []byte) ([]label, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
	r.FieldsPerRecord, r.TrimLeadingSpace = -1, true
	columns, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	var rows []label
	lines := map[string]int{}
	for {
		row, err := readLabel(r, columns)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if before := lines[row.file]; before > 0 {
			return nil, fmt.Errorf("%s line %d: %s is listed in line %d too: want each image once", labelsFile, row.line, row.file, before)
		}
		rows, lines[row.file] = append(rows, row), row.line
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s lists no image: want a line such as scan1.png,benign below the header", labelsFile)
	}
	return rows, nil
}

// readHeader reads the first line and returns the number of columns.
func readHeader(r *csv.Reader) (int, error) {
	header, err := r.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, fmt.Errorf("%s: %w", labelsFile, err)
	}
	if !slices.ContainsFunc(headers, func(h []string) bool { return slices.Equal(h, header) }) {
		return 0, fmt.Errorf("%s begins with %q: want the header file,class or file,class,mask", labelsFile, strings.Join(header, ","))
	}
	return len(header), nil
}

// readLabel reads a further line; io.EOF is the end.
func readLabel(r *csv.Reader, columns int) (label, error) {
	record, err := r.Read()
	if err != nil {
		return label{}, fmt.Errorf("%s: %w", labelsFile, err)
	}
	line, _ := r.FieldPos(0)
	row, err := parseLabel(record, columns)
	if err != nil {
		return label{}, fmt.Errorf("%s line %d: %w", labelsFile, line, err)
	}
	row.line = line
	return row, nil
}

func parseLabel(record []string, columns int) (label, error) {
	if len(record) != columns {
		return label{}, fmt.Errorf("%d columns: want %d, as in the header", len(record), columns)
	}
	class, err := parseClass(record[1])
	if err != nil {
		return label{}, err
	}
	row := label{file: record[0], class: class}
	paths := record[:1]
	if columns == 3 {
		row.mask = record[2]
		paths = []string{row.file, row.mask}
	}
	for _, path := range paths {
		if !fs.ValidPath(path) || path == "." || path == labelsFile || hiddenPath(path) {
			return label{}, fmt.Errorf("file %q: want the path of a PNG file below the folder, such as scan1.png or masks/scan1.png", path)
		}
	}
	return row, nil
}

// hiddenPath reports whether a part of a path begins with a dot.
func hiddenPath(path string) bool {
	return strings.HasPrefix(path, ".") || strings.Contains(path, "/.")
}

func parseClass(text string) (Class, error) {
	switch text {
	case "0", Benign.String():
		return Benign, nil
	case "1", Malignant.String():
		return Malignant, nil
	}
	return 0, fmt.Errorf("class %q: want benign or malignant, or 0 or 1", text)
}
