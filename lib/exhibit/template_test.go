package exhibit_test

import (
	"slices"
	"testing"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
)

// levels returns a value for each of probe.Levels, from one at 130 to another at 170.
func levels(dark, bright float64) []float64 {
	return slices.Collect(func(yield func(float64) bool) {
		for _, level := range probe.Levels() {
			if !yield(dark + (bright-dark)*float64(level-130)/40) {
				return
			}
		}
	})
}

// templates are answers of 20 networks of each loss, of both areas, and of the class means.
// The contrastive loss goes by the shape alone if steady is true.
func templates(steady bool) []probe.Template {
	var all []probe.Template
	for seed := uint64(1); seed <= 20; seed++ {
		for _, network := range []string{probe.ClassMeans, string(loss.CE), string(loss.Contrast)} {
			g := probe.Group{Scenario: 1, Network: network}
			for _, g := range []probe.Group{g, probe.EqualAreas(g)} {
				t := probe.Template{
					Subject: probe.Subject{Group: g, Seed: seed}, Empty: 2 + .01*float64(seed%2),
					Logit:     probe.Curve{Malignant: levels(1.5, -.5), Benign: levels(.5, -2.5)},
					Predicted: probe.Curve{Malignant: levels(1.5, -.5), Benign: levels(.5, -2.5)},
					Called:    probe.Curve{Malignant: levels(1, .25), Benign: levels(.75, 0)},
					Right:     .95, Invariant: .6, ByContrast: .8, Explained: .9, SquareRight: .7, SquareExplained: .5,
				}
				if steady && network == string(loss.Contrast) {
					t.Right, t.Invariant, t.Empty = .7, 1, -1
				}
				all = append(all, t)
			}
		}
	}
	return all
}

func TestTemplateFigure(t *testing.T) {
	f, err := exhibit.TemplateFigure(templates(false))
	drawn(t, f, err, "Line plots in 6 panels", "scenario 1, CE, equal areas, logit, SD; malignant above 0 over foreground intensity (100, 110,", "malignant, predicted (20 seeds)")
}

func TestTemplateTable(t *testing.T) {
	table := exhibit.TemplateTable(templates(false))
	if len(table.Rows) != 6 || len(table.Header) != 10 || table.Rows[3][0] != "scenario 1, CE, equal areas" {
		t.Fatalf("%+v", table)
	}
	for i, want := range []string{"0.62", "1.00", "0.25", "0.95", "0.60", "0.80", "0.90", "0.70", "0.50"} {
		if got, want := table.Rows[3][1+i], want+" ["+want+", "+want+"]"; got != want {
			t.Errorf("%s: %s, want %s", table.Header[1+i], got, want)
		}
	}
}

// The paragraph says what was measured, whichever explanation fits.
func TestTemplateText(t *testing.T) {
	text := textOf(t)(exhibit.TemplateText(templates(false)))
	has(t, text,
		"**What decides where areas are equal?** Nothing but the shape tells the classes apart in training, and on 170, 130 the accuracy is 0.25 [0.25, 0.25] (scenario 1, CE, equal areas), 0.25 [0.25, 0.25] (scenario 1, Contrast, equal areas).",
		"a template of the shape that is not invariant to contrast predicts most", "An image without a shape is called malignant", "dark benign shapes are called malignant",
		"decides *holds* for scenario 1, CE, equal areas; *holds* for scenario 1, Contrast, equal areas.",
		"- **scenario 1, CE**: *holds*. Of the decisions at other contrasts, contrast × match predicts 0.95, the contrast alone 0.80, the shape alone 0.60. With the contrast, the logits of both classes go towards benign: of benign shapes at 130, 0.75 are called malignant, of malignant ones at 170, 0.25.",
		"- **scenario 1, class means**, without a network: on 170, 130 the accuracy of such a template is 0.25.")
	text = textOf(t)(exhibit.TemplateText(templates(true)))
	has(t, text, "No explanation of the three predicts most of all these networks: contrast × match does of scenario 1, CE, equal areas; the shape alone does of scenario 1, Contrast, equal areas; so that the question stays open. By the rule",
		"*holds* for scenario 1, CE, equal areas; *fails* for scenario 1, Contrast, equal areas, where the share of decisions at other contrasts that it predicts is 0.70 [0.70, 0.70], to lie above 0.9, as in 0 of 20 seeds; its lead over")
}

// Without networks of equal areas there is no paragraph about them.
func TestTemplateTextWithoutEqualAreas(t *testing.T) {
	all := slices.DeleteFunc(templates(false), func(m probe.Template) bool { return m.HasEqualAreas() })
	if text := textOf(t)(exhibit.TemplateText(all)); text[:20] != "- **scenario 1, CE**" {
		t.Errorf("%q", text)
	}
}
