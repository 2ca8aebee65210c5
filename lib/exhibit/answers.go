package exhibit

import (
	"fmt"
	"slices"
	"strings"

	"nodulelab/lib/design"
	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/verdict"
)

// asked are the conclusions that can be computed of a sweep, the premise first, and those
// that cannot.
type asked struct {
	conclusions []verdict.Conclusion
	omitted     []verdict.Omitted
}

// askedOf sorts the conclusions for one or several sweeps, of which each has to answer
// them. It is an error if nothing but the premise can be computed.
func askedOf(sweeps ...design.Swept) (asked, error) {
	a := asked{conclusions: verdict.Conclusions()}
	for _, s := range sweeps {
		_, omitted := verdict.Computable(s.Sweep)
		for _, o := range omitted {
			n := len(a.conclusions)
			a.conclusions = slice.Filter(a.conclusions, func(c verdict.Conclusion) bool { return c.Name != o.Name })
			if len(a.conclusions) < n {
				a.omitted = append(a.omitted, o)
			}
		}
	}
	if len(a.conclusions) == 1 {
		return asked{}, fmt.Errorf("exhibit: the sweep %q answers none of the paper's conclusions (%s): SweepFigure and SweepTable show its accuracies", sweeps[0].Sweep.Name, a.reasons())
	}
	return a, nil
}

// reasons lists the conclusions that are left out, and why.
func (a asked) reasons() string {
	return strings.Join(slice.Map(a.omitted, func(o verdict.Omitted) string { return fmt.Sprintf("“%s”: %s", o.Name, o.Why) }), "; ")
}

// Note is a sentence that names the conclusions that are left out; empty if there are
// none.
func (a asked) Note() string {
	if len(a.omitted) == 0 {
		return ""
	}
	return "Not computed, since the sweep has not what it takes: " + a.reasons() + "."
}

// All says that all conclusions hold that can be computed: "all three conclusions hold".
func (a asked) All() string {
	return []string{"the one conclusion holds", "both conclusions hold", "all three conclusions hold"}[len(a.conclusions)-2]
}

// titled adds to a figure's title the scenarios whose conclusions are left out.
func (a asked) titled(title string) string {
	if len(a.omitted) == 0 {
		return title
	}
	scenarios := slice.Map(a.omitted, func(o verdict.Omitted) string { return strings.Split(o.Name, ":")[0] })
	return fmt.Sprintf("%s (not computed: %s)", title, strings.Join(scenarios, ", "))
}

// noted adds the note to a figure's text alternative.
func (a asked) noted(f figure.Figure) figure.Figure {
	if note := a.Note(); note != "" {
		f.Alt += " " + note
	}
	return f
}

// answers are how a sweep's conclusions answer to its factors.
type answers struct {
	asked
	responses []verdict.FactorResponse
}

// answersOf measures the answers to the factors with some names, or to all of a sweep.
func answersOf(s design.Swept, factors ...string) (answers, error) {
	responses, err := verdict.Responses(s, factors...)
	if err != nil {
		return answers{}, err
	}
	a, err := askedOf(s)
	return answers{a, responses}, err
}

// group returns the responses to the factors of a group.
func (a answers) group(group string) ([]verdict.FactorResponse, error) {
	own := slice.Filter(a.responses, func(r verdict.FactorResponse) bool { return r.Factor.Group == group })
	if own == nil {
		groups := slice.Map(a.responses, func(r verdict.FactorResponse) string { return r.Factor.Group })
		return nil, fmt.Errorf("exhibit: no factors of %q: want %s", group, list(slices.Compact(groups)))
	}
	return own, nil
}

// effectsOf returns what the factors of responses do to each conclusion.
func effectsOf(responses []verdict.FactorResponse) ([][]verdict.FactorEffect, error) {
	return slice.Try(responses, verdict.FactorResponse.Effects)
}
