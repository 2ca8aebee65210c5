package doctor

import (
	"bytes"
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/device/plugin"
)

// failure is something that is wrong with a machine, and how the doctor tells it.
type failure struct {
	name, id   string
	make       func(t *testing.T, m *Machine)
	is, remedy string
	status     Status
}

// says is a go command that gives an answer to go env.
func says(answer string) func(*testing.T, *Machine) {
	return func(t *testing.T, _ *Machine) { program(t, "go", answer) }
}

// set sets an environment variable.
func set(variable, value string) func(*testing.T, *Machine) {
	return func(t *testing.T, _ *Machine) { t.Setenv(variable, value) }
}

// installs puts an empty file in place of a plugin, of which the check says an error.
func installs(file string, err error) func(*testing.T, *Machine) {
	return func(t *testing.T, m *Machine) {
		hasPlugins(t, file)
		m.Plugin = func(string) (plugin.Version, error) { return plugin.Version{Minor: 104, Size: 1120}, err }
	}
}

var errTooOld = errors.New("its PJRT API is 0.90 (a table of 1064 bytes), too old")

// onMachine are the failures of what lies on the machine.
var onMachine = []failure{
	{"no Go", "go", set("PATH", ""), "not found in PATH", "install Go 1.26 or later and put its bin folder in PATH", Missing},
	{"an old Go", "go", says("echo go1.25.3"), "go1.25.3", "install Go 1.26 or later", Missing},
	{"a Go whose toolchain cannot be had", "go", says("echo toolchain not available >&2; exit 1"), "does not run: exit status 1: toolchain not available", "install Go 1.26 or later", Missing},
	{"no Python", "python", set("PATH", ""), "not usable", "python3 was not found: install Python 3.10 or later", Missing},
	{"an old Python", "python", func(t *testing.T, _ *Machine) { program(t, "python3", "echo 3.8; exit 1") }, "not usable", "is Python 3.8: install Python 3.10 or later", Missing},
	{"a Python without venv", "python", func(t *testing.T, _ *Machine) {
		program(t, "python3", `case "$2" in *ensurepip*) exit 1;; *) echo 3.12;; esac`)
	}, "without its venv module", "apt-get install python3-venv", Missing},
	{"no Python environment", "python_environment", nothing, "not there yet", "go run ./notebooks setup makes it", Without},
	{"no kernel", "kernel", nothing, "not there yet", setUp, Without},
	{"another project's kernel", "kernel", func(t *testing.T, m *Machine) {
		write(t, filepath.Join(m.Venv(), "share/jupyter/kernels/gonb/kernel.json"), `{"argv": ["`+m.Bin("gonb")+`"]}`)
	}, "belongs to another project", setUp, Without},
	{"no goimports", "goimports", nothing, "not there yet", setUp, Without},
	{"no gopls", "gopls", nothing, "not there yet", "go run ./notebooks setup -lab makes it", Without},
	{"a gopls that is no program", "gopls", func(t *testing.T, m *Machine) {
		if err := os.MkdirAll(m.LanguageServer(), 0o755); err != nil {
			t.Fatal(err)
		}
	}, "not there yet", "go run ./notebooks setup -lab makes it", Without},
	{"no trainer", "trainer", nothing, "not there yet", setUp, Without},
	{"a damaged trainer", "trainer", func(t *testing.T, m *Machine) { write(t, m.Bin("trainer"), "cut off") }, "damaged: ", setUp, Without},
	{"no vector instructions", "processor", func(_ *testing.T, m *Machine) { m.Features = Features{"amd64", false, false} },
		"no AVX2 with FMA: the native engine computes in plain Go, several times slower", "", OK},
	{"a full disk", "free_disk", func(_ *testing.T, m *Machine) { m.Free = func(string) (uint64, error) { return 1e9, nil } }, "1.0 GB", "free some: ", Missing},
	{"little memory", "free_memory", func(t *testing.T, m *Machine) {
		write(t, filepath.Join(m.Proc, "meminfo"), "MemAvailable: 500000 kB\n")
	}, "0.5 GB", "close programs, or give the container more", Missing},
	{"a folder that cannot be written", "write_access", set("NODULELAB_RUNS", "/proc/none"), "/proc/none: nothing can be written", "make /proc/none a folder in which you may write", Missing},
	{"a file in the report's place", "write_access", func(t *testing.T, m *Machine) { write(t, filepath.Join(m.Root, "report"), "") }, "report: a file is in the way", "a folder in which you may write", Missing},
	{"another character set", "locale", set("LANG", "de_DE.ISO-8859-1"), "de_DE.ISO-8859-1", "export LC_ALL=C.UTF-8", Without},
	{"a taken port", "port", takePort, "is taken", "go run ./notebooks lab -port", Without},
	{"no browser", "browser", set("PATH", ""), "not found", "only the browser tests need it", Without},
}

