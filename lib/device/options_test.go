package device_test

import (
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
)

var (
	onCUDA = device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "cuda", Path: "/p/pjrt_c_api_cuda_plugin.so"}}
	onCPU  = device.Choice{Backend: "xla", Plugin: device.Plugin{Name: "cpu", Path: "/p/pjrt_c_api_cpu_plugin.so"}}
)

// with is a choice under options.
func with(c device.Choice, o device.Options) device.Choice {
	c.Options = o
	return c
}

func TestConfig(t *testing.T) {
	for _, test := range []struct {
		choice device.Choice
		want   string
	}{
		{onCUDA, "/p/pjrt_c_api_cuda_plugin.so,tf32=false"},
		{with(onCUDA, device.Options{TF32: true}), "/p/pjrt_c_api_cuda_plugin.so,tf32=true"},
		{with(onCPU, device.Options{TF32: true}), "/p/pjrt_c_api_cpu_plugin.so,tf32=false"},
	} {
		if got := test.choice.Config(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestFlags(t *testing.T) {
	free := with(onCUDA, device.Options{Nondeterministic: true})
	for _, test := range []struct {
		choice    device.Choice
		set, want string
	}{
		{onCUDA, "", "--xla_gpu_deterministic_ops=true"},
		{onCUDA, "--xla_dump_to=/d", "--xla_dump_to=/d --xla_gpu_deterministic_ops=true"},
		{onCUDA, "--xla_gpu_deterministic_ops=false", "--xla_gpu_deterministic_ops=false"},
		{onCUDA, "--xla_gpu_deterministic_ops", "--xla_gpu_deterministic_ops"},
		{onCUDA, "--xla_gpu_deterministic_ops_x=1", "--xla_gpu_deterministic_ops_x=1 --xla_gpu_deterministic_ops=true"},
		{free, "--xla_dump_to=/d", "--xla_dump_to=/d"},
		{onCPU, "", ""},
		{onCPU, "--xla_dump_to=/d", "--xla_dump_to=/d"},
		{device.Choice{Backend: "go"}, "", ""},
	} {
		got := test.choice.Flags(test.set)
		if got != test.want {
			t.Errorf("%s, %q: %q, want %q", test.choice.Name(), test.set, got, test.want)
		}
		if again := test.choice.Flags(got); again != got {
			t.Errorf("a second time: %q, want %q", again, got)
		}
	}
}

func TestSettings(t *testing.T) {
	t.Setenv(device.FlagsVariable, "--xla_dump_to=/d")
	got := onCUDA.Settings()
	if len(got) != 2 || got["xla"] != "/p/pjrt_c_api_cuda_plugin.so,tf32=false" || got["XLA_FLAGS"] != "--xla_dump_to=/d --xla_gpu_deterministic_ops=true" {
		t.Errorf("settings %v", got)
	}
	if s := (device.Choice{Backend: device.Native}).Settings(); s != nil {
		t.Errorf("the native engine has settings %v", s)
	}
}

// Options that change the numbers change the name; the default does not.
func TestNameTellsOptions(t *testing.T) {
	for o, want := range map[device.Options]string{
		{}: "gomlx/xla:cuda", {TF32: true}: "gomlx/xla:cuda+tf32", {Nondeterministic: true}: "gomlx/xla:cuda+nondeterministic",
		{TF32: true, Nondeterministic: true}: "gomlx/xla:cuda+tf32+nondeterministic",
	} {
		if got := with(onCUDA, o).Name(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOptionsFromEnvironment(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo")
	}
	plugins(t, "pjrt_c_api_cuda_plugin.so", "pjrt_c_api_cpu_plugin.so")
	t.Setenv(device.TF32Variable, "on")
	t.Setenv(device.DeterministicVariable, "off")
	for request, want := range map[string]device.Options{"xla:cuda": {TF32: true, Nondeterministic: true}, "xla:cpu": {}, "go": {}} {
		t.Setenv(device.RequestVariable, request)
		if c, err := device.FromEnvironment(); err != nil || c.Options != want {
			t.Errorf("%s: %+v, %v, want %+v", request, c, err, want)
		}
	}
	for _, variable := range []string{device.TF32Variable, device.DeterministicVariable} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, "true")
			if _, err := device.FromEnvironment(); err == nil || !strings.Contains(err.Error(), variable+` is "true": want on or off`) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestMemory(t *testing.T) {
	for says, want := range map[string]uint64{
		"echo 81559":                     81559 << 20,
		"echo 24564; echo 8192":          8192 << 20,
		"echo '[N/A]'":                   0,
		"echo 24564; echo '[N/A]'":       0,
		"echo":                           0,
		"true":                           0,
		"echo no devices found; exit 6":  0,
		"echo NVIDIA-SMI has failed >&2": 0,
	} {
		t.Run(says, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "nvidia-smi"), "#!/bin/sh\n"+says+"\n")
			t.Setenv("PATH", dir)
			if got, known := device.Memory(t.Context()); got != want || known != (want > 0) {
				t.Errorf("%d, %t, want %d", got, known, want)
			}
		})
	}
	t.Setenv("PATH", "")
	if got, known := device.Memory(t.Context()); known {
		t.Errorf("%d without nvidia-smi", got)
	}
}
