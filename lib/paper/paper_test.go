package paper_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"nodulelab/lib/paper"
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
	for _, r := range paper.Table1() {
		fmt.Fprintf(&got, "%s %.2f %.2f %.2f\n", r, r.Accuracy, r.Sensitivity, r.Specificity)
	}
	if got.String() != want {
		t.Errorf("Table 1 is\n%swant\n%s", got.String(), want)
	}
}

// With balanced classes accuracy is the mean of sensitivity and specificity; the
// paper's values obey it, to rounding.
func TestTable1IsBalanced(t *testing.T) {
	for _, r := range paper.Table1() {
		if d := r.Accuracy - (r.Sensitivity+r.Specificity)/2; math.Abs(d) > .0051 {
			t.Errorf("%s: accuracy is off the mean of SE and SP by %.3f", r, d)
		}
	}
}

func TestScenarioByNumberRefuses(t *testing.T) {
	if _, err := paper.ScenarioByNumber(4); err == nil || !strings.Contains(err.Error(), "scenario 4: want 1, 2 or 3") {
		t.Errorf("error %v", err)
	}
}

// Section 4: "110 for malignant and 114 for benign" at D(150,150), 117 for both at
// D(180,160).
func TestMeans(t *testing.T) {
	want := "150,150 malignant 110; 150,150 benign 114; 180,160 malignant 117; 180,160 benign 117"
	var got []string
	for _, m := range paper.Means() {
		got = append(got, fmt.Sprintf("%s %s %.0f", m.Distribution, m.Class, m.Grey))
	}
	if strings.Join(got, "; ") != want {
		t.Errorf("means %q, want %q", got, want)
	}
}

func ExampleScenarioByNumber() {
	s, err := paper.ScenarioByNumber(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("trained on", s.Training, "tested on", s.Tests)
	// Output: trained on 180,160 tested on [150,190 190,150]
}
