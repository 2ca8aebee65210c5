package lab_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
)

func TestReplicas(t *testing.T) {
	for memory, want := range map[uint64]int{
		0: 1, 32 << 20: 1, 1 << 30: 15, 8 << 30: 121, 16 << 30: 243, 24 << 30: 365, 80 << 30: 500, 1 << 40: 500,
	} {
		if got := lab.Replicas(memory); got != want {
			t.Errorf("%d MiB: %d networks, want %d", memory>>20, got, want)
		}
	}
}

// The formula by hand, from LeNet-5's shapes.
func TestReplicaBytes(t *testing.T) {
	outputs := 2*6*28*28 + 6*14*14 + 2*16*10*10 + 16*5*5 + 2*120 + 2*84 + 2
	patches := 25*1*28*28 + 25*6*10*10
	for _, test := range []struct{ batch, training, held int }{{32, 170, 170}, {32, 20, 64}, {100, 170, 200}} {
		want := uint64(4 * ((outputs+patches)*test.held + 4*60941 + 32*32*200))
		got, err := lab.ReplicaBytes(32, test.batch, test.training, 200)
		if err != nil || got != want {
			t.Errorf("batch %d of %d: %d bytes, %v, want %d", test.batch, test.training, got, err, want)
		}
	}
	if _, err := lab.ReplicaBytes(30, 32, 170, 200); err == nil || !strings.Contains(err.Error(), "image side 30") {
		t.Errorf("error %v", err)
	}
}

// gpu makes nvidia-smi tell of a memory in MiB.
func gpu(t *testing.T, says string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "nvidia-smi"), []byte("#!/bin/sh\necho '"+says+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// fit is the number of networks that workers train at once.
func fit(w lab.Workers) int {
	if w.Fit != nil {
		return w.Fit()
	}
	return w.Replicas
}

func TestWorkersOn(t *testing.T) {
	choice := func(backend, plugin string) device.Choice {
		return device.Choice{Backend: backend, Plugin: device.Plugin{Name: plugin}}
	}
	for _, test := range []struct {
		choice        device.Choice
		memory, asked string
		want          int
	}{
		{choice(device.Native, ""), "8192", "", 1},
		{choice(device.Native, ""), "8192", "7", 1},
		{choice("go", ""), "8192", "", 4},
		{choice("go", ""), "8192", "7", 7},
		{choice("xla", "cpu"), "8192", "", 20},
		{choice("xla", "cpu"), "8192", "7", 7},
		{choice("xla", "cuda"), "8192", "", 121},
		{choice("xla", "cuda"), "81559", "", 500},
		{choice("xla", "cuda"), "[N/A]", "", 20},
		{choice("xla", "cuda"), "8192", "7", 7},
	} {
		gpu(t, test.memory)
		t.Setenv(lab.ReplicasVariable, test.asked)
		w, err := lab.WorkersOn(test.choice)
		if err != nil || fit(w) != test.want {
			t.Errorf("%+v: %d, %v", test, fit(w), err)
		}
		engines := runtime.GOMAXPROCS(0)
		if test.choice.Backend == "xla" {
			engines = 1
		}
		if w.Engines != engines {
			t.Errorf("%+v: %d engines, want %d", test, w.Engines, engines)
		}
	}
	for _, asked := range []string{"0", "501", "-1", "many"} {
		t.Setenv(lab.ReplicasVariable, asked)
		if _, err := lab.WorkersOn(choice("xla", "cpu")); err == nil || !strings.Contains(err.Error(), "want the number of networks in one graph, 1 to 500") {
			t.Errorf("%s: error %v", asked, err)
		}
	}
}

// The GPU is asked when there is something to train, and only then. What the
// engine was set to is kept with each run.
func TestLabFitsOnce(t *testing.T) {
	dir, opened, fitted := t.TempDir(), 0, 0
	for want := range 2 {
		l := labtest.Open(t, dir, &opened)
		l.Plan.Seeds = []uint64{1}
		l.Workers.Fit = func() int { fitted++; return 3 }
		l.Settings = map[string]string{"XLA_FLAGS": "--flag"}
		resultsOf(t, l)
		if fitted != 1 {
			t.Fatalf("question %d: fitted %d times", want+1, fitted)
		}
	}
	manifests, err := filepath.Glob(filepath.Join(dir, "*", "*", "manifest.json"))
	if err != nil || len(manifests) != 5 {
		t.Fatalf("%d manifests, %v", len(manifests), err)
	}
	for _, m := range manifests {
		if text, err := os.ReadFile(m); err != nil || !strings.Contains(string(text), `"XLA_FLAGS": "--flag"`) {
			t.Errorf("%s: %s, %v", m, text, err)
		}
	}
}
