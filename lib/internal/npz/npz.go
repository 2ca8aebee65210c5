// Package npz writes and reads named arrays of float32 in NumPy's .npz format,
// through github.com/sbinet/npyio. It adds to that library what it lacks: shapes
// of any rank on flat data, numbers of any width, and a bound on what a damaged file may
// ask for.
package npz

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/sbinet/npyio/npy"
	"github.com/sbinet/npyio/npz"
)

// largest bounds the values of one array, 256 million (1 GiB).
const largest = 1 << 28

// Array is a named array in row-major order.
type Array struct {
	Name  string
	Shape []int
	Data  []float32
}

// Write writes the arrays, in order, as one .npz file that numpy.load reads.
func Write(w io.Writer, arrays []Array) error {
	z := npz.NewWriter(w)
	for _, a := range arrays {
		shaped, err := a.shaped()
		if err != nil {
			return err
		}
		if err := z.Write(a.Name+".npy", shaped); err != nil {
			return fmt.Errorf("npz: %s: %w", a.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("npz: %w", err)
	}
	return nil
}

// shaped returns the data as nested Go arrays, by whose type npyio writes the
// shape.
func (a Array) shaped() (any, error) {
	if n, err := count(a.Shape); err != nil || n != len(a.Data) {
		return nil, fmt.Errorf("npz: %s: %d values do not fill shape %v", a.Name, len(a.Data), a.Shape)
	}
	t := reflect.TypeFor[float32]()
	for i := len(a.Shape) - 1; i >= 0; i-- {
		t = reflect.ArrayOf(a.Shape[i], t)
	}
	v := reflect.New(t).Elem()
	fill(v, a.Data)
	return v.Interface(), nil
}

// fill copies flat data into nested arrays and returns what is left of it.
func fill(v reflect.Value, flat []float32) []float32 {
	if v.Kind() == reflect.Float32 {
		v.SetFloat(float64(flat[0]))
		return flat[1:]
	}
	if v.Type().Elem().Kind() == reflect.Float32 {
		n := reflect.Copy(v, reflect.ValueOf(flat))
		return flat[n:]
	}
	for i := range v.Len() {
		flat = fill(v.Index(i), flat)
	}
	return flat
}

// count is the number of elements of a shape, bounded.
func count(shape []int) (int, error) {
	n := 1
	for _, d := range shape {
		if d < 0 || (d > 0 && n > largest/d) {
			return 0, fmt.Errorf("npz: shape %v is too large or negative", shape)
		}
		n *= d
	}
	return n, nil
}

// Read reads all arrays of a .npz file, in the file's order. Numbers of other widths and
// truth values are converted to float32: of wider ones the nearest float32. Other types,
// big-endian numbers, Fortran order and a damaged file are errors.
func Read(file []byte) (arrays []Array, err error) {
	defer func() { // npyio panics on some damaged headers
		if r := recover(); r != nil {
			arrays, err = nil, fmt.Errorf("npz: damaged file: %v", r)
		}
	}()
	z, err := npz.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("npz: %w", err)
	}
	for _, key := range z.Keys() {
		a, err := read(z, key)
		if err != nil {
			return nil, err
		}
		arrays = append(arrays, a)
	}
	return arrays, nil
}

func read(z *npz.Reader, key string) (Array, error) {
	h := z.Header(key)
	if h == nil {
		return Array{}, fmt.Errorf("npz: %s: no header", key)
	}
	number, ok := numbers[h.Descr.Type]
	if !ok || h.Descr.Fortran {
		return Array{}, fmt.Errorf("npz: %s: type %s, Fortran order %t: want little-endian numbers of 8 to 64 bits in C order", key, h.Descr.Type, h.Descr.Fortran)
	}
	n, err := count(h.Descr.Shape)
	if err != nil {
		return Array{}, fmt.Errorf("npz: %s: %w", key, err)
	}
	entry, err := complete(z, key, n, number.size)
	if err != nil {
		return Array{}, err
	}
	data, err := number.read(entry, n)
	if err != nil {
		return Array{}, fmt.Errorf("npz: %s: %w", key, err)
	}
	return Array{Name: strings.TrimSuffix(key, ".npy"), Shape: h.Descr.Shape, Data: data}, nil
}

// numbers are the types that can be read, by NumPy's names: their sizes in bytes, and how
// n of them are read from an entry.
var numbers = map[string]struct {
	size int64
	read func(entry []byte, n int) ([]float32, error)
}{
	"<f4": {4, readAs[float32]}, "<f8": {8, readAs[float64]},
	"|i1": {1, readAs[int8]}, "<i2": {2, readAs[int16]}, "<i4": {4, readAs[int32]}, "<i8": {8, readAs[int64]},
	"|u1": {1, readAs[uint8]}, "<u2": {2, readAs[uint16]}, "<u4": {4, readAs[uint32]}, "<u8": {8, readAs[uint64]},
	"|b1": {1, readFlags},
}

func readAs[T float32 | float64 | int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64](entry []byte, n int) ([]float32, error) {
	data := make([]T, n)
	if err := npy.Read(bytes.NewReader(entry), &data); err != nil {
		return nil, err
	}
	converted := make([]float32, n)
	for i, v := range data {
		converted[i] = float32(v)
	}
	return converted, nil
}

// readFlags reads truth values, 0 or 1.
func readFlags(entry []byte, n int) ([]float32, error) {
	flags := make([]bool, n)
	if err := npy.Read(bytes.NewReader(entry), &flags); err != nil {
		return nil, err
	}
	converted := make([]float32, n)
	for i, is := range flags {
		if is {
			converted[i] = 1
		}
	}
	return converted, nil
}

// complete returns an entry's bytes if they hold exactly n values of a size behind the
// header, which npyio does not check. It must be given all of them at once: where
// a reader returns less than it was asked for, as one of compressed data may,
// npyio takes what is missing for read.
func complete(z *npz.Reader, key string, n int, size int64) ([]byte, error) {
	r, err := z.Open(key)
	if err != nil {
		return nil, fmt.Errorf("npz: %s: %w", key, err)
	}
	defer r.Close()
	entry, err := io.ReadAll(io.LimitReader(r, size*int64(n)+1<<17))
	if err != nil {
		return nil, fmt.Errorf("npz: %s: %w", key, err)
	}
	rest := bytes.NewReader(entry)
	header, err := headerLength(rest)
	if err != nil {
		return nil, fmt.Errorf("npz: %s: %w", key, err)
	}
	if got := int64(rest.Len()) - header; got != size*int64(n) {
		return nil, fmt.Errorf("npz: %s: %d bytes of data for %d values of %d bytes", key, got, n, size)
	}
	return entry, nil
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
