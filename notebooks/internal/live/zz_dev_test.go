package live

import (
	"context"
	"os"
	"testing"

	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/notebooks/internal/export"
)

// Development only, not committed: LIVE_OUT=/tmp/page go test ./notebooks/internal/live -run Dev
func TestDev(t *testing.T) {
	out := os.Getenv("LIVE_OUT")
	if out == "" {
		t.Skip()
	}
	o := Options{Root: "../../..", Out: out, Maps: map[string][]byte{}}
	for _, s := range paper.Scenarios() {
		sc := Scenario{Number: s.Number, Question: s.Question, Training: [2]int{s.Training.Malignant, s.Training.Benign}}
		for _, d := range s.Tests {
			sc.Tests = append(sc.Tests, [2]int{d.Malignant, d.Benign})
		}
		for _, l := range s.Losses {
			name := l.(loss.Name)
			sc.Losses = append(sc.Losses, name)
			key := string(rune('0'+s.Number)) + "-" + string(name)
			b, err := os.ReadFile("/tmp/livenets/" + key + ".bin")
			if err != nil {
				t.Fatal(err)
			}
			o.Networks = append(o.Networks, Network{s.Number, name, 1, b})
			m, err := os.ReadFile("/tmp/livenets/map-" + key + ".bin")
			if err != nil {
				t.Fatal(err)
			}
			o.Maps[string(rune('0'+s.Number))+" "+string(name)] = m
		}
		o.Scenarios = append(o.Scenarios, sc)
	}
	os.MkdirAll(out, 0o755)
	l, err := Write(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	html, err := export.Preview(l)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(out+"/live.html", []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
}
