package npz

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/sbinet/npyio/npy"
)

// Read reads all arrays of a .npz file, in the file's order. Numbers of other widths and
// truth values are converted to float32: of wider ones the nearest float32. Other types,
// big-endian numbers, Fortran order, two arrays of one name, more than 256 million values
// and a damaged file are errors. However damaged a file is, Read takes no more memory than
// the file's own data fill.
func Read(file []byte) ([]Array, error) {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("npz: %w", err)
	}
	var arrays []Array
	left := largest
	for _, entry := range archive.File {
		name := strings.TrimSuffix(entry.Name, ".npy")
		if slices.ContainsFunc(arrays, func(a Array) bool { return a.Name == name }) {
			return nil, fmt.Errorf("npz: two arrays are named %q", name)
		}
		a, err := readEntry(entry, left)
		if err != nil {
			return nil, fmt.Errorf("npz: %s: %w", entry.Name, err)
		}
		a.Name, left = name, left-len(a.Data)
		arrays = append(arrays, a)
	}
	return arrays, nil
}

// readEntry reads the array in one entry of the archive, of at most a number of values. It
// has no name yet.
func readEntry(entry *zip.File, most int) (Array, error) {
	r, err := entry.Open()
	if err != nil {
		return Array{}, err
	}
	defer r.Close()
	h, err := readHeader(r)
	if err != nil {
		return Array{}, err
	}
	number, ok := numbers[h.Descr.Type]
	if !ok || h.Descr.Fortran {
		return Array{}, fmt.Errorf("type %s, Fortran order %t: want little-endian numbers of 8 to 64 bits in C order", h.Descr.Type, h.Descr.Fortran)
	}
	n, err := count(h.Descr.Shape)
	if err != nil {
		return Array{}, err
	}
	if n > most {
		return Array{}, fmt.Errorf("shape %v: want at most %d values in all arrays of a file together", h.Descr.Shape, largest)
	}
	// The archive's checksum is compared at the end of the data, which one byte more finds.
	data, err := io.ReadAll(io.LimitReader(r, int64(n*number.size+1)))
	if err != nil {
		return Array{}, err
	}
	if want := n * number.size; len(data) != want {
		return Array{}, fmt.Errorf("%d bytes of data%s for %d values of %d bytes", len(data), map[bool]string{true: " or more"}[len(data) > want], n, number.size)
	}
	values, err := number.decode(data, n)
	return Array{Shape: h.Descr.Shape, Data: values}, err
}

// mostHeader bounds the length of a header's text: that of the headers of format version 1,
// which all arrays of numbers fit into.
const mostHeader = 1<<16 - 1

// readHeader reads the header of an array. npyio parses it once its length is known to be
// what is there: it would otherwise allocate whatever length a file claims.
func readHeader(r io.Reader) (h npy.Header, err error) {
	var start bytes.Buffer
	length, err := headerLength(io.TeeReader(r, &start))
	if err != nil {
		return h, err
	}
	if length > mostHeader {
		return h, fmt.Errorf("damaged: a header of %d bytes: want at most %d", length, mostHeader)
	}
	if _, err := io.CopyN(&start, r, length); err != nil {
		return h, fmt.Errorf("damaged: the header of %d bytes is cut off: %w", length, err)
	}
	defer func() { // npyio panics on some damaged headers
		if r := recover(); r != nil {
			err = fmt.Errorf("damaged header: %v", r)
		}
	}()
	parsed, err := npy.NewReader(&start)
	if err != nil {
		return h, err
	}
	return parsed.Header, nil
}

// headerLength reads the start of an entry, up to the header's text, and returns
// the length of that text: 2 bytes in format version 1 (NumPy's), 4 in version 2
// (npyio's).
func headerLength(r io.Reader) (int64, error) {
	var start struct {
		Magic        [6]byte
		Major, Minor uint8
	}
	if err := binary.Read(r, binary.LittleEndian, &start); err != nil {
		return 0, err
	}
	switch start.Major {
	case 1:
		var n uint16
		err := binary.Read(r, binary.LittleEndian, &n)
		return int64(n), err
	case 2:
		var n uint32
		err := binary.Read(r, binary.LittleEndian, &n)
		return int64(n), err
	}
	return 0, fmt.Errorf("format version %d: want 1 or 2", start.Major)
}

// numbers are the types that can be read, by NumPy's names: their sizes in bytes, and how
// n of them are decoded from as many bytes as they fill.
var numbers = map[string]struct {
	size   int
	decode func(data []byte, n int) ([]float32, error)
}{
	"<f4": {4, decode[float32]}, "<f8": {8, decode[float64]},
	"|i1": {1, decode[int8]}, "<i2": {2, decode[int16]}, "<i4": {4, decode[int32]}, "<i8": {8, decode[int64]},
	"|u1": {1, decode[uint8]}, "<u2": {2, decode[uint16]}, "<u4": {4, decode[uint32]}, "<u8": {8, decode[uint64]},
	"|b1": {1, decodeFlags},
}

func decode[T float32 | float64 | int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](data []byte, n int) ([]float32, error) {
	values := make([]T, n)
	if _, err := binary.Decode(data, binary.LittleEndian, values); err != nil {
		return nil, err
	}
	converted := make([]float32, n)
	for i, v := range values {
		converted[i] = float32(v)
	}
	return converted, nil
}

// decodeFlags decodes truth values, of which 0 alone is false.
func decodeFlags(data []byte, n int) ([]float32, error) {
	converted := make([]float32, n)
	for i, b := range data {
		if b != 0 {
			converted[i] = 1
		}
	}
	return converted, nil
}
