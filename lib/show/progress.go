package show

import (
	"fmt"
	"html"
	"time"

	"github.com/janpfeifer/gonb/gonbui"

	"nodulelab/lib/lab"
	"nodulelab/lib/train"
)

// progress is a line in the cell that says what is being trained. It appears with
// the first epoch and goes when all is done.
type progress struct {
	part  string // of what is being trained; before the job's name
	id    string
	shown time.Time
}

// report implements lab.Workers.Report.
func (p *progress) report(j lab.Job, t train.Progress) {
	if time.Since(p.shown) < 200*time.Millisecond {
		return
	}
	p.shown = time.Now()
	if p.id == "" {
		p.id = gonbui.UniqueId()
	}
	gonbui.UpdateHTML(p.id, line(p.part, j, t))
}

// line is the state of one job, which belongs to a part.
func line(part string, j lab.Job, t train.Progress) string {
	name := part + fmt.Sprintf("scenario %d, %s, seeds %d to %d", j.Scenario.Number, j.Loss, j.Seeds[0], j.Seeds[len(j.Seeds)-1])
	return fmt.Sprintf(`<label>training %s: %s <progress max="%d" value="%d"></progress> epoch %d of %d</label>`,
		html.EscapeString(name), t.Stage, t.Epochs, t.Epoch, t.Epoch, t.Epochs)
}

// end removes the line.
func (p *progress) end() {
	if p.id == "" {
		return
	}
	gonbui.UpdateHTML(p.id, "")
	gonbui.Sync()
}
