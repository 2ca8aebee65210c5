// Package labtest opens labs that tests can afford: a plan of small images and two
// epochs, trained in a second.
package labtest

import (
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/lab"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
	"nodulelab/lib/train/gomlx"
)

// Brief is the paper's plan for 3 seeds, with 20 images of 16×16 pixels a set and 2
// epochs.
func Brief() lab.Plan {
	p := lab.PaperPlan(3)
	p.Config.Side, p.Config.Samples, p.Config.Training = 16, 20, 16
	p.Protocol.Epochs = 2
	return p
}

// OpenGo opens an engine on GoMLX's Go backend.
func OpenGo() (train.Engine, error) { return gomlx.New(device.Choice{Backend: "go"}) }

// Open opens a lab of the brief plan on a folder. It counts the engines that it
// opens; a damaged run fails the test.
func Open(t *testing.T, dir string, opened *int) *lab.Lab {
	t.Helper()
	store, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return &lab.Lab{
		Plan: Brief(), Store: store, Engine: "gomlx/go",
		Workers: lab.Workers{Engines: 1, Replicas: 2, Open: func() (train.Engine, error) { *opened++; return OpenGo() }},
		Warn:    func(message string) { t.Error(message) },
	}
}

// Shard returns the part of jobs that the program trains for -shard index/count: every
// count-th job, from the index-th on.
func Shard[T any](jobs []T, index, count int) []T {
	var part []T
	for i := index - 1; i < len(jobs); i += count {
		part = append(part, jobs[i])
	}
	return part
}
