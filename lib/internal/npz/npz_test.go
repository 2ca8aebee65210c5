package npz_test

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/npz"
)

func TestRoundTrip(t *testing.T) {
	want := []npz.Array{
		{Name: "scalar-like", Shape: []int{1}, Data: []float32{-1.5}},
		{Name: "matrix", Shape: []int{2, 3}, Data: []float32{1, 2, 3, 4, 5, 6}},
		{Name: "enc.c2.weight", Shape: []int{2, 1, 2, 2}, Data: []float32{1, 2, 3, 4, 5, 6, 7, 8}},
	}
	var file bytes.Buffer
	if err := npz.Write(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := npz.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back\n%v, want\n%v", got, want)
	}
}

// Arrays of incompressible numbers, larger than any buffer on the way.
func TestRoundTripOfLargeArrays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	want := []npz.Array{{Name: "large", Shape: []int{300, 1001}, Data: make([]float32, 300300)}}
	for i := range want[0].Data {
		want[0].Data[i] = float32(r.NormFloat64())
	}
	var file bytes.Buffer
	if err := npz.Write(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := npz.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("a large array came back changed")
	}
}

// numpy.npz was written by NumPy 2.4: savez_compressed(a=[[1,2,3],[4,5,6]] as
// float32, b=[.5] as float32).
func TestReadNumPy(t *testing.T) {
	file, err := os.ReadFile("testdata/numpy.npz")
	if err != nil {
		t.Fatal(err)
	}
	got, err := npz.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []npz.Array{
		{Name: "a", Shape: []int{2, 3}, Data: []float32{1, 2, 3, 4, 5, 6}},
		{Name: "b", Shape: []int{1}, Data: []float32{.5}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
}

// types.npz holds [0 1 100] as floats and signed integers of every width, [0 1 200] as
// unsigned ones and [false true true] as truth values, each under the name of its type.
func TestReadTypes(t *testing.T) {
	file, err := os.ReadFile("testdata/types.npz")
	if err != nil {
		t.Fatal(err)
	}
	arrays, err := npz.Read(file)
	if err != nil || len(arrays) != 11 {
		t.Fatalf("%d arrays, %v", len(arrays), err)
	}
	for _, a := range arrays {
		want := []float32{0, 1, map[byte]float32{'f': 100, 'i': 100, 'u': 200, 'b': 1}[a.Name[0]]}
		if !slices.Equal(a.Data, want) || !slices.Equal(a.Shape, []int{3}) {
			t.Errorf("%s: %v of shape %v, want %v", a.Name, a.Data, a.Shape, want)
		}
	}
}

func TestReadRefusesTypes(t *testing.T) {
	var file bytes.Buffer
	if err := npz.Write(&file, []npz.Array{{Name: "x", Shape: []int{4}, Data: []float32{1, 2, 3, 4}}}); err != nil {
		t.Fatal(err)
	}
	for old, new := range map[string]string{"<f4": ">f4", "'<f4'": "'<c8'", "False, 'shape': (4,), }": "True, 'shape': (4,), } "} {
		if _, err := npz.Read(rezip(t, file.Bytes(), old, new)); err == nil || !strings.Contains(err.Error(), "want little-endian numbers of 8 to 64 bits in C order") {
			t.Errorf("%s: error %v", new, err)
		}
	}
}

func TestWriteRefusesWrongShape(t *testing.T) {
	for _, shape := range [][]int{{3}, {2, 2}, {-1, -2}, {}, {1 << 20, 1 << 20}} {
		err := npz.Write(&bytes.Buffer{}, []npz.Array{{Name: "x", Shape: shape, Data: []float32{1, 2}}})
		if err == nil || !strings.Contains(err.Error(), "x: 2 values do not fill shape") {
			t.Errorf("shape %v: error %v", shape, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	var file bytes.Buffer
	if err := npz.Write(&file, []npz.Array{{Name: "x", Shape: []int{4}, Data: []float32{1, 2, 3, 4}}}); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	longer := rezip(t, whole, "'shape': (4,)", "'shape': (9,)")
	float64s := rezip(t, whole, "<f4", "<f8")
	huge := rezip(t, whole, "(4,), }  ", "(2500000,), }")
	for name, damaged := range map[string][]byte{
		"empty": nil, "truncated": whole[:len(whole)/2], "text": []byte("not an archive"),
		"longer shape": longer, "float64": float64s, "huge shape": huge,
	} {
		if _, err := npz.Read(damaged); err == nil || !strings.HasPrefix(err.Error(), "npz: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// rezip replaces a piece of the one array in a .npz file.
func rezip(t *testing.T, file []byte, old, new string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	entry, err := r.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(entry)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(content, []byte(old)) {
		t.Fatalf("no %q in %q", old, content)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.Create(r.File[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	f.Write(bytes.Replace(content, []byte(old), []byte(new), 1))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// archive is a .npz file of some entries, each named by one letter of names.
func archive(t testing.TB, names string, entries ...[]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i, content := range entries {
		f, err := w.Create(names[i:i+1] + ".npy")
		if err != nil {
			t.Fatal(err)
		}
		f.Write(content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// entry is an array of bytes as NumPy writes it.
func entry(shape, data string) []byte {
	text := "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }\n"
	return []byte("\x93NUMPY\x01\x00" + string([]byte{byte(len(text)), 0}) + text + data)
}

// A small file that asks for much is refused before memory is taken for it.
func TestReadTakesNoMoreThanIsThere(t *testing.T) {
	for want, file := range map[string][]byte{
		"a header of 4294967295 bytes: want at most 65535": archive(t, "x", []byte("\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'")),
		"the header of 65535 bytes is cut off":             archive(t, "x", []byte("\x93NUMPY\x01\x00\xff\xff{'descr'")),
		"damaged header: ":                                 archive(t, "x", []byte("\x93NUMPY\x01\x00\x04\x00none")),
		"3 bytes of data for 268435456 values":             archive(t, "x", entry("268435456,", "abc")),
		"4 bytes of data or more for 3 values":             archive(t, "x", entry("3,", "abcdef")),
		"shape [268435457] is too large or negative":       archive(t, "x", entry("268435457,", "abc")),
		"shape [-1] is too large or negative":              archive(t, "x", entry("-1,", "abc")),
		"want at most 268435456 values in all arrays":      archive(t, "xy", entry("3,", "abc"), entry("268435456,", "abc")),
		`two arrays are named "x"`:                         archive(t, "xx", entry("3,", "abc"), entry("3,", "abc")),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := npz.Read(file)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.HasPrefix(err.Error(), "npz: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 1<<20 {
			t.Errorf("%s: a file of %d bytes took %d bytes of memory", want, len(file), taken)
		}
	}
}

func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	if err := npz.Write(&file, []npz.Array{{Name: "x", Shape: []int{2, 2}, Data: []float32{1, 2, 3, 4}}}); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	if types, err := os.ReadFile("testdata/types.npz"); err == nil {
		f.Add(types)
	}
	f.Fuzz(checkRead)
}

// FuzzEntry changes what an archive holds, whose checksum stays right.
func FuzzEntry(f *testing.F) {
	f.Add(entry("2, 3", "abcdef"))
	f.Add([]byte("\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'"))
	f.Fuzz(func(t *testing.T, content []byte) { checkRead(t, archive(t, "x", content)) })
}

// checkRead fails the test if arrays are read whose values do not fill their shape.
func checkRead(t *testing.T, file []byte) {
	arrays, err := npz.Read(file)
	if err != nil {
		return
	}
	for _, a := range arrays {
		n := 1
		for _, d := range a.Shape {
			n *= d
		}
		if n != len(a.Data) {
			t.Errorf("%s: shape %v with %d values", a.Name, a.Shape, len(a.Data))
		}
	}
}
