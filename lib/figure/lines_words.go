package figure

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

func (p LinePanel) check(i int) error {
	what := fmt.Sprintf("panel %d", i)
	err := cmp.Or(
		checkText("title of "+what, p.Title), checkText("X label of "+what, p.XLabel), checkText("Y label of "+what, p.YLabel),
		checkTexts("step", "of "+what, p.Steps), checkRows(p.Title, "lines", len(p.Lines), mostLines),
	)
	if n := len(p.Steps); n > mostSteps {
		err = cmp.Or(err, fmt.Errorf("figure: panel %q with %d steps: want at most %d", p.Title, n, mostSteps))
	}
	if p.Low != 0 || p.High != 0 {
		err = cmp.Or(err, checkAxis(fmt.Sprintf("panel %q", p.Title), p.Low, p.High))
	}
	for j, l := range p.Lines {
		err = cmp.Or(err, checkText("label in panel "+p.Title, l.Label), p.checkLine(l))
		if err == nil && indexOf(p.Lines[:j], l.Label) >= 0 {
			return fmt.Errorf("figure: panel %q has two lines %q: want one, with the seeds of both", p.Title, l.Label)
		}
	}
	return err
}

// checkLine checks that every seed has a value for each step, and that all values
// lie on the Y axis.
func (p LinePanel) checkLine(l Line) error {
	what := fmt.Sprintf("panel %q, line %q", p.Title, l.Label)
	if err := checkRows(what, "seeds", len(l.Seeds), mostSeeds); err != nil {
		return err
	}
	steps := len(p.Steps)
	if !p.named() {
		steps = len(l.Seeds[0])
	}
	low, high := p.axis()
	for i, values := range l.Seeds {
		seed := fmt.Sprintf("%s, seed %d", what, i)
		if err := cmp.Or(oneEach(seed, len(values), "values", steps, "steps"), checkRange(seed, values, low, high)); err != nil {
			return err
		}
	}
	return nil
}

// axis returns the least and the largest value that the Y axis can show.
func (p LinePanel) axis() (low, high float64) {
	low, high = p.Low, p.High
	if low == high {
		low, high = math.Inf(-1), math.Inf(1)
	}
	if p.Log {
		low = max(low, smallestLog)
	}
	return low, high
}

// linesAlt says of each line where its mean over the seeds lies: at every step that
// has a name, or at the first and the last.
func linesAlt(panels []LinePanel) string {
	var b strings.Builder
	lead := "Training curves in %s."
	if panels[0].named() {
		lead = "Line plots in %s, one thin line a seed; here are the means."
	}
	fmt.Fprintf(&b, lead, count(len(panels), "panel"))
	for _, p := range panels {
		fmt.Fprintf(&b, " %s, %s", p.Title, p.YLabel)
		if p.named() {
			fmt.Fprintf(&b, " over %s (%s)", p.XLabel, strings.Join(p.Steps, ", "))
		}
		b.WriteString(":")
		for i, l := range p.Lines {
			fmt.Fprintf(&b, "%s %s %s", separator(i, ";"), l.Label, p.words(l))
		}
		b.WriteString(".")
	}
	return b.String()
}

// words says where a line lies: "(2 seeds) 0.85, 0.45".
func (p LinePanel) words(l Line) string {
	if !p.named() {
		last := len(l.Seeds[0]) - 1
		return fmt.Sprintf("(%s) from %.3g to %.3g at %s %d", count(len(l.Seeds), "line"), l.runningMean(0), l.runningMean(last), p.XLabel, last+1)
	}
	text := fmt.Sprintf("(%s)", count(len(l.Seeds), "seed"))
	for i, v := range l.mean() {
		text += fmt.Sprintf("%s %.2f", separator(i, ","), v)
	}
	return text
}
