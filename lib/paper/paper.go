// Package paper is the paper as data: its three scenarios, Table 1 as printed, and
// the whole-image means that its text states.
package paper

import (
	"fmt"
	"slices"

	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// Scenario is one of the paper's three experiments (section 3), or one of your own.
type Scenario struct {
	Number   int // 1 to 3 are the paper's; from [FirstOwn] on, your own
	Question string
	Training nodule.Distribution
	Tests    []nodule.Distribution
	Losses   []loss.Named

	// Source makes the sets, if it is not nil, in the place of the configuration of the
	// data. Training and Tests name them.
	Source nodule.Source
}

// Own returns a scenario of your own sets: every seed divides the training set into
// training and validation ([nodule.Fixed]). Sets are named by their distributions. Both
// of the paper's losses train, unless [Scenario.With] names others.
func Own(number int, training *nodule.Set, tests ...*nodule.Set) (Scenario, error) {
	s := Scenario{
		Number: number, Training: nameOf(training), Losses: []loss.Named{loss.CE, loss.Contrast},
		Source: nodule.Fixed(training, tests...),
	}
	for _, t := range tests {
		s.Tests = append(s.Tests, nameOf(t))
	}
	if !s.IsOwn() {
		return Scenario{}, fmt.Errorf("paper: a scenario of your own sets with the number %d: number it from %d", number, FirstOwn)
	}
	if _, err := s.Source(1); err != nil {
		return Scenario{}, err
	}
	return s, s.Validate()
}

// nameOf is a set's distribution.
func nameOf(s *nodule.Set) nodule.Distribution {
	if s == nil {
		return nodule.Distribution{}
	}
	return s.Distribution
}

// With returns the scenario with other losses: built-in ones by their names, or losses
// of one's own.
func (s Scenario) With(losses ...loss.Named) Scenario {
	s.Losses = losses
	return s
}

// FirstOwn is the least number of a scenario that is not the paper's.
const FirstOwn = 4

// IsOwn tells whether the scenario is not one of the paper's.
func (s Scenario) IsOwn() bool { return s.Number >= FirstOwn }

// Validate returns an error unless the scenario can be trained and told from others: it
// needs a number of its own, at least one test and one loss, and no two of one name. One
// with a number of the paper's must have the paper's training set.
func (s Scenario) Validate() error {
	if s.Number < 1 {
		return fmt.Errorf("paper: a scenario with the number %d: number your own from %d", s.Number, FirstOwn)
	}
	if len(s.Tests) == 0 || len(s.Losses) == 0 {
		return fmt.Errorf("paper: scenario %d has %d tests and %d losses: want at least one of each", s.Number, len(s.Tests), len(s.Losses))
	}
	if !s.IsOwn() && s.Training != Scenarios()[s.Number-1].Training {
		return fmt.Errorf("paper: scenario %d trains on D(%s), which is not the paper's: number your own from %d", s.Number, s.Training, FirstOwn)
	}
	names := map[string]bool{}
	for _, test := range s.Tests {
		if names[test.String()] {
			return fmt.Errorf("paper: scenario %d tests on D(%s) twice", s.Number, test)
		}
		names[test.String()] = true
	}
	for _, l := range s.Losses {
		if l == nil {
			return fmt.Errorf("paper: scenario %d has a loss that is nil: want one such as loss.CE", s.Number)
		}
		if names[string(l.Name())] {
			return fmt.Errorf("paper: scenario %d has the loss %q twice", s.Number, l.Name())
		}
		names[string(l.Name())] = true
	}
	return nil
}

// Scenarios returns the three scenarios, in the paper's order.
func Scenarios() []Scenario {
	both := []loss.Named{loss.CE, loss.Contrast}
	return []Scenario{
		{1, "Both classes have one foreground intensity: what does the network use?",
			nodule.D(150, 150), []nodule.Distribution{nodule.D(130, 170), nodule.D(170, 130)}, both, nil},
		{2, "Both classes have one whole-image mean: what does it use now?",
			nodule.D(180, 160), []nodule.Distribution{nodule.D(150, 190), nodule.D(190, 150)}, both, nil},
		{3, "The benign intensity of scenario 2, ten grey levels lower: does it matter?",
			nodule.D(180, 150), []nodule.Distribution{nodule.D(150, 190)}, both[:1], nil},
	}
}

// ScenarioByNumber returns scenario 1, 2 or 3. Any other number is an error.
func ScenarioByNumber(n int) (Scenario, error) {
	all := Scenarios()
	if n < 1 || n > len(all) {
		return Scenario{}, fmt.Errorf("paper: scenario %d: want 1, 2 or 3", n)
	}
	return all[n-1], nil
}

// Row names a row of Table 1.
type Row struct {
	Scenario       int
	Training, Test nodule.Distribution
	Loss           loss.Name
}

// IsPrinted tells whether Table 1 has the row.
func (r Row) IsPrinted() bool {
	return slices.ContainsFunc(Table1(), func(p PrintedRow) bool { return p.Row == r })
}

// String returns the row in words: "scenario 1, CE, 150,150 → 170,130".
func (r Row) String() string {
	return fmt.Sprintf("scenario %d, %s, %s → %s", r.Scenario, r.Loss, r.Training, r.Test)
}

// Scores are the three measures of Table 1, on a test set.
type Scores struct{ Accuracy, Sensitivity, Specificity float64 }

// PrintedRow is a row of Table 1 with the paper's values.
type PrintedRow struct {
	Row
	Scores
}

// Table1 returns the paper's Table 1. Its text quotes .93 (section 4) for the
// accuracy of .94 in row 5; the table's value is the one used.
func Table1() []PrintedRow {
	values := []Scores{
		{1.00, 1.00, 1.00}, {.62, .87, .37}, {1.00, 1.00, 1.00}, {.15, .30, .00},
		{.94, .90, .98}, {.96, .94, .98}, {.27, .01, .53}, {1.00, 1.00, 1.00},
		{.59, .35, .83},
	}
	table := make([]PrintedRow, len(values))
	for i, r := range Rows(Scenarios()) {
		table[i] = PrintedRow{r, values[i]}
	}
	return table
}

// Rows lists the rows that scenarios have in Table 1, in its order.
func Rows(scenarios []Scenario) []Row {
	var rows []Row
	for _, s := range scenarios {
		for _, loss := range s.Losses {
			for _, test := range s.Tests {
				rows = append(rows, Row{s.Number, s.Training, test, loss.Name()})
			}
		}
	}
	return rows
}

// Mean is the grey level that the paper states for the whole images of a class, on
// average (section 4).
type Mean struct {
	Distribution nodule.Distribution
	Class        nodule.Class
	Grey         float64
}

// Means returns the four whole-image means of section 4: malignant and benign at
// D(150,150), then at D(180,160).
func Means() []Mean {
	return []Mean{
		{nodule.D(150, 150), nodule.Malignant, 110}, {nodule.D(150, 150), nodule.Benign, 114},
		{nodule.D(180, 160), nodule.Malignant, 117}, {nodule.D(180, 160), nodule.Benign, 117},
	}
}
