package lib_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib"
)

// What is held is what lies on disk, under the same names.
func TestSources(t *testing.T) {
	names := []string{"train", "train/gomlx", "internal/stream", "nodule", "lenet", "loss", "native", "internal/slice", "metrics", "explain", "probe", "clock", "baseline", "transfer", "lidc", "outline"}
	all, err := lib.Sources(names...)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		held, err := fs.Glob(all[i], "*.go")
		if err != nil {
			t.Fatal(err)
		}
		there, err := filepath.Glob(filepath.Join(name, "*.go"))
		if err != nil || len(there) == 0 {
			t.Fatalf("%s: %d files, %v", name, len(there), err)
		}
		for j := range there {
			there[j] = filepath.Base(there[j])
		}
		if !slices.Equal(held, there) {
			t.Errorf("%s: files %v, want %v", name, held, there)
		}
		got, err := fs.ReadFile(all[i], there[0])
		if err != nil {
			t.Fatal(err)
		}
		if want, err := os.ReadFile(filepath.Join(name, there[0])); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s/%s is held in other words, %v", name, there[0], err)
		}
	}
}

func TestSourcesRefuse(t *testing.T) {
	for _, name := range []string{"figure", "nodule/", ""} {
		if _, err := lib.Sources("nodule", name); err == nil || !strings.Contains(err.Error(), "is not held") {
			t.Errorf("%q: error %v", name, err)
		}
	}
}
