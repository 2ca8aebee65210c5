package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"nodulelab/lib/project"
)

// A checkout by a git that is set up for Windows' line ends has Unix' ones all the same.
func TestCheckoutForWindows(t *testing.T) {
	root, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	if err := exec.Command("git", "-C", root, "rev-parse", "HEAD").Run(); err != nil {
		t.Skip("needs git and its repository")
	}
	clone := filepath.Join(t.TempDir(), "clone")
	if out, err := exec.Command("git", "clone", "--quiet", "--shared", "-c", "core.autocrlf=true", root, clone).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	files := 0
	err = filepath.WalkDir(clone, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if e.Name() == ".git" {
				return fs.SkipDir
			}
			return err
		}
		text, err := os.ReadFile(path)
		if filepath.Ext(path) != ".png" && bytes.Contains(text, []byte("\r\n")) && !bytes.Contains(text, []byte{0}) {
			t.Errorf("%s has Windows' line ends", path)
		}
		files++
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("%d files, %v", files, err)
	}
	t.Chdir(filepath.Join(clone, "notebooks"))
	if found, err := project.Root(); err != nil || filepath.Base(found) != "clone" {
		t.Errorf("root %s, %v", found, err)
	}
}
