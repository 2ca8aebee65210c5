package browsertest

import (
	"fmt"
	"strings"
)

// Each task is done by its sliders, from what its button sets up, and is spoken. It is not
// done before.
func testTasks(p tab) {
	type move struct {
		key   string
		value float64
	}
	for i, c := range []struct {
		title    string
		networks string // scenario and seed that the button chooses
		not, by  []move // what does not do the task, what does it
	}{
		{"A spiculated nodule called benign", "1 1", []move{{"noise", 20}}, []move{{"foreground", 238}}},
		{"A smooth nodule called malignant", "2 1", []move{{"noise", 20}}, []move{{"foreground", 190}}},
		{"One image, two verdicts", "1 1", []move{{"turn", 90}}, []move{{"foreground", 200}}},
		{"The background alone", "1 1", []move{{"background", 100}}, []move{{"background", 112}}},
		{"The same mean, another verdict", "2 1", []move{{"area", .15}}, []move{{"area", .15}, {"foreground", 222}}},
	} {
		if i > 0 {
			p.run(`sessionStorage.clear()`) // what is done
		}
		p.open("scenario=3&shape=.5")
		if got := p.task(i); got.Title != c.title || got.Badge != "open" {
			p.Errorf("at first task %d is %+v, want %q, open", i, got, c.title)
		}
		setUp := func() {
			p.run(`probe.all(".tasks li button")[%d].click()`, i)
			s := p.settled().State
			if got := fmt.Sprint(s["scenario"], s["seed"]); got != c.networks {
				p.Errorf("%s: networks %s, want %s", c.title, got, c.networks)
			}
			if got := p.task(i); got.Badge != "open" {
				p.Errorf("%s: done as soon as it is set up", c.title)
			}
		}
		setUp()
		move := func(all []move) {
			for _, m := range all {
				if m.key == "area" {
					p.press(".check", "Hold the area")
				}
				p.slide(m.key, m.value)
				p.settled()
			}
		}
		move(c.not)
		if got := p.task(i); got.Badge != "open" {
			p.Errorf("%s: done by %v", c.title, c.not)
		}
		setUp()
		move(c.by)
		done := p.task(i)
		if done.Badge != "done" || !strings.HasPrefix(done.Seen, "What you saw: ") || !strings.HasPrefix(done.Task, "Done. ") {
			p.Errorf("%s: %+v after %v", c.title, done, c.by)
		}
		p.until(`probe.spoken().startsWith("Done: ")`)
		if got := tell[string](p, `probe.spoken()`); !strings.Contains(got, c.title) {
			p.Errorf("%s: spoken is %q", c.title, got)
		}
	}
}

// taskItem is what the page shows of a task: in the list, and over the nodule.
type taskItem struct{ Title, Badge, Seen, Task string }

func (p tab) task(i int) taskItem {
	p.Helper()
	return tell[taskItem](p, `(() => {
		const item = probe.all(".tasks li")[%d];
		return { title: item.querySelector("h3").firstChild.textContent, badge: probe.text(item.querySelector(".badge")),
			seen: probe.text(item.querySelector(".seen-then")), task: probe.text(probe.all(".task")[0]) };
	})()`, i)
}
