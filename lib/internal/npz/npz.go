// Package npz writes and reads named arrays of float32 in NumPy's .npz format. Files are
// written, and the headers of arrays parsed, by github.com/sbinet/npyio. The package adds
// what that library lacks: shapes of any rank on flat data, numbers of any width, and a
// bound on what a damaged file may ask for.
package npz

import (
	"fmt"
	"io"
	"reflect"

	"github.com/sbinet/npyio/npz"
)

// largest bounds the values of one file's arrays together, 256 million (1 GiB).
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
