package results_test

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/paper"
	"nodulelab/lib/results"
)

func TestReference(t *testing.T) {
	rs, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	if len(rs) != 20*9 {
		t.Fatalf("%d results, want 20 seeds of 9 rows", len(rs))
	}
	for _, s := range results.Statistics(rs) {
		if s.Accuracy.N != 20 || s.TrainAccuracy.Min != 1 {
			t.Errorf("%s: %d seeds, training accuracy from %.3f", s.Paper, s.Accuracy.N, s.TrainAccuracy.Min)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	want, err := results.Reference()
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := results.WriteCSV(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := results.ReadCSV(&file)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("results came back changed")
	}
}

const header = "seed,scenario,loss,train,test,train_acc,val_acc,acc,se,sp\n"

func TestReadCSVRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":    "EOF",
		"a,b": "columns a,b: want seed,scenario",
		header + "0,1,CE,150-150,130-170,1,1,1,1,1":    `line 2: seed "0"`,
		header + "1,x,CE,150-150,130-170,1,1,1,1,1":    `scenario "x"`,
		header + "1,1,,150-150,130-170,1,1,1,1,1":      `loss ""`,
		header + "1,1,CE,150-150,,1,1,1,1,1":           "empty distribution",
		header + "1,1,CE,150-150,130-170,1,1,1.5,1,1":  `acc "1.5"`,
		header + "1,1,CE,150-150,130-170,1,1,1,NaN,1":  `se "NaN"`,
		header + "1,1,CE,150-150,130-170,1,1,1,1":      "wrong number of fields",
		header + "1,1,CE,150-150,130-170,1,1,1,1,\"x1": `"`,
	} {
		if _, err := results.ReadCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add(header + "1,1,CE,150-150,130-170,1,1,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		rs, err := results.ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, r := range rs {
			if r.Seed == 0 || !(r.Accuracy >= 0 && r.Accuracy <= 1) {
				t.Errorf("%q was read as %+v", text, r)
			}
		}
	})
}

func TestRowStatistics(t *testing.T) {
	row := paper.Table1()[1].Row
	var rs []results.Result
	for i, accuracy := range []float64{.2, .4, .6} {
		rs = append(rs, results.Result{Seed: uint64(i + 1), Row: row, TrainAccuracy: accuracy + .1, Scores: paper.Scores{Accuracy: accuracy}})
	}
	rows := results.Statistics(rs)
	if len(rows) != 1 {
		t.Fatalf("%d rows, want 1", len(rows))
	}
	s := rows[0]
	if s.Accuracy.Min != .2 || s.Accuracy.Max != .6 || math.Abs(s.TrainAccuracy.Mean-.5) > 1e-12 || s.Accuracy.N != 3 {
		t.Errorf("statistics %+v", s)
	}
	if math.Abs(s.Accuracy.Mean-.4) > 1e-12 || math.Abs(s.Accuracy.SD-.2) > 1e-12 || s.Paper.Accuracy != .62 || s.SameSide() {
		t.Errorf("summary %+v", s)
	}
}

func ExampleResult_String() {
	rs, err := results.Reference()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(rs[0])
	// Output: seed 1, scenario 1, CE, 150,150 → 130,170: accuracy 1.00, sensitivity 1.00, specificity 1.00
}
