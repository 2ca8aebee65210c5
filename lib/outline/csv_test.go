package outline_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"nodulelab/lib/nodule"
	"nodulelab/lib/outline"
)

// square has its corners clockwise, where y points down.
var square = nodule.Outline{{X: 0, Y: 0}, {X: 2, Y: 0}, {X: 2, Y: 2}, {X: 0, Y: 2}}

const squareHeader = "x0,y0,x1,y1,x2,y2,x3,y3\n"

func read(t testing.TB, text string) *outline.Table {
	t.Helper()
	table, err := outline.ReadCSV(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// lidc reads the outlines of real nodules.
func lidc(t testing.TB) *outline.Table {
	t.Helper()
	file, err := os.ReadFile("testdata/lidc.csv")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(file))
}

// Direction, closing points, the order of columns, a byte order mark, blanks and quotes
// make no difference.
func TestReadCSV(t *testing.T) {
	for name, text := range map[string]string{
		"clockwise":        squareHeader + "0,0,2,0,2,2,0,2\n",
		"counterclockwise": squareHeader + "0,0,0,2,2,2,2,0\n",
		"closed":           "x0,y0,x1,y1,x2,y2,x3,y3,x4,y4\n0,0,2,0,2,2,0,2,0,0\n",
		"closed, turned":   "x0,y0,x1,y1,x2,y2,x3,y3,x4,y4\n0,0,0,2,2,2,2,0,0,0\n",
		"repeated":         "x0,y0,x1,y1,x2,y2,x3,y3,x4,y4,x5,y5\n0,0,0,0,0,2,2,2,2,2,2,0\n",
		"ys first":         "y0,y1,y2,y3,x0,x1,x2,x3\n0,0,2,2,0,2,2,0\n",
		"facts around":     "id,x0,y0,x1,y1,note,x2,y2,x3,y3\n7,0,0,2,0,xyz,2,2,0,2\n",
		"as by a sheet":    "\ufeff" + strings.ReplaceAll(squareHeader, "\n", "\r\n") + "\"0\", 0,2 ,0,2.0,2e0,-0,2\r\n\r\n",
	} {
		if got := read(t, text).Outlines; len(got) != 1 || !slices.Equal(got[0], square) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTable(t *testing.T) {
	table := read(t, "id,x0,y0,x1,y1,x2,y2,margin,x3,y3\nA,0,0,2,0,2,2,5,0,2\n\n\"B\n C\",0,0,1,0,1,1,4.5,0,1\n,0,0,3,0,3,3,none,0,3\n")
	if names := table.Names(); !slices.Equal(names, []string{"id", "margin"}) || len(table.Outlines) != 3 {
		t.Errorf("%q, %d outlines", names, len(table.Outlines))
	}
	if got, err := table.Fact("id"); err != nil || !slices.Equal(got, []string{"A", "B\n C", ""}) {
		t.Errorf("%q, %v", got, err)
	}
	refused(t, second(table.Fact("x0")), `outline: no column "x0": want one of ["id" "margin"]`)
	refused(t, second(table.Numbers("size")), `no column "size"`)
	refused(t, second(table.Numbers("margin")), `outline: line 6: column margin: "none": want a finite number`)
	if got, err := lidc(t).Numbers("spiculation"); err != nil || !slices.Equal(got, []float64{1, 1, 5, 2, 1, 4}) {
		t.Errorf("%v, %v", got, err)
	}
}

func second[T any](_ T, err error) error { return err }

func refused(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error %v, want %q", err, want)
	}
}

func TestReadCSVRefuses(t *testing.T) {
	var wide strings.Builder
	for i := range 2001 {
		fmt.Fprintf(&wide, "x%d,y%d,", i, i)
	}
	for text, want := range map[string]string{
		"":                                                   "outline: header: columns of coordinates for 0 points: want x0, y0, x1, y1 and so on, for 3 to 2000 points",
		"a,b\n1,2\n":                                         "coordinates for 0 points",
		"x0,y0,x1,y1\n":                                      "coordinates for 2 points",
		wide.String():                                        "coordinates for 2001 points",
		"x0,y0,x1,y1,x2\n":                                   "5 columns of coordinates, but none named y2: want x0, y0, x1, y1 and so on without a gap",
		"x1,y1,x2,y2,x3,y3":                                  "6 columns of coordinates, but none named x0",
		"x0,y0,x01,y1,x2,y2,x3,y3\n":                         "none named x1",
		"x0,y0,x1,y1,x2,y2,x0\n":                             `header: columns 1 and 7 are both named "x0": want each name once`,
		"x0,\"y0,x1\n":                                       "outline: header: ",
		squareHeader:                                         "outline: the table has no outline: want a line of coordinates below the header",
		squareHeader + "0,0,2,0,2,2,0\n":                     "outline: line 2: 7 columns: want 8, as in the header",
		squareHeader + "0,0,2,0,2,2,0,2\n\n1\n":              "outline: line 4: 1 columns",
		squareHeader + "0,0,2,0,2,2,0,\n":                    `outline: line 2: column y3: "": want a finite number`,
		squareHeader + "0,0,2,nan,2,2,0,2\n":                 `line 2: column y1: "nan": want a finite number`,
		squareHeader + "0,0,-Inf,0,2,2,0,2\n":                `column x1: "-Inf"`,
		squareHeader + "0,0,1e999,0,2,2,0,2\n":               `column x1: "1e999"`,
		squareHeader + "0,0,\"2,0,2,2,0,2\n":                 "outline: parse error on line 2",
		squareHeader + "0,0,2,2,2,0,0,1\n":                   "outline: line 2: nodule: outline crosses itself: edges 1 and 3",
		squareHeader + "0,0,1,1,2,2,3,3\n":                   "line 2: nodule: outline of area 0",
		squareHeader + "0,0,1,1,0,0,0,0\n":                   "line 2: nodule: outline of 2 vertices: want at least 3",
		squareHeader + "1e300,0,0,1e300,-1e300,0,0,-1e300\n": "line 2: nodule: outline of area",
	} {
		_, err := outline.ReadCSV(strings.NewReader(text))
		refused(t, err, want)
	}
	_, err := outline.ReadCSV(iotest.ErrReader(errors.New("unplugged")))
	refused(t, err, "unplugged")
}

func TestReadCSVBoundsRows(t *testing.T) {
	text := "x0,y0,x1,y1,x2,y2\n" + strings.Repeat("0,0,1,0,0,1\n", 100_000)
	if got := len(read(t, text).Outlines); got != 100_000 {
		t.Errorf("%d outlines", got)
	}
	_, err := outline.ReadCSV(strings.NewReader(text + "0,0,1,0,0,1\n"))
	refused(t, err, "outline: line 100002: more than 100000 outlines: want a table in parts")
}

// written is a table of outlines as CSV, without facts.
func written(outlines []nodule.Outline, points int) string {
	var b bytes.Buffer
	for i := range points {
		fmt.Fprintf(&b, "x%d,y%d,", i, i)
	}
	b.WriteString("end\n")
	for _, o := range outlines {
		for i := range points { // the first point closes those with fewer
			p := o[min(i, len(o))%len(o)]
			fmt.Fprintf(&b, "%v,%v,", p.X, p.Y)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// No text makes the reader panic; what is read has a clear inside and runs clockwise, has
// every fact, and is read again as it was written.
func FuzzReadCSV(f *testing.F) {
	f.Add(squareHeader + "0,0,0,2,2,2,2,0\n")
	f.Add("\ufeffid,x0,y0,x1,y1,x2,y2,x3,y3\n\"a\nb\",0,0,1e3,0,.5,7,0,0\n")
	f.Add("y2,x2,y1,x1,y0,x0\n0,0,1,0,0,0x1p-2\n\n1,2,3\n")
	f.Add("x0,y0,x1,y1,x2\n1,2,NaN,4,5\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := outline.ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		points := 0
		for _, o := range table.Outlines {
			points = max(points, len(o))
			if err := o.Check(); err != nil || turns(o) <= 0 {
				t.Fatalf("%v: %v", o, err)
			}
		}
		for _, name := range table.Names() {
			if facts, err := table.Fact(name); err != nil || len(facts) != len(table.Outlines) {
				t.Fatalf("%q: %q, %v", name, facts, err)
			}
		}
		again := read(t, written(table.Outlines, points))
		if !reflect.DeepEqual(again.Outlines, table.Outlines) {
			t.Fatalf("%v, then %v", table.Outlines, again.Outlines)
		}
	})
}

// turns is twice the signed area.
func turns(o nodule.Outline) float64 {
	var sum float64
	for i, p := range o {
		q := o[(i+1)%len(o)]
		sum += p.X*q.Y - p.Y*q.X
	}
	return sum
}

// A table of the size of all outlines of LIDC-IDRI.
func BenchmarkReadCSV(b *testing.B) {
	outlines := lidc(b).Outlines
	text := written(slices.Repeat(outlines, 2578/len(outlines)), 96)
	for b.Loop() {
		read(b, text)
	}
}