// ofBackends are the failures of what computes.
var ofBackends = []failure{
	{"an unknown backend", "backend", set(device.RequestVariable, "tpu"), "none", `"tpu" is not known: want auto, go, xla`, Missing},
	{"an unknown engine", "backend", set(device.EngineVariable, "torch"), "none", `"torch" is not known: want auto, native or gomlx`, Missing},
	{"no C compiler", "c_compiler", says(`case "$2" in CGO_ENABLED) echo 0;; CC) echo gcc;; esac`), "no C compiler (gcc)", "install one (Debian, Ubuntu: apt-get install gcc libc6-dev); only XLA needs it", Without},
	{"cgo is off", "c_compiler", says(`case "$2" in CGO_ENABLED) echo 0;; CC) echo go;; esac`), "cgo is off", "set CGO_ENABLED=1; only XLA needs it", Without},
	{"no plugin for the CPU", "xla_cpu_plugin", nothing, "no plugin; the native engine is faster there", "", OK},
	{"a plugin for the CPU of an old API", "xla_cpu_plugin", installs("pjrt_c_api_cpu_plugin.so", errTooOld), "its PJRT API is 0.90", "replace it with the plugin of lammps-jax-pjrt-cpu 0.11.2", Without},
	{"no driver", "cuda_driver", nothing, "no NVIDIA driver; the CPU computes", "", OK},
	{"a driver older than the wheels need", "cuda_driver", func(t *testing.T, m *Machine) {
		hasDriver(t, *m, nvrm("570.124.06"))
		hasPlugins(t, "pjrt_c_api_cuda13_plugin.so")
	}, "570.124.06", "CUDA 13 needs driver 580 or later: update it, or use the plugin of jax-cuda12-pjrt", Without},
	{"a plugin without a GPU", "cuda_driver", installs("pjrt_c_api_cuda_plugin.so", nil), "no NVIDIA driver: the CUDA plugin is of no use", "to compute on a GPU: install the driver, or give the container the GPU", Without},
	{"a driver without a plugin", "cuda_plugin", func(t *testing.T, m *Machine) { hasDriver(t, *m, nvrm("580.65.06")) }, "none", "put the plugin of jax-cuda13-pjrt 0.11.2", Without},
	{"a plugin for CUDA of an old API", "cuda_plugin", installs("pjrt_c_api_cuda_plugin.so", errTooOld), "its PJRT API is 0.90", "replace it with the plugin of jax-cuda13-pjrt 0.10.0 or later", Without},
}

// ofXLA are the failures of XLA where it is asked for.
var ofXLA = []failure{
	{"CUDA is asked for without a GPU", "backend", func(t *testing.T, m *Machine) {
		hasPlugins(t, "pjrt_c_api_cuda_plugin.so")
		t.Setenv(device.RequestVariable, "xla:cuda")
	}, "but no NVIDIA driver", "install the driver, or give the container the GPU; or compute on the CPU", Missing},
	{"XLA is asked for without a plugin", "backend", set(device.RequestVariable, "xla:cuda"), "none", `no PJRT plugin "cuda" in `, Missing},
	{"XLA is asked for with an old plugin", "backend", func(t *testing.T, m *Machine) {
		installs("pjrt_c_api_cpu_plugin.so", errTooOld)(t, m)
		t.Setenv(device.RequestVariable, "xla:cpu")
	}, "its PJRT API is 0.90", "replace the plugin; or compute on the CPU", Missing},
	{"XLA is asked for without a C compiler", "c_compiler", func(t *testing.T, m *Machine) {
		installs("pjrt_c_api_cpu_plugin.so", nil)(t, m)
		t.Setenv(device.RequestVariable, "xla:cpu")
		program(t, "go", `case "$2" in CGO_ENABLED) echo 0;; CC) echo gcc;; esac`)
	}, "no C compiler (gcc)", "install one", Missing},
}

func nothing(*testing.T, *Machine) {}

func takePort(t *testing.T, m *Machine) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	m.Port = listener.Addr().(*net.TCPAddr).Port
}

// Each failure is told in its row of the table, with a remedy, and ends the main job's
// prospects if and only if something needed is missing.
func TestEveryFailure(t *testing.T) {
	all := slices.Concat(onMachine, ofBackends)
	if device.XLALinked {
		all = append(all, ofXLA...)
	}
	for _, test := range all {
		t.Run(test.name, func(t *testing.T) {
			m := machine(t)
			program(t, "go", "echo go1.30.0") // quicker to ask than real ones
			write(t, filepath.Join(os.Getenv("PATH"), "python3"), "#!/bin/sh\necho 3.12\n")
			test.make(t, &m)
			findings := m.Examine(context.Background())
			i := slices.IndexFunc(findings, func(f Finding) bool { return f.ID == test.id })
			f := findings[i]
			expect(t, f, test.is, test.remedy)
			if f.Status() != test.status {
				t.Errorf("it is %s, want %s", f.Status(), test.status)
			}
			if test.status == Missing && Ready(findings) {
				t.Error("the main job is said to run")
			}
			isShown(t, f, findings)
		})
	}
}

// isShown checks that the table holds a finding and its remedy.
func isShown(t *testing.T, f Finding, findings []Finding) {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, findings); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), marks[f.Status()]) || !strings.Contains(b.String(), f.Is) || !strings.Contains(b.String(), f.Remedy) {
		t.Errorf("the table lacks %+v:\n%s", f, &b)
	}
}

// There is a failure for everything that is looked at.
func TestEveryRowHasAFailure(t *testing.T) {
	all := slices.Concat(onMachine, ofBackends)
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(f failure) bool { return f.id == id }) {
			t.Errorf("no test provokes a failure of %s", id)
		}
	}
}
