package reproduce

import (
	"nodulelab/lib/lab"
	"nodulelab/lib/live/page"
	"nodulelab/lib/paper"
)

// livePage writes the data of the live page, with the networks that the trainer has left
// for it, and returns the page.
func (o Options) livePage() (*page.Page, error) {
	networks, err := page.TakeNetworks(o.Out)
	if err != nil {
		return nil, err
	}
	maps, err := page.StoredMaps()
	if err != nil {
		return nil, err
	}
	scenarios, err := page.Offer(lab.PaperPlan(1), paper.Scenarios()...)
	if err != nil {
		return nil, err
	}
	made, err := page.Write(page.Options{
		Program: o.Environment.LiveProgram(), Out: o.Out, Scenarios: scenarios, Networks: networks, Maps: maps,
	})
	return &made, err
}
