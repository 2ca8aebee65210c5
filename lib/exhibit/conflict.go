package exhibit

import (
	"fmt"

	"nodulelab/lib/figure"
	"nodulelab/lib/loss"
	"nodulelab/lib/probe"
)

// cues are the two ways to bring a cue that contradicts the shape.
var cues = []column[probe.Conflict]{
	{"by the foreground", func(c probe.Conflict) float64 { return c.Foreground }},
	{"with the background", func(c probe.Conflict) float64 { return c.Background }},
}

// ConflictFigure plots how often decisions follow the shape where the scenario's cue
// contradicts it.
func ConflictFigure(all []probe.Conflict) (figure.Figure, error) {
	var rows []figure.Row
	for _, g := range probe.Groups(all) {
		for _, c := range cues {
			rows = append(rows, shareRow(fmt.Sprintf("%s, cue %s", g, c.name), all, g, c.of))
		}
	}
	return shares("Shape against brightness", "share of decisions that follow the shape", "as often as not", rows)
}

// ConflictTable tabulates the shape biases.
func ConflictTable(all []probe.Conflict) Table {
	return groupTable("Shape bias, the share of decisions that follow the shape against the cue", all, probe.Groups(all), cues)
}

// ConflictText says which loss follows the shape more, for each scenario and cue.
func ConflictText(all []probe.Conflict) (string, error) {
	var rows []probe.Comparison
	for _, s := range probe.Scenarios(all) {
		for _, c := range cues {
			d, err := probe.Differences(all, probe.Trained(s, loss.CE), probe.Trained(s, loss.Contrast), c.of)
			if err != nil {
				return "", err
			}
			rows = append(rows, probe.Comparison{Label: fmt.Sprintf("scenario %d, cue %s", s, c.name), Differences: d})
		}
	}
	return block("ConflictText").text(probe.Family(rows...))
}
