package doctor

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestProcessor(t *testing.T) {
	m := machine(t)
	for features, want := range map[Features]string{
		{"amd64", true, true}:   "/amd64, AVX-512",
		{"amd64", true, false}:  "/amd64, AVX2 with FMA",
		{"amd64", false, false}: "no AVX2 with FMA: the native engine computes in plain Go, several times slower",
		{"arm64", false, false}: "/arm64, the native engine has no vector kernels for it",
	} {
		m.Features = features
		expect(t, m.processor(), want, "")
	}
}

func TestTrainer(t *testing.T) {
	m := machine(t)
	expect(t, m.trainer(), "not there yet", setUp)
	write(t, m.Bin("trainer"), "cut off")
	expect(t, m.trainer(), "damaged: ", setUp)
	test, err := os.ReadFile(os.Args[0]) // a Go program, too
	if err != nil {
		t.Fatal(err)
	}
	write(t, m.Bin("trainer"), string(test))
	if f := m.trainer(); f.Is == "" || f.Remedy == setUp {
		t.Errorf("got %+v", f)
	}
}

// A trainer that was really built without vector kernels.
func TestTrainerWithoutVectors(t *testing.T) {
	m, source := machine(t), filepath.Join(t.TempDir(), "main.go")
	write(t, source, "package main\n\nfunc main() {}\n")
	build := exec.Command("go", "build", "-o", m.Bin("trainer"), source)
	build.Env = append(os.Environ(), "GOEXPERIMENT=", "GOARCH=amd64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	expect(t, m.trainer(), "without vector kernels", "go run ./notebooks setup builds it anew, several times faster")
}

func TestTrainerExperiments(t *testing.T) {
	const slow = "go run ./notebooks setup builds it anew, several times faster"
	for _, test := range []struct {
		features                Features
		experiments, is, remedy string
	}{
		{Features{"amd64", true, false}, "simd", "built by go1.26 with vector kernels", ""},
		{Features{"amd64", true, true}, "jsonv2,simd", "built by go1.26 with vector kernels", ""},
		{Features{"amd64", true, true}, "jsonv2", "built by go1.26 without vector kernels", slow},
		{Features{"amd64", true, false}, "", "built by go1.26 without vector kernels", slow},
		{Features{"amd64", false, false}, "", "built by go1.26", ""},
		{Features{"arm64", false, false}, "", "built by go1.26", ""},
	} {
		m := Machine{Features: test.features}
		if is, remedy := m.judgeTrainer("go1.26", test.experiments); is != test.is || remedy != test.remedy {
			t.Errorf("%+v: %q, %q", test, is, remedy)
		}
	}
}
