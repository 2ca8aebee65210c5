package clock

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"nodulelab/lib/lab"
)

//go:embed results
var embedded embed.FS

// Command makes the stored courses.
const Command = "go run ./notebooks clock"

const (
	coursesFile  = "courses.csv.gz"
	manifestFile = "manifest.json"
)

// Manifest says what made stored courses.
type Manifest struct {
	Command  string            `json:"command"`
	Groups   []string          `json:"groups"`
	Seeds    int               `json:"seeds"`
	Epochs   int               `json:"epochs"`
	Looks    []int             `json:"looks"`  // of losses of embeddings; of the others every epoch
	Probed   []int             `json:"probed"` // in the protocol's own groups
	Networks int               `json:"networks"`
	Engine   string            `json:"engine"`
	Sources  string            `json:"sources"` // hash of the code that computed
	Made     map[string]string `json:"made"`    // by which program, on what
}

// Load returns the stored courses of [Paper]. It is an error if they are of another study
// than it is now, or not all of it.
func Load() (Followed, error) { return loaded() }

var loaded = sync.OnceValues(func() (Followed, error) {
	courses, errCourses := embedded.ReadFile("results/" + coursesFile)
	manifest, errManifest := embedded.ReadFile("results/" + manifestFile)
	if errCourses != nil || errManifest != nil {
		return Followed{}, fmt.Errorf("clock: no courses are stored: %s makes them", Command)
	}
	return parse(Paper(), courses, manifest)
})

func parse(s Study, courses, manifest []byte) (Followed, error) {
	f := Followed{Study: s, Manifest: &Manifest{}}
	if err := json.Unmarshal(manifest, f.Manifest); err != nil {
		return Followed{}, fmt.Errorf("clock: %s: %w", manifestFile, err)
	}
	if !f.Manifest.of(s) {
		return Followed{}, fmt.Errorf("clock: the stored courses are of another study than clock.Paper: %s makes them again", Command)
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(courses))
	if err != nil {
		return Followed{}, fmt.Errorf("clock: %s: %w", coursesFile, err)
	}
	if f.Courses, err = ReadCSV(unpacked); err != nil {
		return Followed{}, fmt.Errorf("clock: %s: %w", coursesFile, err)
	}
	if err := f.Validate(); err != nil {
		return Followed{}, fmt.Errorf("%w: %s makes them again", err, Command)
	}
	return f, nil
}

// of tells whether the manifest is of a study.
func (m Manifest) of(s Study) bool {
	return slices.Equal(m.Groups, s.Names()) && m.Seeds == len(s.Base.Seeds) && m.Epochs == s.Epochs &&
		slices.Equal(m.Looks, s.Looks) && slices.Equal(m.Probed, s.Probed)
}

// Files are the two files that hold a study's courses, by name.
func (f Followed) Files(l *lab.Lab, made map[string]string) (map[string][]byte, error) {
	var courses bytes.Buffer
	packed, err := gzip.NewWriterLevel(&courses, gzip.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("clock: %w", err)
	}
	if err := WriteCSV(packed, f.Courses); err != nil {
		return nil, err
	}
	if err := packed.Close(); err != nil {
		return nil, fmt.Errorf("clock: %w", err)
	}
	sources, err := lab.SourcesHash()
	if err != nil {
		return nil, err
	}
	s := f.Study
	text, err := json.MarshalIndent(Manifest{
		Command: Command, Groups: s.Names(), Seeds: len(s.Base.Seeds), Epochs: s.Epochs, Looks: s.Looks, Probed: s.Probed,
		Networks: len(f.Courses), Engine: l.Engine, Sources: sources, Made: made,
	}, "", "\t")
	if err != nil {
		return nil, fmt.Errorf("clock: %w", err)
	}
	return map[string][]byte{coursesFile: courses.Bytes(), manifestFile: append(text, '\n')}, nil
}

// Validate returns an error unless every network of the study has one course, with a point
// at each of its looks.
func (f Followed) Validate() error {
	found := map[Job]Course{}
	for _, c := range f.Courses {
		found[Job{c.Group, c.Seed}] = c
	}
	for _, j := range f.Study.Jobs() {
		c, ok := found[j]
		if !ok {
			return fmt.Errorf("clock: %s, seed %d, has no course", j.Group, j.Seed)
		}
		p, err := f.Study.plan(j)
		if err != nil {
			return err
		}
		if err := f.complete(c, p); err != nil {
			return fmt.Errorf("clock: %s, seed %d: %w", j.Group, j.Seed, err)
		}
	}
	if n := f.Study.Number(); len(f.Courses) != n {
		return fmt.Errorf("clock: %d courses, want %d: some are of other networks, or there twice", len(f.Courses), n)
	}
	return nil
}

// complete returns an error unless a course has what its plan asks for.
func (f Followed) complete(c Course, p lab.Plan) error {
	l, err := p.Protocol.Resolve(p.Scenarios[0].Losses[0])
	if err != nil {
		return err
	}
	looks := f.Study.LooksOf(c.Group, l.On())
	if len(c.Points) != len(looks) {
		return fmt.Errorf("%d points, want %d", len(c.Points), len(looks))
	}
	for i, point := range c.Points {
		switch tests := len(p.Scenarios[0].Tests); {
		case point.Epoch != looks[i]:
			return fmt.Errorf("a point after epoch %d, want one after %d", point.Epoch, looks[i])
		case len(point.Tests) != tests:
			return fmt.Errorf("%d tests after epoch %d, want %d", len(point.Tests), point.Epoch, tests)
		case (point.Probes != nil) != f.Study.probed(c.Group, point.Epoch):
			return fmt.Errorf("after epoch %d it was probed, or was not, against the study", point.Epoch)
		}
	}
	return nil
}
