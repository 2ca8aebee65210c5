package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
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
		"nonsense":                `"nonsense" is not a command: want reproduce, train, sweep, clock, blocks, maps, transfer, baselines, lab, doctor, setup; notebooks -h says what each does`,
		"-seeds 2 extra":          `"extra" is not expected: flags begin with -; notebooks -h lists them`,
		"lab 01":                  `"01" is not expected: flags begin with -; notebooks lab -h lists them`,
		"doctor now":              `"now" is not expected`,
		"setup lab":               `"lab" is not expected`,
		"-sedes 2":                "flag provided but not defined: -sedes",
		"doctor -all":             "flag provided but not defined: -all",
		"-seeds two":              `invalid value "two" for flag -seeds`,
		"-seeds 0":                "-seeds 0: want the number of seeds, 1 to 100000",
		"-seeds -3":               "-seeds -3: want the number of seeds, 1 to 100000",
		"-only 99":                "-only 99: no notebook's name begins so: there are 00-data",
		"-only 01,x":              "-only x: no notebook's name begins so",
		"-only 01,":               "-only: a name is empty",
		"-only ,":                 "-only: a name is empty",
		"lab -seeds 0":            "-seeds 0: want the number of seeds, 1 to 100000",
		"train -seeds 0":          "-seeds 0: want the number of seeds, 1 to 100000",
		"train 2/5":               `"2/5" is not expected`,
		"train -shard 0/5":        `invalid value "0/5" for flag -shard: shard "0/5": want i/n with i from 1 to n, such as 2/5`,
		"train -shard 6/5":        `"6/5": want i/n`,
		"train -shard x":          `"x": want i/n`,
		"-shard 1/2":              "flag provided but not defined: -shard",
		"transfer -shard 3/2":     `invalid value "3/2" for flag -shard`,
		"clock -shard 3/2":        `invalid value "3/2" for flag -shard`,
		"reproduce -out " + file:  "a file is in the way: name a folder",
		"-seeds 1000000000 -many": "-seeds 1000000000: want the number of seeds, 1 to 100000",
		"-seeds 100000":           "-seeds 100000: that takes up to 500000 networks, about ",
		"lab -seeds 1001":         "add -many if you mean more than 1000 seeds",
		"train -seeds 2000 -scenarios 3 -shard 1/2": "that takes up to 1000 networks",
		"train -scenarios 4":                        `-scenarios "4"`,
		"-out=":                                     "want a folder's name; . is this one",
		"transfer -sets=":                           "want a folder's name; . is this one",
		"-only=":                                    "-only: a name is empty",
		"sweep -only=":                              `sweep "": want seeds, variance`,
		"sweep -only areas,areas":                   `sweep "areas" is given twice`,
		"sweep -out a -update":                      "-out and -update name two folders: want one of them",
		"baselines -out=":                           "want a folder's name",
		"clock -out " + file:                        "a file is in the way: name a folder",
		"lab -port 0 -no-browser":                   "-port 0: want 1 to 65535",
		"lab -port 99999 -seeds 1":                  "-port 99999: want 1 to 65535",
		"lab -ip localhost":                         "-ip localhost: want the number of an address",
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
	for _, c := range commands() {
		if err := run(context.Background(), []string{c.name, "-h"}); !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s -h: error %v", c.name, err)
		}
	}
	if err := run(context.Background(), []string{"-h"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("-h: error %v", err)
	}
}

// The help lists every command in a line of its own, as does what go doc says of the
// program; README has each but the last, which the first one does too.
func TestCommandsAreListed(t *testing.T) {
	var help strings.Builder
	listCommands(&help)
	readme, doc := readRoot(t, "README.md"), readRoot(t, "notebooks/main.go")
	for _, c := range commands() {
		line := regexp.MustCompile(`(?m)^  ` + c.name + ` +\S.*$`)
		if len(line.FindAllString(help.String(), -1)) != 1 {
			t.Errorf("the help has no line, or several, for %s:\n%s", c.name, &help)
		}
		if c.name == "reproduce" {
			continue
		}
		if !strings.Contains(doc, "//	go run ./notebooks "+c.name+" ") {
			t.Errorf("the program's documentation does not name %s", c.name)
		}
		if c.name != "setup" && !strings.Contains(readme, "`go run ./notebooks "+c.name) {
			t.Errorf("README does not name %s", c.name)
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
		if err := run(context.Background(), []string{command}); err == nil || !strings.Contains(err.Error(), `NODULELAB_SEEDS is "ten": want the number of seeds, 1 to 100000`) {
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
