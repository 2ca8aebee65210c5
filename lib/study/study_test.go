package study_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/study"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
)

// The rows as they stand in the paper's Table 1.
func TestTable1(t *testing.T) {
	want := `scenario 1, CE, 150,150 → 130,170 1.00 1.00 1.00
scenario 1, CE, 150,150 → 170,130 0.62 0.87 0.37
scenario 1, Contrast, 150,150 → 130,170 1.00 1.00 1.00
scenario 1, Contrast, 150,150 → 170,130 0.15 0.30 0.00
scenario 2, CE, 180,160 → 150,190 0.94 0.90 0.98
scenario 2, CE, 180,160 → 190,150 0.96 0.94 0.98
scenario 2, Contrast, 180,160 → 150,190 0.27 0.01 0.53
scenario 2, Contrast, 180,160 → 190,150 1.00 1.00 1.00
scenario 3, CE, 180,150 → 150,190 0.59 0.35 0.83
`
	var got strings.Builder
	for _, r := range study.Table1() {
		fmt.Fprintf(&got, "%s %.2f %.2f %.2f\n", r, r.Accuracy, r.Sensitivity, r.Specificity)
	}
	if got.String() != want {
		t.Errorf("Table 1 is\n%swant\n%s", got.String(), want)
	}
}

// With balanced classes accuracy is the mean of sensitivity and specificity; the
// paper's values obey it, to rounding.
func TestTable1IsBalanced(t *testing.T) {
	for _, r := range study.Table1() {
		if d := r.Accuracy - (r.Sensitivity+r.Specificity)/2; math.Abs(d) > .0051 {
			t.Errorf("%s: accuracy is off the mean of SE and SP by %.3f", r, d)
		}
	}
}

func TestReference(t *testing.T) {
	results, err := study.Reference()
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 20*9 {
		t.Fatalf("%d results, want 20 seeds of 9 rows", len(results))
	}
	for _, s := range study.Summarise(results) {
		if s.Accuracy.N != 20 || s.TrainAccuracy.Min != 1 {
			t.Errorf("%s: %d seeds, training accuracy from %.3f", s.Paper, s.Accuracy.N, s.TrainAccuracy.Min)
		}
	}
}

func TestCSVRoundTrip(t *testing.T) {
	want, err := study.Reference()
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := study.WriteCSV(&file, want); err != nil {
		t.Fatal(err)
	}
	got, err := study.ReadCSV(&file)
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
		header + "1,1,MSE,150-150,130-170,1,1,1,1,1":   `loss "MSE"`,
		header + "1,1,CE,150,130-170,1,1,1,1,1":        `distribution "150"`,
		header + "1,1,CE,150-150,,1,1,1,1,1":           `distribution ""`,
		header + "1,1,CE,150-150,130-170,1,1,1.5,1,1":  `acc "1.5"`,
		header + "1,1,CE,150-150,130-170,1,1,1,NaN,1":  `se "NaN"`,
		header + "1,1,CE,150-150,130-170,1,1,1,1":      "wrong number of fields",
		header + "1,1,CE,150-150,130-170,1,1,1,1,\"x1": `"`,
	} {
		if _, err := study.ReadCSV(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add(header + "1,1,CE,150-150,130-170,1,1,1,1,1\n")
	f.Fuzz(func(t *testing.T, text string) {
		results, err := study.ReadCSV(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, r := range results {
			if r.Seed == 0 || !(r.Accuracy >= 0 && r.Accuracy <= 1) {
				t.Errorf("%q was read as %+v", text, r)
			}
		}
	})
}

func TestSummarise(t *testing.T) {
	row := study.Table1()[1].Row
	var results []study.Result
	for i, accuracy := range []float64{.2, .4, .6} {
		results = append(results, study.Result{Seed: uint64(i + 1), Row: row, Scores: study.Scores{Accuracy: accuracy}})
	}
	summaries := study.Summarise(results)
	if len(summaries) != 1 {
		t.Fatalf("%d rows, want 1", len(summaries))
	}
	s := summaries[0]
	if math.Abs(s.Accuracy.Mean-.4) > 1e-12 || math.Abs(s.Accuracy.SD-.2) > 1e-12 || s.Paper.Accuracy != .62 || s.SameSide() {
		t.Errorf("summary %+v", s)
	}
}

// brief is a plan that takes a second.
func brief() study.Plan {
	p := study.PaperPlan(3)
	p.Config.Side, p.Config.Samples, p.Config.Training = 16, 20, 16
	p.Protocol.Epochs = 2
	return p
}

func openGo() (train.Engine, error) { return gomlx.New(device.Choice{Backend: "go"}) }

// Workers and replicas may not change the results beyond rounding, nor their
// order.
func TestRun(t *testing.T) {
	var jobs int
	alone, err := brief().Run(context.Background(), study.Workers{Engines: 1, Replicas: 1, Open: openGo}, func(study.Job) { jobs++ })
	if err != nil {
		t.Fatal(err)
	}
	if len(alone) != 27 || jobs != 15 {
		t.Fatalf("%d results of %d jobs, want 27 of 15", len(alone), jobs)
	}
	many, err := brief().Run(context.Background(), study.Workers{Engines: 2, Replicas: 2, Open: openGo}, nil)
	if err != nil {
		t.Fatal(err)
	}
	rows := study.Rows(study.Scenarios())
	for i, r := range alone {
		if r.Seed != uint64(i/9+1) || r.Row != rows[i%9] || many[i].Row != r.Row || many[i].Seed != r.Seed {
			t.Errorf("result %d is seed %d, %s", i, r.Seed, r.Row)
		}
		if math.Abs(r.Accuracy-many[i].Accuracy) > .11 { // two images of 20 at the boundary
			t.Errorf("%s: accuracy %.2f alone, %.2f with others", r.Row, r.Accuracy, many[i].Accuracy)
		}
	}
}

func TestRunStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	_, err := brief().Run(ctx, study.Workers{Engines: 2, Replicas: 1, Open: openGo}, func(study.Job) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	broken := errors.New("no engine today")
	_, err = brief().Run(context.Background(), study.Workers{Engines: 2, Replicas: 1,
		Open: func() (train.Engine, error) { return nil, broken }}, nil)
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
}

func TestRunRefuses(t *testing.T) {
	for name, change := range map[string]func(*study.Plan){
		"seed 0 ":       func(p *study.Plan) { p.Seeds = []uint64{0} },
		"given twice":   func(p *study.Plan) { p.Seeds = []uint64{4, 4} },
		"0 seeds":       func(p *study.Plan) { p.Seeds = nil },
		"0 scenarios":   func(p *study.Plan) { p.Scenarios = nil },
		"Side 15":       func(p *study.Plan) { p.Config.Side = 15 },
		"Margin -1":     func(p *study.Plan) { p.Protocol.Margin = -1 },
		"intensity 105": func(p *study.Plan) { p.Scenarios[0].Training.Benign = 105 },
	} {
		p := brief()
		change(&p)
		_, err := p.Run(context.Background(), study.Workers{Engines: 1, Replicas: 1, Open: openGo}, nil)
		if err == nil || !strings.Contains(err.Error(), strings.TrimSpace(name)) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := brief().Run(context.Background(), study.Workers{Open: openGo}, nil); err == nil {
		t.Error("no workers: no error")
	}
	if _, err := study.ScenarioByNumber(4); err == nil {
		t.Error("scenario 4 was found")
	}
}

func ExampleScenarioByNumber() {
	s, err := study.ScenarioByNumber(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("trained on", s.Training, "tested on", s.Tests)
	// Output: trained on 180,160 tested on [150,190 190,150]
}
