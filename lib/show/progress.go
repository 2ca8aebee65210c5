package show

import (
	"cmp"
	"fmt"
	"html"
	"time"

	"github.com/janpfeifer/gonb/gonbui"

	"nodulelab/lib/clock"
	"nodulelab/lib/lab"
	"nodulelab/lib/progress"
)

// bar is a line in the cell that says how far training is. It appears when training
// has taken a second and goes when all is done.
type bar struct {
	id    string
	shown time.Time
}

// report implements lab.Workers.Report.
func (b *bar) report(r lab.Report) {
	b.show(r.Passed, func() string { return line(r) })
}

// followed shows how far a study of training is.
func (b *bar) followed(p clock.Progress) {
	b.show(p.Passed, func() string {
		words := fmt.Sprintf("following scenario %d, %s: %d of %d networks", p.Job.Scenario, p.Job.Loss, p.Done, p.Networks)
		return drawn(words, p.Share, p.Passed)
	})
}

// show shows a line now and then.
func (b *bar) show(passed time.Duration, line func() string) {
	if passed < time.Second || time.Since(b.shown) < 200*time.Millisecond {
		return
	}
	b.shown = time.Now()
	b.id = cmp.Or(b.id, gonbui.UniqueId())
	gonbui.UpdateHTML(b.id, line())
}

// line is how far training is: "training scenario 2, CE: 7 of 20 networks, about 40 s
// left", and a bar. It names the part of the work if there is more than one.
func line(r lab.Report) string {
	words := "training "
	if r.Part != "" {
		words += r.Part + ", "
	}
	words += fmt.Sprintf("scenario %d, %s: %d of %d networks", r.Job.Scenario.Number, r.Job.Loss.Name(), r.Work.Done, r.Work.Networks)
	return drawn(words, r.Work.Share(), r.Passed)
}

// drawn is a few words on a share of some work, the time that is left, and a bar.
func drawn(words string, share float64, passed time.Duration) string {
	if left := progress.Left(share, passed); left != "" {
		words += ", " + left
	}
	return fmt.Sprintf(`<label>%s <progress max="1" value="%.3f"></progress></label>`, html.EscapeString(words), share)
}

// end removes the line.
func (b *bar) end() {
	if b.id == "" {
		return
	}
	gonbui.UpdateHTML(b.id, "")
	gonbui.Sync()
}
