package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
	"nodulelab/notebooks/internal/shard"
)

// smallLab is a lab of ten networks that take a moment each.
func smallLab(t *testing.T, dir string) *lab.Lab {
	t.Helper()
	store, err := runs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	l := &lab.Lab{
		Plan: lab.PaperPlan(2), Store: store, Engine: "native",
		Workers: lab.Workers{Engines: 2, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil }},
	}
	l.Plan.Config.Side, l.Plan.Config.Samples, l.Plan.Config.Training = 16, 20, 16
	l.Plan.Protocol.Epochs = 1
	return l
}

func TestTrainShard(t *testing.T) {
	dir := t.TempDir()
	for _, step := range []struct {
		index int
		want  []string
	}{
		{1, []string{"shard 1/3: 4 of the plan's 10 networks", dir + " has 4 of the plan's 10 networks", "next: train the other shards", "copy what is in them into " + dir}},
		{1, []string{dir + " has 4 of the plan's 10 networks"}},
		{3, []string{dir + " has 7 of the plan's 10 networks"}},
		{2, []string{dir + " has 10 of the plan's 10 networks", "next: go run ./notebooks -seeds 2 makes the report"}},
	} {
		var said bytes.Buffer
		if err := trainShard(context.Background(), smallLab(t, dir), shard.Shard{Index: step.index, Count: 3}, &said); err != nil {
			t.Fatal(err)
		}
		for _, want := range step.want {
			if !strings.Contains(said.String(), want) {
				t.Errorf("shard %d said %q, want %q", step.index, said.String(), want)
			}
		}
	}
}

func TestTrainShardFails(t *testing.T) {
	l, broken := smallLab(t, t.TempDir()), errors.New("no engine today")
	l.Workers.Open = func() (train.Engine, error) { return nil, broken }
	var said bytes.Buffer
	if err := trainShard(context.Background(), l, shard.Whole, &said); !errors.Is(err, broken) || strings.Contains(said.String(), "next") {
		t.Errorf("error %v; said %q", err, said.String())
	}
}

// childVariable makes the test binary a trainer.
const childVariable = "NODULELAB_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// Ctrl-C, a cluster that wants its machine back, or a terminal that closes ends the
// trainer within two seconds.
func TestTrainerStops(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if said := stopTrainer(t, signal, "-seeds", "200", "-shard", "1/2"); !strings.Contains(said, "500 of the plan's 1000 networks") {
			t.Errorf("%v: it said %q", signal, said)
		}
	}
}

// A large plan is stopped as well while its networks are looked for.
func TestTrainerStopsWhileItLooks(t *testing.T) {
	if said := stopTrainer(t, os.Interrupt, "-seeds", "20000"); !strings.Contains(said, "looking for 100000 networks in ") {
		t.Errorf("it said %q", said)
	}
}

// stopTrainer sends a signal to a trainer at work, which must end within two seconds, and
// returns what it said.
func stopTrainer(t *testing.T, signal os.Signal, args ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "runs")
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), childVariable+"=1", runs.Variable+"="+dir, "NODULELAB_ENGINE=native")
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, dir)
	time.Sleep(500 * time.Millisecond) // for it to be at work
	start := time.Now()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if took := time.Since(start); cmd.ProcessState.ExitCode() != interrupted || took > 2*time.Second {
		t.Errorf("%v: status %d after %v", signal, cmd.ProcessState.ExitCode(), took)
	}
	if !strings.Contains(said.String(), "finished networks are kept") {
		t.Errorf("%v: it said %q", signal, said.String())
	}
	return said.String()
}

// waitFor waits until a program has made a folder.
func waitFor(t *testing.T, dir string) {
	t.Helper()
	for limit := time.Now().Add(time.Minute); time.Now().Before(limit); time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(dir); err == nil {
			return
		}
	}
	t.Errorf("%s is still not there", dir)
}
