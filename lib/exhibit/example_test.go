package exhibit_test

import (
	"fmt"
	"log"
	"strings"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/probe"
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// accuracies makes results of CE in scenario 2 on its first test, one a seed.
func accuracies(values ...float64) []results.Result {
	return rowOf(paper.Table1()[4].Row, values...)
}

// A table prints as text, in columns.
func ExampleTable() {
	t := exhibit.SeedTable(accuracies(1, .985))
	fmt.Print(t)
	// Output:
	// Accuracy of each seed
	//
	// seed  CE, D(180,160) → D(150,190)
	// 1     1.00
	// 2     0.98
}

func ExampleTable_HTML() {
	t := exhibit.Table{Caption: "Accuracy", Header: []string{"loss", "test"}, Rows: [][]string{{"CE", "1.00"}}}
	fmt.Println(t.HTML())
	// Output:
	// <table>
	// <caption>Accuracy</caption>
	// <thead><tr><th scope="col">loss</th><th scope="col">test</th></tr></thead>
	// <tbody>
	// <tr><th scope="row">CE</th><td>1.00</td></tr>
	// </tbody>
	// </table>
}

// The paper's row beside two seeds.
func ExamplePaperText() {
	text, err := exhibit.PaperText(accuracies(1, .98))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	// Output:
	// - **CE, D(180,160) → D(150,190)**: accuracy 0.99 over 2 seeds, from 0.98 to 1.00; the paper has 0.94. Every seed lies on the paper's side of chance.
}

func ExampleOneRunText() {
	text, err := exhibit.OneRunText(accuracies(1, 1, 1))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
	// Output: 3 runs are too few to say that the paper's is none of ours: it takes 20.
}

// Ten seeds of each loss, of which cross-entropy's are always better by as much.
func ExamplePairedText() {
	rows := paper.Table1()
	ce := rowOf(rows[4].Row, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
	contrastive := rowOf(rows[6].Row, .2, .2, .2, .2, .2, .2, .2, .2, .2, .2)
	text, err := exhibit.PairedText(append(ce, contrastive...))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	// Output:
	// - **180,160 → 150,190**: cross-entropy is better by 0.80 over 10 seeds (adjusted p = 0.010).
}

func ExampleTallyText() {
	text, err := exhibit.TallyText([]verdict.Verdict{{Outcome: verdict.Holds}, {Outcome: verdict.Undecided}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(text)
	// Output: Of the paper's 2 claims: 1 reproduced, 0 partly reproduced, 0 not reproduced, 1 undecided.
}

func ExampleVerdictTable() {
	t, err := exhibit.VerdictTable([]verdict.Verdict{{Claim: verdict.Claim{Number: "2"}, Outcome: verdict.Partly}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(t.Caption)
	// Output: The paper's claims, judged: 0 reproduced, 1 partly reproduced, 0 not reproduced, 0 undecided
}

// What a set's brightness alone would say of the class.
func ExampleScenarioTable() {
	s := paper.Scenarios()[0]
	training, _, err := nodule.Paper().TrainingSets(1, s.Training)
	if err != nil {
		log.Fatal(err)
	}
	table, err := exhibit.ScenarioTable(s, training)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(table)
	// Output:
	// Scenario 1: mean grey levels, malignant and benign
	//
	// set                   foreground  whole image   brighter foreground  brighter image
	// training, D(150,150)  150, 150    110.2, 113.7  neither              benign
}

func ExampleLayerTable() {
	t, err := exhibit.LayerTable(32)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(t.Caption)
	fmt.Println(strings.Join(t.Rows[0], ", "))
	// Output:
	// The network for 32×32 images: 60941 parameters
	// c1, encoder, convolution, 1×32×32, 6×28×28, 156
}

// A figure says in words what it shows.
func ExampleArchitectureFigure() {
	f, err := exhibit.ArchitectureFigure(32)
	if err != nil {
		log.Fatal(err)
	}
	first, _, _ := strings.Cut(f.Alt, ".")
	fmt.Println(first)
	// Output: Block diagram in three panels
}

// Two networks that resist the cue in nine of ten contradicting images, and in one.
func ExampleConflictTable() {
	all := []probe.Conflict{
		{Subject: probe.Subject{Group: probe.Trained(1, loss.CE), Seed: 1}, Foreground: .9, Background: .8},
		{Subject: probe.Subject{Group: probe.Trained(1, loss.Contrast), Seed: 1}, Foreground: .1, Background: .2},
	}
	fmt.Print(exhibit.ConflictTable(all))
	// Output:
	// Share of decisions that resist a cue which contradicts the class: mean over seeds [95 % interval]
	//
	// networks              by the foreground  with the background
	// scenario 1, CE        0.90               0.80
	// scenario 1, Contrast  0.10               0.20
}

// What other areas of the shapes restore, by the stored results.
func ExampleCureText() {
	text, err := exhibit.CureText("areas")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(text)
	// Output:
	// - **All of the 4 failing tests** restored by: none.
	// - **Some of the 4 failing tests** restored by: none.
	// - **None of the 4 failing tests** restored by: *areas = equal*, *areas = exchanged*.
}
