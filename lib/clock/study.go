package clock

import (
	"fmt"
	"slices"
	"strconv"

	"nodulelab/lib/internal/slice"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/train"
)

// Study says which networks are followed, and when they are looked at.
type Study struct {
	Base   lab.Plan // scenarios, seeds and protocol; its number of epochs is the classifier's
	Groups []Group  // one network of each for every seed
	Epochs int      // that a network is followed for: of the encoder, or end to end

	// Epochs after which a network under a loss of embeddings is looked at; 0 is before
	// training. One under a loss of logits is looked at after every epoch.
	Looks []int

	// Epochs after which a network of the base's own batch and learning rate is probed.
	// All are in Looks.
	Probed []int
}

// Group are the networks of one scenario, loss, batch and learning rate.
type Group struct {
	Scenario int
	Loss     loss.Name
	Pace
}

// Pace is how fast an epoch goes.
type Pace struct {
	Batch int     // samples
	Rate  float64 // Adam's learning rate, of the encoder or end to end
}

// PaceOf is the pace of a protocol.
func PaceOf(p train.Protocol) Pace { return Pace{p.Batch, p.LearningRate} }

// Steps is the number of optimiser steps in an epoch of so many samples.
func (p Pace) Steps(samples int) int { return (samples + p.Batch - 1) / p.Batch }

// String is "batch 32, learning rate 0.0001".
func (p Pace) String() string {
	return fmt.Sprintf("batch %d, learning rate %s", p.Batch, strconv.FormatFloat(p.Rate, 'g', -1, 64))
}

// String is "scenario 2, Contrast, batch 32, learning rate 0.0001".
func (g Group) String() string { return fmt.Sprintf("scenario %d, %s, %s", g.Scenario, g.Loss, g.Pace) }

const (
	seeds   = 20  // as many as a verdict takes
	horizon = 400 // epochs: four times the protocol's
)

// Paper is the study of the paper's protocol: both losses in all three scenarios, and the
// contrastive loss of scenario 2 at two other batches and two other learning rates. The
// looks were fixed before anything was measured: after every epoch to 20, then every 5
// to 100, every 10 to 200, every 20 to 400.
func Paper() Study {
	s := Study{Base: lab.PaperPlan(seeds), Epochs: horizon}
	for i, scenario := range s.Base.Scenarios {
		s.Base.Scenarios[i] = scenario.With(loss.CE, loss.Contrast)
		for _, l := range s.Base.Scenarios[i].Losses {
			s.Groups = append(s.Groups, Group{scenario.Number, l.Name(), Protocol()})
		}
	}
	for _, p := range OtherPaces() {
		s.Groups = append(s.Groups, Group{2, loss.Contrast, p})
	}
	s.Looks = slices.Concat(every(1, 0, 20), every(5, 25, 100), every(10, 110, 200), every(20, 220, horizon))
	s.Probed = []int{0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 40, 50, 60, 70, 80, 100, 140, 200, 280, 400}
	return s
}

// Protocol is the pace of the paper's protocol.
func Protocol() Pace { return PaceOf(train.Paper()) }

// OtherPaces are the paces beside the protocol's: another batch, or another rate.
func OtherPaces() []Pace {
	p := Protocol()
	return []Pace{{p.Batch / 2, p.Rate}, {2 * p.Batch, p.Rate}, {p.Batch, 3e-5}, {p.Batch, 3e-4}}
}

// every counts from a number to another.
func every(step, from, to int) []int {
	var all []int
	for n := from; n <= to; n += step {
		all = append(all, n)
	}
	return all
}

// Validate returns an error unless the study can be run.
func (s Study) Validate() error {
	if err := s.Base.Validate(); err != nil {
		return err
	}
	if s.Epochs < 1 || len(s.Groups) == 0 {
		return fmt.Errorf("clock: %d groups, followed for %d epochs: want at least one of each", len(s.Groups), s.Epochs)
	}
	for what, epochs := range map[string][]int{"Looks": s.Looks, "Probed": s.Probed} {
		for i, e := range epochs {
			if e < 0 || e > s.Epochs || i > 0 && e <= epochs[i-1] {
				return fmt.Errorf("clock: %s has epoch %d: want rising numbers from 0 to %d", what, e, s.Epochs)
			}
		}
	}
	for _, e := range s.Probed {
		if !slices.Contains(s.Looks, e) {
			return fmt.Errorf("clock: Probed has epoch %d, which is not in Looks", e)
		}
	}
	for _, j := range s.Jobs() {
		if _, err := s.plan(j); err != nil {
			return err
		}
	}
	return nil
}

// Job is one network to follow.
type Job struct {
	Group
	Seed uint64
}

// Jobs lists the networks of the study, by group.
func (s Study) Jobs() []Job {
	var all []Job
	for _, g := range s.Groups {
		for _, seed := range s.Base.Seeds {
			all = append(all, Job{g, seed})
		}
	}
	return all
}

// plan is the plan of a job alone.
func (s Study) plan(j Job) (lab.Plan, error) {
	p := s.Base
	i := slices.IndexFunc(p.Scenarios, func(own paper.Scenario) bool { return own.Number == j.Scenario })
	if i < 0 {
		return p, fmt.Errorf("clock: %s: the study has no scenario %d", j.Group, j.Scenario)
	}
	scenario := p.Scenarios[i]
	k := slices.IndexFunc(scenario.Losses, func(l loss.Named) bool { return l.Name() == j.Loss })
	if k < 0 {
		return p, fmt.Errorf("clock: %s: scenario %d has no loss %q: name it by Scenario.With", j.Group, j.Scenario, j.Loss)
	}
	p.Scenarios, p.Seeds = []paper.Scenario{scenario.With(scenario.Losses[k])}, []uint64{j.Seed}
	p.Protocol.Batch, p.Protocol.LearningRate, p.Protocol.Epochs = j.Batch, j.Rate, s.Epochs
	return p, p.Validate()
}

// LooksOf lists the epochs after which the networks of a group are looked at.
func (s Study) LooksOf(g Group, on loss.Output) []int {
	if on == loss.Logits {
		return every(1, 0, s.Epochs)
	}
	return s.Looks
}

// probed tells whether a network of a group is probed after an epoch.
func (s Study) probed(g Group, epoch int) bool {
	return g.Pace == PaceOf(s.Base.Protocol) && slices.Contains(s.Probed, epoch)
}

// Number is how many networks the study follows.
func (s Study) Number() int { return len(s.Groups) * len(s.Base.Seeds) }

// Names lists the groups in words.
func (s Study) Names() []string { return slice.Map(s.Groups, Group.String) }
