package exhibit

import (
	"fmt"
	"slices"

	"nodulelab/lib/figure"
	"nodulelab/lib/internal/slice"
	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
	"nodulelab/lib/verdict"
)

// TemplateFigure plots the logit against contrast at one shape and area, by class, and
// dashed what a template without invariance to contrast predicts of it. One panel is one
// group of networks, or the template of the class means.
func TemplateFigure(all []probe.Template) (figure.Figure, error) {
	steps := slice.Map(probe.Levels(), func(level int) string { return fmt.Sprint(level) })
	lines := []struct {
		label  string
		hue    figure.Hue
		dashed bool
		of     func(probe.Template) []float64
	}{
		{"malignant", figure.Malignant, false, func(t probe.Template) []float64 { return t.Logit.Malignant }},
		{"benign", figure.Benign, false, func(t probe.Template) []float64 { return t.Logit.Benign }},
		{"malignant, predicted", figure.Malignant, true, func(t probe.Template) []float64 { return t.Predicted.Malignant }},
		{"benign, predicted", figure.Benign, true, func(t probe.Template) []float64 { return t.Predicted.Benign }},
	}
	panel := func(g probe.Group) figure.LinePanel {
		p := figure.LinePanel{Title: g.String(), XLabel: "foreground intensity", YLabel: "logit, SD; malignant above 0", Steps: steps}
		for _, l := range lines {
			line := profileLine(l.label, all, g, l.of)
			line.Hue, line.Dashed = l.hue, l.dashed
			p.Lines = append(p.Lines, line)
		}
		return p
	}
	return figure.Lines("One template at many contrasts", slice.Map(probe.Groups(all), panel))
}

// accuracyAt returns the accuracy where the classes have two intensities, areas being equal.
func accuracyAt(malignant, benign int) func(probe.Template) float64 {
	m, b := slices.Index(probe.Levels(), malignant), slices.Index(probe.Levels(), benign)
	return func(t probe.Template) float64 { return t.Accuracy(m, b) }
}

// TemplateTable tabulates what networks score at equal areas, and how much of what they
// decide at other contrasts three explanations predict.
func TemplateTable(all []probe.Template) Table {
	return groupTable("Accuracy at equal areas, and the share of decisions at other contrasts that each explanation predicts", all, probe.Groups(all), []column[probe.Template]{
		{"accuracy on 150, 150", accuracyAt(150, 150)},
		{"on 130, 170", accuracyAt(130, 170)},
		{"on 170, 130", accuracyAt(170, 130)},
		{contrastMatch, func(t probe.Template) float64 { return t.Right }},
		{"shape alone", func(t probe.Template) float64 { return t.Invariant }},
		{"contrast alone", func(t probe.Template) float64 { return t.ByContrast }},
		{"R² of the logit, contrast × match", func(t probe.Template) float64 { return t.Explained }},
		{"contrast² × match", func(t probe.Template) float64 { return t.SquareRight }},
		{"R² of that", func(t probe.Template) float64 { return t.SquareExplained }},
	})
}

// TemplateText says what decides where areas are equal in training; then of each group of
// networks whether a template without invariance to contrast decides, by
// [verdict.JudgeTemplates], and how contrast moves its logits; then what the template of the
// class means does, which is one by construction.
func TemplateText(all []probe.Template) (string, error) {
	networks := slice.Map(verdict.JudgeTemplates(all), func(v verdict.TemplateVerdict) judgedAnswer {
		return judgedAnswer{answerOf(all, v.Group), v}
	})
	means := slice.Filter(probe.Groups(all), probe.Group.IsClassMeans)
	return block("TemplateText").text(struct {
		Equal, Networks []judgedAnswer
		Means           []answer
		One             bool // contrast × match predicts most, of all of Equal
		Down            bool // all of Equal call an image without a shape malignant, and contrast moves both classes towards benign
	}{
		slice.Filter(networks, func(n judgedAnswer) bool { return n.Group.HasEqualAreas() }),
		networks, slice.Map(means, func(g probe.Group) answer { return answerOf(all, g) }),
		!slices.ContainsFunc(networks, func(n judgedAnswer) bool { return n.Group.HasEqualAreas() && n.Best != contrastMatch }),
		!slices.ContainsFunc(networks, func(n judgedAnswer) bool {
			return n.Group.HasEqualAreas() && !(n.Empty.Low > 0 && n.Moves == towardsBenign)
		}),
	})
}

type judgedAnswer struct {
	answer
	verdict.TemplateVerdict
}

// Missing lists the comparisons of the verdict that do not hold.
func (a judgedAnswer) Missing() []string {
	open := slice.Filter(a.Comparisons, func(c verdict.Comparison) bool { return c.Outcome != verdict.Holds })
	return slice.Map(open, verdict.Comparison.String)
}

const (
	contrastMatch = "contrast × match"
	towardsBenign = "towards benign"
)

// answer is how a group answers to contrast.
type answer struct {
	Of                          probe.Group
	Template, Shape, Contrast   metrics.Estimate // shares of decisions that these predict
	Best                        string           // of the three, the one that predicts most
	Opposite, Empty             metrics.Estimate // accuracy on 170, 130, and the logit without a shape
	Moves                       string           // where the logits of both classes go from 130 to 170
	DarkBenign, BrightMalignant metrics.Estimate // called malignant, at 130 and at 170
}

func answerOf(all []probe.Template, g probe.Group) answer {
	of := func(number func(probe.Template) float64) metrics.Estimate { return probe.Estimate(all, g, number) }
	dark, bright := slices.Index(probe.Levels(), 130), slices.Index(probe.Levels(), 170)
	a := answer{
		Of:              g,
		Template:        of(func(t probe.Template) float64 { return t.Right }),
		Shape:           of(func(t probe.Template) float64 { return t.Invariant }),
		Contrast:        of(func(t probe.Template) float64 { return t.ByContrast }),
		Opposite:        of(accuracyAt(170, 130)),
		Empty:           of(func(t probe.Template) float64 { return t.Empty }),
		DarkBenign:      of(func(t probe.Template) float64 { return t.Called.Benign[dark] }),
		BrightMalignant: of(func(t probe.Template) float64 { return t.Called.Malignant[bright] }),
		Moves:           "in different directions",
	}
	names := []string{contrastMatch, "the shape alone", "the contrast alone"}
	a.Best = names[strongest([]float64{a.Template.Mean, a.Shape.Mean, a.Contrast.Mean})]
	malignant := of(func(t probe.Template) float64 { return t.Logit.Malignant[bright] - t.Logit.Malignant[dark] }).Mean
	benign := of(func(t probe.Template) float64 { return t.Logit.Benign[bright] - t.Logit.Benign[dark] }).Mean
	switch {
	case malignant < 0 && benign < 0:
		a.Moves = towardsBenign
	case malignant > 0 && benign > 0:
		a.Moves = "towards malignant"
	}
	return a
}
