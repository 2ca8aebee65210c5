package transfer

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/loss"
	"nodulelab/lib/metrics"
	"nodulelab/lib/nodule"
	"nodulelab/lib/results"
)

// peerFile holds what testdata/pytorch.py wrote.
const peerFile = "pytorch.csv"

// PeerCell is the cell on whose sets the independent implementation trained.
const PeerCell = "matched"

// peerColumns are the columns of peerFile.
var peerColumns = []string{"scenario", "loss", "seed", "test", "accuracy", "digest", "torch"}

// PeerAccuracy is how accurate a network is that testdata/pytorch.py trained, an independent
// implementation in PyTorch, on the very sets of one seed ([Study.WriteSets]).
type PeerAccuracy struct {
	Scenario int
	By       loss.Name
	Seed     uint64
	Test     nodule.Distribution
	Accuracy float64
	Digest   string // of the training set ([nodule.Set.Digest])
	Version  string // of PyTorch
}

// Peer returns the stored accuracies of the independent implementation.
func Peer() ([]PeerAccuracy, error) {
	text, err := embedded.ReadFile("results/" + peerFile)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	all, err := results.ReadTable(bytes.NewReader(text), peerFile, peerColumns, parsePeer)
	if err != nil {
		return nil, fmt.Errorf("transfer: %w", err)
	}
	return all, nil
}

func parsePeer(f []string) (p PeerAccuracy, err error) {
	p.By, p.Digest, p.Version = loss.Name(f[1]), f[5], f[6]
	if p.Scenario, err = strconv.Atoi(f[0]); err != nil {
		return p, fmt.Errorf("scenario %q: want a number", f[0])
	}
	if p.Seed, err = strconv.ParseUint(f[2], 10, 64); err != nil || p.Seed == 0 {
		return p, fmt.Errorf("seed %q: want a whole number from 1", f[2])
	}
	if p.Test, err = nodule.ParseDistribution(f[3]); err != nil {
		return p, err
	}
	if p.Accuracy, err = strconv.ParseFloat(f[4], 64); err != nil || !(p.Accuracy >= 0 && p.Accuracy <= 1) {
		return p, fmt.Errorf("accuracy %q: want 0 to 1", f[4])
	}
	return p, nil
}

// Beside are the accuracies of ours and of the peer on one test, paired by seed.
type Beside struct {
	Scenario     int
	By           loss.Name
	Test         nodule.Distribution
	Ours, Theirs metrics.Sample[float64]
}

// BesidePeer pairs the stored accuracies of [PeerCell] with those of the independent
// implementation, for the seeds that it trained.
func (f Found) BesidePeer() ([]Beside, error) {
	c, err := f.Cell(PeerCell)
	if err != nil {
		return nil, err
	}
	peer, err := Peer()
	if err != nil {
		return nil, err
	}
	var all []Beside
	for _, s := range c.Plan.Scenarios {
		for _, by := range []loss.Name{loss.CE, loss.Contrast} {
			for test, d := range s.Tests {
				theirs := slice.Filter(peer, func(p PeerAccuracy) bool { return p.Scenario == s.Number && p.By == by && p.Test == d })
				if len(theirs) == 0 {
					continue
				}
				ours, err := f.of(c, s.Number, by, test, tested)
				if err != nil {
					return nil, err
				}
				ours = slice.Filter(ours, func(o Outcome) bool {
					return slices.ContainsFunc(theirs, func(p PeerAccuracy) bool { return p.Seed == o.Seed })
				})
				all = append(all, Beside{
					s.Number, by, d,
					metrics.Collect("ours", ours, func(o Outcome) (uint64, float64) { return o.Seed, o.Tests[test].Accuracy() }),
					metrics.Collect("PyTorch", theirs, func(p PeerAccuracy) (uint64, float64) { return p.Seed, p.Accuracy }),
				})
			}
		}
	}
	return all, nil
}
