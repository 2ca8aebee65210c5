package exhibit_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"nodulelab/lib/design"
	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
)

// outputs is what the cells of a committed notebook show: HTML and Markdown.
type outputs string

func shownIn(t *testing.T, notebook string) outputs {
	t.Helper()
	text, err := os.ReadFile("../../notebooks/" + notebook + ".ipynb")
	if err != nil {
		t.Fatal(err)
	}
	var n struct {
		Cells []struct {
			Outputs []struct {
				Data map[string]json.RawMessage `json:"data"`
			} `json:"outputs"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	for _, c := range n.Cells {
		for _, o := range c.Outputs {
			for _, kind := range []string{"text/html", "text/markdown"} {
				shown.WriteString("\x00" + joined(t, o.Data[kind]) + "\x00")
			}
		}
	}
	return outputs(shown.String())
}

// joined is the text of an output, which is one string or a list of lines.
func joined(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var lines []string
	var text string
	if raw == nil || json.Unmarshal(raw, &lines) == nil {
		return strings.Join(lines, "")
	}
	if err := json.Unmarshal(raw, &text); err != nil {
		t.Fatal(err)
	}
	return text
}

// holds fails unless the notebook shows a text, byte for byte.
func (o outputs) holds(t *testing.T, what, text string, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
	} else if text == "" || !strings.Contains(string(o), "\x00"+text+"\x00") {
		t.Errorf("%s is not what the notebook shows; if it should be, go run ./notebooks -update:\n%.600s", what, text)
	}
}

func (o outputs) table(t *testing.T, what string, table exhibit.Table, err ...error) {
	t.Helper()
	o.holds(t, what, table.HTML(), first(err))
}

func (o outputs) figure(t *testing.T, what string, f figure.Figure, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	text, err := exhibit.FigureHTML(f)
	o.holds(t, what, text, err)
}

func first(all []error) error {
	for _, err := range all {
		return err
	}
	return nil
}

// What notebooks show of data sets and of stored results, which need no network, is
// what the exhibits are, byte for byte.
func TestNotebookOfData(t *testing.T) {
	shown := shownIn(t, "00-data")
	config := nodule.Paper()
	gallery, err := config.Draw(1, "gallery", nodule.D(150, 150), 200)
	if err != nil {
		t.Fatal(err)
	}
	shown.table(t, "DrawTable", tableOf(t)(exhibit.DrawTable(gallery, 6)))
	f, err := exhibit.StepFigure(config)
	shown.figure(t, "StepFigure", f, err)
	f, err = exhibit.SampleFigure("Nodules of D(150,150)", gallery)
	shown.figure(t, "SampleFigure", f, err)
	rulers, err := exhibit.ShortcutTable(setsOf(t, paper.Scenarios()[0])...)
	shown.holds(t, "LiveHTML of ShortcutTable", exhibit.LiveHTML("rulers", "scenario=1", rulers.HTML()), err)
	table, err := exhibit.ShortcutTable(setsOf(t, paper.Scenarios()[1])...)
	shown.table(t, "ShortcutTable", table, err)
	equal, errEqual := config.Draw(1, "means", nodule.D(150, 150), 200)
	balanced, errBalanced := config.Draw(1, "means", nodule.D(180, 160), 200)
	if errEqual != nil || errBalanced != nil {
		t.Fatal(errEqual, errBalanced)
	}
	f, err = exhibit.MeanFigure(equal, balanced)
	shown.figure(t, "MeanFigure", f, err)
}

// setsOf draws a scenario's sets of seed 1.
func setsOf(t *testing.T, s paper.Scenario) []*nodule.Set {
	t.Helper()
	sets, err := lab.PaperPlan(1).Sets(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	return sets
}

func TestNotebooksOfScenarios(t *testing.T) {
	for i, s := range paper.Scenarios()[:2] {
		shown := shownIn(t, []string{"01-scenario-1", "02-scenario-2"}[i])
		shown.table(t, "ScenarioTable", tableOf(t)(exhibit.ScenarioTable(s, setsOf(t, s)...)))
		guess, err := exhibit.PredictFigure(s)
		if err != nil {
			t.Fatal(err)
		}
		image, err := exhibit.FigureHTML(guess)
		shown.holds(t, "LiveHTML of PredictFigure", exhibit.LiveHTML("predict", fmt.Sprintf("scenario=%d", s.Number), image), err)
	}
	shown := shownIn(t, "01-scenario-1")
	f, err := exhibit.ArchitectureFigure(32)
	shown.figure(t, "ArchitectureFigure", f, err)
	table, err := exhibit.LayerTable(32)
	shown.table(t, "LayerTable", table, err)
}

func TestNotebookOfOpenQuestions(t *testing.T) {
	shown := shownIn(t, "05-open-questions")
	single, cube := load(t, design.FactorSweep), load(t, design.HypercubeSweep)
	for what, made := range map[string]func(design.Swept) (string, error){
		"ImportanceText": exhibit.ImportanceText, "LooksText": exhibit.LooksText, "DistanceText": exhibit.DistanceText, "ExcludedText": exhibit.ExcludedText, "CandidateText": exhibit.CandidateText, "JointText": exhibit.JointText,
	} {
		text, err := made(single)
		shown.holds(t, what, text, err)
	}
	text, err := exhibit.InfluenceText(cube)
	shown.holds(t, "InfluenceText", text, err)
	text, err = exhibit.JointCubeText(cube)
	shown.holds(t, "JointCubeText", text, err)
	text, err = exhibit.DifficultyText(load(t, design.DifficultySweep))
	shown.holds(t, "DifficultyText", text, err)
	text, err = exhibit.RobustnessText(single, cube)
	shown.holds(t, "RobustnessText", text, err)
	for what, made := range map[string]func() (exhibit.Table, error){
		"ChoiceTable": exhibit.ChoiceTable, "ConclusionTable": exhibit.ConclusionTable, "RegionTable": exhibit.RegionTable,
		"DifficultyTable": func() (exhibit.Table, error) { return exhibit.DifficultyTable(load(t, design.DifficultySweep)) },
		"HypercubeTable":  func() (exhibit.Table, error) { return exhibit.HypercubeTable(cube) },
		"ProvenanceTable": func() (exhibit.Table, error) {
			return exhibit.ProvenanceTable(design.SeedSweep, design.FactorSweep, design.DifficultySweep, design.DepthSweep, design.NetworkSweep, design.HypercubeSweep)
		},
	} {
		table, err := made()
		shown.table(t, what, table, err)
	}
	for _, group := range []string{design.DataGroup, design.NetworkGroup, design.TrainingGroup} {
		table, err := exhibit.ImportanceTable(single, group)
		shown.table(t, "ImportanceTable "+group, table, err)
	}
	for scenario := 1; scenario <= 3; scenario++ {
		table, err := exhibit.InfluenceTable(cube, scenario)
		shown.table(t, "InfluenceTable", table, err)
	}
}

func TestNotebookFiguresOfOpenQuestions(t *testing.T) {
	if testing.Short() {
		t.Skip("judges every cell of every sweep")
	}
	shown := shownIn(t, "05-open-questions")
	single := load(t, design.FactorSweep)
	for _, draw := range []func(design.Swept) (figure.Figure, error){exhibit.ConclusionFigure, exhibit.ImportanceFigure, exhibit.JointFigure} {
		f, err := draw(single)
		shown.figure(t, "figure of all factors", f, err)
	}
	for group, parts := range map[string]int{design.DataGroup: 3, design.NetworkGroup: 1, design.TrainingGroup: 2} {
		for part := range parts {
			f, err := exhibit.GroupDoseFigure(single, group, part+1)
			shown.figure(t, "GroupDoseFigure "+group, f, err)
		}
	}
	f, err := exhibit.PlaneFigure(load(t, design.DepthSweep), "spike depth", "input")
	shown.figure(t, "PlaneFigure of the depth", f, err)
	f, err = exhibit.DoseFigure(load(t, design.DifficultySweep))
	shown.figure(t, "DoseFigure of the difficulty", f, err)
	for _, pooling := range []string{"average", "max"} {
		f, err := exhibit.PlaneFigure(load(t, design.NetworkSweep), "activation", "input", design.Setting{Factor: "pooling", Level: pooling})
		shown.figure(t, "PlaneFigure, pooling "+pooling, f, err)
	}
}

func TestNotebookOfTheSpread(t *testing.T) {
	shown, s := shownIn(t, "04-replication"), load(t, design.VarianceSweep)
	table, err := exhibit.SourceTable(s)
	shown.table(t, "SourceTable", table, err)
	text, err := exhibit.SourceText(s)
	shown.holds(t, "SourceText", text, err)
}

func TestNotebookOfRemedies(t *testing.T) {
	shown := shownIn(t, "06-encoded-or-used")
	for _, sweep := range []string{design.AreaSweep, design.RemedySweep} {
		table, err := exhibit.RemedyTable(sweep)
		shown.table(t, "RemedyTable "+sweep, table, err)
		text, err := exhibit.RemedyText(sweep)
		shown.holds(t, "RemedyText "+sweep, text, err)
	}
	text, err := exhibit.CureText(design.RemedySweep)
	shown.holds(t, "CureText", text, err)
	table, err := exhibit.ProvenanceTable(design.RemedySweep, design.AreaSweep)
	shown.table(t, "ProvenanceTable", table, err)
	crossed, err := nodule.Paper().DrawCrossed(1, "probe", 400)
	if err != nil {
		t.Fatal(err)
	}
	f, err := exhibit.CrossedFigure(crossed)
	shown.figure(t, "CrossedFigure", f, err)
	f, err = exhibit.ConflictSampleFigure(1, paper.Scenarios()[:2]...)
	shown.figure(t, "ConflictSampleFigure", f, err)
}

func TestNotebookOfTheClock(t *testing.T) {
	shown, followed := shownIn(t, "08-the-clock"), courses(t)
	for what, draw := range map[string]func() (figure.Figure, error){
		"ClockFigure of scenario 2": func() (figure.Figure, error) { return exhibit.ClockFigure(followed, 2) },
		"ClockFigure of the others": func() (figure.Figure, error) { return exhibit.ClockFigure(followed, 1, 3) },
		"UnitFigure":                func() (figure.Figure, error) { return exhibit.UnitFigure(followed) },
		"OrderFigure":               func() (figure.Figure, error) { return exhibit.OrderFigure(followed, 2) },
	} {
		f, err := draw()
		shown.figure(t, what, f, err)
	}
	table, err := exhibit.UnitTable(followed)
	shown.table(t, "UnitTable", table, err)
	for what, write := range map[string]func() (string, error){
		"ClockText": func() (string, error) { return exhibit.ClockText(followed) },
		"UnitText":  func() (string, error) { return exhibit.UnitText(followed) },
		"OrderText": func() (string, error) { return exhibit.OrderText(followed, 2) },
	} {
		text, err := write()
		shown.holds(t, what, text, err)
	}
}
