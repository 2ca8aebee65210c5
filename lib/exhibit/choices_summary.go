package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/verdict"
)

// Robustness says of each conclusion at how many levels it holds, fails and stays
// undecided when one factor is changed, and in what share of cells it holds when
// all are, in a Markdown list.
func Robustness() (string, error) {
	all, err := responses(everyGroup()...)
	if err != nil {
		return "", err
	}
	cube, err := design.Load(design.HypercubeSweep)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i, c := range verdict.Conclusions() {
		counts, levels := map[verdict.Outcome]int{}, 0
		for _, r := range all {
			for j, l := range r.Levels {
				if j != r.Default {
					counts[l.States[i]]++
					levels++
				}
			}
		}
		o := c.Overall(cube)
		low, high := o.Wilson()
		fmt.Fprintf(&b, "- **%s**: of the %d other levels, one at a time, it holds at %d, fails at %d and stays undecided at %d; with all choices drawn at random it holds in %s of %d cells (95 %% interval %s to %s).\n",
			c.Name, levels, counts[verdict.Holds], counts[verdict.Fails], counts[verdict.Undecided], two(o.Value()), o.Total, two(low), two(high))
	}
	return b.String(), nil
}
