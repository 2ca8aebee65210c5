package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/lab"
)

// What a command line gets wrong is told before anything is set up or trained.
func TestRunRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"nonsense":                 `"nonsense" is not a command: want none, train, sweep, clock, blocks, maps, transfer, baselines, lab, doctor or setup`,
		"-seeds 2 extra":           `"extra" is not expected: flags begin with -; notebooks -h lists them`,
		"lab 01":                   `"01" is not expected: flags begin with -; notebooks lab -h lists them`,
		"doctor now":               `"now" is not expected`,
		"setup lab":                `"lab" is not expected`,
		"-sedes 2":                 "flag provided but not defined: -sedes",
		"doctor -all":              "flag provided but not defined: -all",
		"-seeds two":               `invalid value "two" for flag -seeds`,
		"-seeds 0":                 "-seeds 0: want the number of seeds, 1 or more",
		"-seeds -3":                "-seeds -3: want the number of seeds, 1 or more",
		"-only 99":                 "-only 99: no notebook's name begins so: there are 00-data",
		"-only 01,x":               "-only x: no notebook's name begins so",
		"-only 01,":                "-only: a name is empty",
		"-only ,":                  "-only: a name is empty",
		"lab -seeds 0":             "-seeds 0: want the number of seeds, 1 or more",
		"train -seeds 0":           "-seeds 0: want the number of seeds, 1 or more",
		"train 2/5":                `"2/5" is not expected`,
		"train -shard 0/5":         `invalid value "0/5" for flag -shard: shard "0/5": want i/n with i from 1 to n, such as 2/5`,
		"train -shard 6/5":         `"6/5": want i/n`,
		"train -shard x":           `"x": want i/n`,
		"-shard 1/2":               "flag provided but not defined: -shard",
		"transfer -shard 3/2":      `invalid value "3/2" for flag -shard`,
		"clock -shard 3/2":         `invalid value "3/2" for flag -shard`,
		"reproduce -out " + file:   "a file is in the way: name a folder",
		"lab -port 0 -no-browser":  "-port 0: want 1 to 65535",
		"lab -port 99999 -seeds 1": "-port 99999: want 1 to 65535",
		"lab -ip localhost":        "-ip localhost: want the number of an address",
	} {
		t.Run(line, func(t *testing.T) {
			err := run(context.Background(), strings.Fields(line))
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want %q", err, want)
			}
		})
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "mine" {
		t.Errorf("the file holds %q now, %v", text, err)
	}
}

func TestRunRefusesAnUnknownBackend(t *testing.T) {
	t.Setenv(device.RequestVariable, "tpu")
	for _, command := range []string{"reproduce", "train", "lab", "setup"} {
		if err := run(context.Background(), []string{command}); err == nil || !strings.Contains(err.Error(), `"tpu" is not known`) {
			t.Errorf("%s: error %v", command, err)
		}
	}
}

// CUDA that is asked for on a machine without a GPU is told before anything is set up
// or trained.
func TestRunRefusesCUDAWithoutGPU(t *testing.T) {
	if !device.XLALinked {
		t.Skip("built without cgo: CUDA is refused for that")
	}
	plugin := filepath.Join(t.TempDir(), "pjrt_c_api_cuda_plugin.so")
	if err := os.WriteFile(plugin, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv(device.RequestVariable, "xla:"+plugin)
	t.Setenv(device.VisibleVariable, "-1")
	for _, command := range []string{"reproduce", "train", "lab"} {
		err := run(context.Background(), []string{command})
		if err == nil || !strings.Contains(err.Error(), `gomlx/xla:cuda is asked for, but CUDA_VISIBLE_DEVICES is "-1", which hides every GPU: unset it`) {
			t.Errorf("%s: error %v", command, err)
		}
	}
}

func TestRunOutsideTheProject(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, command := range []string{"reproduce", "train", "lab", "setup", "doctor"} {
		if err := run(context.Background(), []string{command}); err == nil || !strings.Contains(err.Error(), "is not inside the project: run from a folder of it") {
			t.Errorf("%s: error %v", command, err)
		}
	}
}

func TestHelp(t *testing.T) {
	for _, line := range []string{"-h", "lab -h", "setup -help", "doctor -h", "train -h", "clock -h", "blocks -h", "transfer -h"} {
		if err := run(context.Background(), strings.Fields(line)); !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s: error %v", line, err)
		}
	}
}

func TestStatus(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	for _, test := range []struct {
		name string
		ctx  context.Context
		err  error
		want int
	}{
		{"done", context.Background(), nil, 0},
		{"help", context.Background(), flag.ErrHelp, 0},
		{"failed", context.Background(), errors.New("no Python"), 1},
		{"stopped", stopped, context.Canceled, interrupted},
		{"a program failed because of the stop", stopped, errors.New("signal: interrupt"), interrupted},
		{"stopped after the end", stopped, nil, 0},
	} {
		if got := status(test.ctx, test.err); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// The environment's number of seeds is the flag's default; one that is no number is
// refused, as the cells would.
func TestSeedsFromTheEnvironment(t *testing.T) {
	for _, command := range []string{"reproduce", "lab"} {
		t.Setenv(lab.SeedsVariable, "ten")
		if err := run(context.Background(), []string{command}); err == nil || !strings.Contains(err.Error(), `NODULELAB_SEEDS is "ten": want the number of seeds, 1 or more`) {
			t.Errorf("%s: error %v", command, err)
		}
	}
}

// The exit status tells whether the main job would run: without Go it would not.
func TestDoctorStatus(t *testing.T) {
	stdout := os.Stdout
	os.Stdout, _ = os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	defer func() { os.Stdout = stdout }()
	t.Setenv("PATH", t.TempDir())
	err := run(context.Background(), []string{"doctor"})
	if err == nil || !strings.Contains(err.Error(), "something that the notebooks need is missing: see above") || status(context.Background(), err) != 1 {
		t.Errorf("error %v", err)
	}
}

// Programs read what the doctor finds.
func TestDoctorJSON(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = writer
	done := make(chan error)
	go func() { done <- run(context.Background(), []string{"doctor", "-json"}); writer.Close() }()
	var report struct {
		Ready    bool
		Findings []struct{ ID, Status string }
	}
	err = json.NewDecoder(reader).Decode(&report)
	missing := <-done
	os.Stdout = stdout
	if err != nil || len(report.Findings) == 0 || report.Ready != (missing == nil) {
		t.Errorf("%+v, %v; the command says %v", report, err, missing)
	}
}
