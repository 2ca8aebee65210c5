package exhibit

import (
	"nodulelab/lib/results"
	"nodulelab/lib/verdict"
)

// RestorationTable tabulates, for each test on which cross-entropy fails and each loss
// beside it, the two accuracies and the verdict of [verdict.JudgeRestorations].
func RestorationTable(rs []results.Result) (Table, error) {
	return block("RestorationTable").table(verdict.JudgeRestorations(rs))
}

// RestorationText says of each test on which cross-entropy fails whether a loss restores
// it, and whether it is better there at all.
func RestorationText(rs []results.Result) (string, error) {
	return block("RestorationText").text(verdict.JudgeRestorations(rs))
}
