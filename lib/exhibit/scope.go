package exhibit

import (
	"fmt"
	"strings"

	"nodulelab/lib/lab"
)

// Scope says what a plan trains, how often, and which engine does.
func Scope(p lab.Plan, engine string) string {
	networks, rows := 0, 0
	var scenarios []string
	for _, s := range p.Scenarios {
		networks += len(s.Losses) * len(p.Seeds)
		rows += len(s.Losses) * len(s.Tests)
		scenarios = append(scenarios, fmt.Sprint(s.Number))
	}
	noun := "Scenarios"
	if len(scenarios) == 1 {
		noun = "Scenario"
	}
	return fmt.Sprintf("%s %s of the paper, %s of Table 1, %s: %s, trained by the engine *%s* for %d epochs on %d images of %d×%d pixels, validated on %d and tested on %d of each test distribution.",
		noun, strings.Join(scenarios, ", "), plural(rows, "row"), plural(len(p.Seeds), "seed"), plural(networks, "network"), engine,
		p.Protocol.Epochs, p.Config.Training, p.Config.Side, p.Config.Side, p.Config.Samples-p.Config.Training, p.Config.Samples)
}
