package transfer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/lidc"
	"nodulelab/lib/nodule"
)

// Another program finds every set of a cell in the list, and in its file the very images that
// the networks here see.
func TestWriteSets(t *testing.T) {
	s, folder := brief(t), t.TempDir()
	if err := s.WriteSets(folder, "matched, small", 1); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(folder, "ATTRIBUTION.txt")); err != nil || !strings.Contains(string(text), lidc.Attribution) {
		t.Errorf("no attribution beside the images: %q, %v", text, err)
	}
	file, err := os.Open(filepath.Join(folder, setsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 1+3+4 {
		t.Fatalf("%d lines, want a header, 3 sets of the control and 4 of scenario 2", len(lines))
	}
	for _, l := range lines[1:] {
		npz, err := os.Open(filepath.Join(folder, filepath.FromSlash(l[3])))
		if err != nil {
			t.Fatal(err)
		}
		set, err := nodule.ReadNPZ(npz, "")
		npz.Close()
		if err != nil || set.Digest() != l[4] {
			t.Errorf("%s: %v, %s; want digest %s", l[3], err, set.Digest(), l[4])
		}
	}
	for _, wrong := range []struct {
		cell  string
		seeds int
		want  string
	}{{"mine", 1, `cell "mine": want one of ["matched, small"`}, {"matched, small", 3, "want 1 to 2"}, {"matched, small", 0, "want 1 to 2"}} {
		if err := s.WriteSets(folder, wrong.cell, wrong.seeds); err == nil || !strings.Contains(err.Error(), wrong.want) {
			t.Errorf("%q, %d seeds: %v, want %q", wrong.cell, wrong.seeds, err, wrong.want)
		}
	}
}

// The independent implementation trained on the sets that the study draws today, for at least
// five seeds, in scenario 2 and the control.
func TestPeerSawOurSets(t *testing.T) {
	f, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	peer, err := Peer()
	if err != nil {
		t.Fatal(err)
	}
	digests, seeds := map[[2]uint64]string{}, map[int]map[uint64]bool{Control: {}, 2: {}}
	for _, p := range peer {
		digests[[2]uint64{uint64(p.Scenario), p.Seed}] = p.Digest
		seeds[p.Scenario][p.Seed] = true
	}
	if len(seeds) != 2 || len(seeds[Control]) < 5 || len(seeds[2]) < 5 {
		t.Errorf("trained: %v; want scenario 2 and the control, five seeds each", seeds)
	}
	c, err := f.Cell(PeerCell)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range c.Plan.Scenarios {
		for seed := range seeds[s.Number] {
			sets, err := c.Plan.Draw(s, seed)
			if err != nil {
				t.Fatal(err)
			}
			if got := sets.Training.Digest(); got != digests[[2]uint64{uint64(s.Number), seed}] {
				t.Errorf("scenario %d, seed %d: PyTorch saw another training set than %s: export the sets and run testdata/pytorch.py again", s.Number, seed, got)
			}
		}
	}
	beside, err := f.BesidePeer()
	if err != nil || len(beside) != 2*(1+2) {
		t.Errorf("%d rows beside each other, %v; want both losses on 3 tests", len(beside), err)
	}
}
