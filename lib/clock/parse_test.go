package clock

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"strings"
	"testing"
)

// Courses of another study than it is now, or not all of them, are refused, with the
// command that makes them.
func TestParseRefuses(t *testing.T) {
	pack := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(text))
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	s := Paper()
	manifest := func(change func(*Manifest)) []byte {
		m := Manifest{Groups: s.Names(), Seeds: len(s.Base.Seeds), Epochs: s.Epochs, Looks: s.Looks, Probed: s.Probed}
		change(&m)
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	own, header := manifest(func(*Manifest) {}), strings.Join(columns, ",")+"\n"
	const another, again = "of another study than clock.Paper", ": go run ./notebooks clock makes them again"
	for name, test := range map[string]struct {
		courses, manifest []byte
		want              string
	}{
		"no manifest":    {pack(header), []byte("{"), "manifest.json: "},
		"other groups":   {pack(header), manifest(func(m *Manifest) { m.Groups = m.Groups[1:] }), another + again},
		"other looks":    {pack(header), manifest(func(m *Manifest) { m.Looks = m.Looks[1:] }), another},
		"fewer seeds":    {pack(header), manifest(func(m *Manifest) { m.Seeds = 3 }), another},
		"not packed":     {[]byte(header), own, "courses.csv.gz: "},
		"other columns":  {pack("epoch\n"), own, "columns epoch: want scenario,"},
		"no course":      {pack(header), own, "scenario 1, CE, batch 32, learning rate 0.0001, seed 1, has no course" + again},
		"a short course": {pack(header + "1,CE,32,0.0001,1,0,1/2,1/2,1/2,1/2,1/2,1/2,,,,,,\n"), own, "1 points, want 401"},
	} {
		if _, err := parse(s, test.courses, test.manifest); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		}
	}
}
