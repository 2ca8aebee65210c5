package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/probe"
)

// numbers are those that a logit may follow.
var numbers = []struct {
	name string
	of   func(probe.Single) float64
}{
	{"shape", func(s probe.Single) float64 { return s.Shape }},
	{"area", func(s probe.Single) float64 { return s.Area }},
	{"foreground intensity", func(s probe.Single) float64 { return s.Foreground }},
	{"mean of the whole image", func(s probe.Single) float64 { return s.WholeImage }},
	{"light that the foreground adds", func(s probe.Single) float64 { return s.Light }},
}

// Follows tabulates how closely logits follow single numbers of an image, all
// features set apart.
func Follows(all []probe.Factorial) Table {
	var columns []column[probe.Factorial]
	for _, n := range numbers {
		columns = append(columns, column[probe.Factorial]{n.name, func(f probe.Factorial) float64 { return n.of(f.Follows) }})
	}
	return estimates("Correlation of the logit with one number of the image, all features apart", all, probe.Groups(all), columns...)
}

// FollowsSay says of each group, in a Markdown list, which number its logits follow
// most closely, and in how many seeds they do.
func FollowsSay(all []probe.Factorial) string {
	var b strings.Builder
	for _, g := range probe.Groups(all) {
		first, count, of := leading(all, g, correlations)
		fmt.Fprintf(&b, "- **%s**: the logit follows the *%s* most closely, with a correlation of %s, and does so in %d of %s.\n", g, numbers[first].name,
			estimated(probe.Estimate(all, g, func(f probe.Factorial) float64 { return correlations(f)[first] })), count, plural(of, "seed"))
	}
	return b.String()
}

// correlations are those of one network's logit, in the order of numbers.
func correlations(f probe.Factorial) []float64 {
	var values []float64
	for _, n := range numbers {
		values = append(values, n.of(f.Follows))
	}
	return values
}
