package verdict

import (
	"fmt"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/probe"
)

// TemplateVerdict is the verdict on a group of networks.
type TemplateVerdict struct {
	Verdict
	Group probe.Group
}

// JudgeTemplates judges of each group of networks a statement that is not the paper's: that
// what decides is a template of the shape that is not invariant to contrast
// ([probe.Template]). The class means, which are such a template by construction, are left
// out. A statement holds if
//
//   - the template predicts more than nine of ten decisions at other contrasts than that of
//     training, as many as make a network generalise ([Holding]);
//   - it predicts more of them, by more than [Same], than a reader of shape would, whose
//     decisions are the same at all contrasts;
//   - and more, by more than Same, than the best rule that knows the contrast alone. That
//     rule is made from the decisions themselves, the template's predictions are not.
func JudgeTemplates(all []probe.Template) []TemplateVerdict {
	networks := slice.Filter(all, func(t probe.Template) bool { return !t.IsClassMeans() })
	var verdicts []TemplateVerdict
	for i, g := range probe.Groups(networks) {
		words := fmt.Sprintf("A template of the shape that is not invariant to contrast decides (%s).", g)
		own := claim(fmt.Sprintf("T%d", i+1), words, "not the paper's: notebook 06")
		of := func(what string, b Bound, number func(probe.Template) float64) Comparison {
			return compare(what, probe.Values(networks, g, number), b)
		}
		parts := []Comparison{
			of("the share of decisions at other contrasts that it predicts", Above(Holding), func(t probe.Template) float64 { return t.Right }),
			of("its lead over decisions that no contrast changes", Above(Same), func(t probe.Template) float64 { return t.Right - t.Invariant }),
			of("its lead over the best rule by contrast alone", Above(Same), func(t probe.Template) float64 { return t.Right - t.ByContrast }),
		}
		verdicts = append(verdicts, TemplateVerdict{conclude(own, parts), g})
	}
	return verdicts
}
