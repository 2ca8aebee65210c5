package show

import (
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/figure"
	"nodulelab/lib/lab"
	"nodulelab/lib/live/page"
	"nodulelab/lib/paper"
	"nodulelab/lib/project"
	"nodulelab/lib/train"
)

// Live shows how the networks of a scenario answer to one nodule. In JupyterLab the live
// page stands under the figure, with the scenario's networks of the first seed: change the
// nodule, and they answer at once. A report's page opens the figure into it. Elsewhere the
// figure is all that there is.
func (l Lab) Live(s paper.Scenario) {
	var groups [][]lab.Trained
	for _, by := range s.Losses {
		groups = append(groups, l.Train(s, by))
	}
	l.figure("ask", s, Must(exhibit.ForegroundFigure(groups...)), groups...)
}

// Live is [Lab.Live].
func Live(s paper.Scenario) { Open().Live(s) }

// PredictMap shows the plane of all D(imal, iben), empty, with the sets of a scenario. In
// JupyterLab and in a report's page it opens into a map: mark where a network of the first
// seed will fail, then see where it does. No network is trained for it.
func (l Lab) PredictMap(s paper.Scenario) { l.figure("predict", s, Must(exhibit.PredictFigure(s))) }

// PredictMap is [Lab.PredictMap] of the paper's plan. It needs no store.
func PredictMap(s paper.Scenario) { withoutStore().PredictMap(s) }

// Rulers shows the table of thresholds on one number for a scenario, fitted to the training
// set of the first seed ([exhibit.ShortcutTable]). In JupyterLab and in a report's page it
// opens into the rulers: change one nodule, and see what each of them says.
func (l Lab) Rulers(s paper.Scenario) {
	t := Must(exhibit.ShortcutTable(Sets(s, l.Plan.Seeds[0])...))
	l.part("rulers", s, t.HTML(), protocol.MIMETextPlain, t.String())
}

// Rulers is [Lab.Rulers] of the paper's plan. It needs no store.
func Rulers(s paper.Scenario) { withoutStore().Rulers(s) }

// Logits shows a figure that opens into the networks of a scenario and one nodule, as [Lab.Live]
// does, with the numbers that the logit may follow.
func (l Lab) Logits(s paper.Scenario, f figure.Figure) {
	var groups [][]lab.Trained
	if inJupyterLab() {
		for _, by := range s.Losses {
			groups = append(groups, l.Train(s, by))
		}
	}
	l.figure("logits", s, f, groups...)
}

// Logits is [Lab.Logits].
func Logits(s paper.Scenario, f figure.Figure) { Open().Logits(s, f) }

// withoutStore is a lab of the paper's plan, for what asks no network.
func withoutStore() Lab { return Lab{&lab.Lab{Plan: lab.PaperPlan(1)}} }

// figure shows a figure as a part.
func (l Lab) figure(name string, s paper.Scenario, f figure.Figure, groups ...[]lab.Trained) {
	l.part(name, s, Must(exhibit.FigureHTML(f)), protocol.MIMEImagePNG, Must(f.SmallPNG()), groups...)
}

// part shows HTML which opens into a part of the live page, and what viewers show that show
// no HTML. The networks are those that the live page of JupyterLab holds.
func (l Lab) part(name string, s paper.Scenario, html string, kind protocol.MIMEType, alternative any, groups ...[]lab.Trained) {
	text := exhibit.LiveHTML(name, fmt.Sprintf("scenario=%d", s.Number), html)
	if inJupyterLab() {
		text += Must(l.liveFrame(name, s, groups))
	}
	displayHTML(text, kind, alternative)
}

// inJupyterLab tells whether this project's JupyterLab shows what a cell displays.
func inJupyterLab() bool { return os.Getenv(page.PagesVariable) != "" }

// liveFrame writes the live page of a scenario's networks where JupyterLab of this project
// shows it, and returns the frame, which is left out when the notebook is saved. It shows one
// part, and for "ask" the whole page.
func (l Lab) liveFrame(part string, s paper.Scenario, groups [][]lab.Trained) (string, error) {
	name := fmt.Sprintf("%s-%d", part, s.Number)
	folder := filepath.Join(os.Getenv(page.PagesVariable), name)
	made, err := l.livePage(folder, s, groups)
	if err != nil {
		return "", err
	}
	text, err := made.HTML()
	if err != nil {
		return "", err
	}
	if err := project.WriteText(filepath.Join(folder, "live.html"), text); err != nil {
		return "", err
	}
	address := fmt.Sprintf("scenario=%d", s.Number)
	if part != "ask" {
		address += "&only=" + part
	}
	return fmt.Sprintf(`<iframe class="nodulelab-live" title="Ask the networks" width="100%%" height="900" src="%s/%s/live.html#%s"></iframe>`,
		os.Getenv(page.AddressVariable), name, html.EscapeString(address)), nil
}

// livePage writes the data of a live page with a scenario's networks of the first seed.
func (l Lab) livePage(folder string, s paper.Scenario, groups [][]lab.Trained) (page.Page, error) {
	engine := train.NewNative()
	defer engine.Close()
	scenarios, err := page.Offer(l.Plan, s)
	if err != nil {
		return page.Page{}, err
	}
	o := page.Options{Program: os.Getenv(page.ProgramVariable), Out: folder, Scenarios: scenarios}
	for _, group := range groups {
		n, err := page.Pack(context.Background(), engine, l.Plan, s, group[0])
		if err != nil {
			return page.Page{}, err
		}
		o.Networks = append(o.Networks, n)
	}
	maps, err := page.StoredMaps()
	if err != nil {
		return page.Page{}, err
	}
	o.Maps = maps
	return page.Write(o)
}
