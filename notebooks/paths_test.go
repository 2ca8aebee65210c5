package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"nodulelab/lib/device"
	"nodulelab/lib/runs"
)

// below returns a temporary folder and a relative path that leads to it from a folder of
// the project, which becomes the working folder.
func below(t *testing.T) (folder, relative string) {
	t.Helper()
	folder = t.TempDir()
	t.Chdir("image")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if relative, err = filepath.Rel(here, folder); err != nil {
		t.Fatal(err)
	}
	return folder, relative
}

// A relative path of the store is one from where the user stands, for the real trainer too,
// which works in another folder.
func TestRelativeStore(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the trainer and trains")
	}
	folder, relative := below(t)
	t.Setenv(runs.Variable, filepath.Join(relative, "runs"))
	t.Setenv(device.EngineVariable, device.Native)
	for range 2 { // the second time all is there
		if err := run(context.Background(), []string{"train", "-seeds", "1", "-scenarios", "3"}); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(filepath.Join(folder, "runs"))
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v: want one network", entries, err)
	}
}

func TestResolvePaths(t *testing.T) {
	folder, relative := below(t)
	list := string(os.PathListSeparator)
	for variable, test := range map[string]struct{ value, want string }{
		runs.Variable:             {relative, folder},
		"TMPDIR":                  {relative, folder},
		device.PluginPathVariable: {relative + list + "/plugins", folder + list + "/plugins"},
		device.RequestVariable:    {"xla:" + relative + "/my_plugin.so", "xla:" + folder + "/my_plugin.so"},
	} {
		for value, want := range map[string]string{test.value: test.want, test.want: test.want, "": ""} {
			t.Setenv(variable, value)
			if err := resolvePaths(); err != nil || os.Getenv(variable) != want {
				t.Errorf("%s=%s became %q, %v: want %q", variable, value, os.Getenv(variable), err, want)
			}
		}
	}
	t.Setenv(device.RequestVariable, "xla:cpu")
	if err := resolvePaths(); err != nil || os.Getenv(device.RequestVariable) != "xla:cpu" {
		t.Errorf("the name of a backend became %q, %v", os.Getenv(device.RequestVariable), err)
	}
}
