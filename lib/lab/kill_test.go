package lab_test

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// childVariable makes the test binary a child that trains into a folder.
const childVariable = "NODULELAB_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childVariable); dir != "" {
		fmt.Println(trainForLong(dir))
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// longLab has more to train than its children ever finish.
func longLab(dir string) (*lab.Lab, error) {
	store, err := runs.Open(dir)
	l := &lab.Lab{
		Plan: labtest.Brief(), Store: store, Engine: "native",
		Workers: lab.Workers{Engines: 1, Replicas: 1, Open: func() (train.Engine, error) { return train.NewNative(), nil }},
	}
	l.Plan.Seeds = nil
	for seed := range uint64(150) {
		l.Plan.Seeds = append(l.Plan.Seeds, seed+1)
	}
	return l, err
}

// trainForLong trains network after network, and says so of each.
func trainForLong(dir string) error {
	l, err := longLab(dir)
	if err != nil {
		return err
	}
	l.Warn = func(message string) { panic(message) } // a damaged run would end the child early
	for _, j := range l.Plan.Jobs() {
		missing, err := l.MissingOf(context.Background(), []lab.Job{j})
		if err != nil {
			return err
		}
		if err := l.Train(context.Background(), missing); err != nil {
			return err
		}
		if len(missing) > 0 {
			fmt.Println(finished)
		}
	}
	return nil
}

// finished is what a child says of a run that the store now has.
const finished = "finished"

// killTwo starts two programs that train the same plan into the same folder, waits
// until they have finished a run, and kills each at a moment of its own, before as
// much time again has passed: while it is at the next.
func killTwo(t *testing.T, dir string) {
	t.Helper()
	said, says, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	start := time.Now()
	var children []*exec.Cmd
	for range 2 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childVariable+"="+dir)
		c.Stdout, c.Stderr = says, os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, c)
	}
	says.Close() // the children alone have it now, and end it with their own end
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil || line != finished+"\n" {
		t.Errorf("the children said %q, %v", line, err)
	}
	took := time.Since(start)
	for _, c := range children {
		time.Sleep(rand.N(took / 2))
		if err := c.Process.Kill(); err != nil {
			t.Error(err)
		}
		c.Wait()
		if status := c.ProcessState.ExitCode(); status != -1 {
			t.Errorf("a child ended with status %d before it was killed", status)
		}
	}
}

// Two programs on one store, both killed again and again: every run that was
// finished stays, whole and as an undisturbed program makes it.
func TestTwoProgramsKilled(t *testing.T) {
	rounds, dir := 50, t.TempDir()
	if testing.Short() {
		rounds = 5
	}
	before := map[runs.Key]runs.Run{}
	for range rounds {
		killTwo(t, dir)
		after := entries(t, dir)
		if len(after) <= len(before) {
			t.Errorf("%d finished runs before, %d after a child had finished one", len(before), len(after))
		}
		for key := range before {
			if _, ok := after[key]; !ok {
				t.Errorf("run %s was finished and is gone", key)
			}
		}
		before = after
	}
	t.Logf("%d finished runs, %d killed while they were written", len(before), len(unfinished(t, dir)))
	undisturbed := t.TempDir()
	if err := trainWhatIsIn(dir, undisturbed); err != nil {
		t.Fatal(err)
	}
	if n := same(t, dir, undisturbed); n < rounds {
		t.Errorf("%d runs, want one or more of each of %d rounds", n, rounds)
	}
	sweep(t, dir)
	if after := entries(t, dir); !slices.Equal(slices.Sorted(maps.Keys(after)), slices.Sorted(maps.Keys(before))) {
		t.Error("clearing what was half-written touched finished runs")
	}
}

// trainWhatIsIn trains the networks of one folder into another.
func trainWhatIsIn(from, to string) error {
	l, err := longLab(from)
	if err != nil {
		return err
	}
	missing, err := l.Missing(context.Background())
	if err != nil {
		return err
	}
	lacks := map[string]bool{}
	for _, j := range missing {
		lacks[fmt.Sprint(j)] = true
	}
	if l, err = longLab(to); err != nil {
		return err
	}
	jobs := slices.DeleteFunc(l.Plan.Jobs(), func(j lab.Job) bool { return lacks[fmt.Sprint(j)] })
	return l.Train(context.Background(), jobs)
}

// unfinished lists what killed programs left half-written.
func unfinished(t *testing.T, dir string) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, "tmp-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// sweep opens a store two days later: what is half-written is cleared.
func sweep(t *testing.T, dir string) {
	t.Helper()
	past := time.Now().Add(-48 * time.Hour)
	for _, left := range unfinished(t, dir) {
		if err := os.Chtimes(left, past, past); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := runs.Open(dir); err != nil {
		t.Fatal(err)
	}
	if left := unfinished(t, dir); len(left) != 0 {
		t.Errorf("still there: %v", left)
	}
}
