package study_test

import (
	"testing"

	"nodulelab/lib/metrics"
	"nodulelab/lib/study"
)

// The committed results against the independent PyTorch implementation: 20 seeds
// each, row by row, two-sided Mann–Whitney at p < .01. The threshold was fixed
// before the results were seen.
func TestAgreesWithReference(t *testing.T) {
	ours := committed(t)
	theirs, err := study.Reference()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range study.Table1() {
		a, b := study.OfRow(ours, p.Row), study.OfRow(theirs, p.Row)
		if len(a) < 20 {
			t.Errorf("%s: %d seeds, want at least 20", p, len(a))
		}
		_, pValue, err := metrics.MannWhitney(study.Accuracies(a), study.Accuracies(b))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: ours %.2f, reference %.2f, p = %.3f", p, metrics.Summarise(study.Accuracies(a)).Mean, metrics.Summarise(study.Accuracies(b)).Mean, pValue)
		if pValue < .01 {
			t.Errorf("%s: the accuracies differ from the reference's, p = %.4f", p, pValue)
		}
	}
}

func TestTrainingAccuracySentence(t *testing.T) {
	row := study.Table1()[1].Row
	all := []study.Result{{Seed: 1, Row: row, TrainAccuracy: 1}, {Seed: 2, Row: row, TrainAccuracy: 1}}
	if got, want := study.TrainingAccuracy(all), "The training accuracy is 1.00 in 2 of 2 networks."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	all[1].TrainAccuracy = .8118
	want := "The training accuracy is 1.00 in 1 of 2 networks; not in seed 2 of scenario 1, CE (0.81)."
	if got := study.TrainingAccuracy(append(all, all[1])); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
