package show

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/janpfeifer/gonb/gonbui/protocol"

	"nodulelab/lib/exhibit"
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
	f := Must(exhibit.ForegroundFigure(groups...))
	text := Must(exhibit.LiveHTML("ask", fmt.Sprintf("scenario=%d", s.Number), f))
	if os.Getenv(page.PagesVariable) != "" {
		text += Must(l.liveFrame(s, groups))
	}
	displayHTML(text, protocol.MIMEImagePNG, Must(f.SmallPNG()))
}

// Live is [Lab.Live].
func Live(s paper.Scenario) { Open().Live(s) }

// liveFrame writes the live page of a scenario's networks where JupyterLab of this project
// shows it, and returns the frame, which is left out when the notebook is saved.
func (l Lab) liveFrame(s paper.Scenario, groups [][]lab.Trained) (string, error) {
	name := fmt.Sprintf("scenario-%d", s.Number)
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
	return fmt.Sprintf(`<iframe class="nodulelab-live" title="Ask the networks" width="100%%" height="900" src="%s/%s/live.html#scenario=%d"></iframe>`,
		os.Getenv(page.AddressVariable), name, s.Number), nil
}

// livePage writes the data of a live page with a scenario's networks of the first seed.
func (l Lab) livePage(folder string, s paper.Scenario, groups [][]lab.Trained) (page.Page, error) {
	engine := train.NewNative()
	defer engine.Close()
	o := page.Options{Program: os.Getenv(page.ProgramVariable), Out: folder, Scenarios: page.Offer(s)}
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
