package project_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nodulelab/lib/project"
)

func ExampleRoot() {
	root, err := project.Root()
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = os.Stat(filepath.Join(root, "go.mod"))
	fmt.Println(err)
	// Output: <nil>
}

// If a write fails, the old file stays.
func ExampleWriteFile() {
	dir, err := os.MkdirTemp("", "project")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "tables", "accuracy.csv")
	if err := project.WriteText(path, "loss,accuracy\nCE,0.94\n"); err != nil {
		fmt.Println(err)
		return
	}
	err = project.WriteFile(path, func(f *os.File) error {
		fmt.Fprint(f, "loss,acc")
		return errors.New("interrupted")
	})
	text, _ := os.ReadFile(path)
	fmt.Printf("failed: %t\n%s", err != nil, text)
	// Output:
	// failed: true
	// loss,accuracy
	// CE,0.94
}

func TestRootIsFoundFromAFolderBelow(t *testing.T) {
	root := t.TempDir()
	below := filepath.Join(root, "a", "b")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte("module nodulelab\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	// Another module in between is not the project.
	if err := os.WriteFile(filepath.Join(root, "a", "go.mod"), []byte("module nodulelaboratory\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(below)
	got, err := project.Root()
	if err != nil {
		t.Fatal(err)
	}
	if want, _ := filepath.EvalSymlinks(root); got != want && got != root {
		t.Errorf("root is %s, want %s", got, root)
	}
}

func TestOutsideTheProjectIsAnError(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	_, err := project.Root()
	if err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("the error is %v, want one that names %s", err, dir)
	}
}

func TestWriteFileReplacesInOneStep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "made", "file.txt")
	for _, text := range []string{"first", "second, longer"} {
		if err := project.WriteText(path, text); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != text {
			t.Errorf("the file holds %q, %v; want %q", got, err, text)
		}
	}
}

func TestAFailedWriteLeavesTheOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file.txt")
	if err := project.WriteText(path, "old"); err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	err := project.WriteFile(path, func(f *os.File) error {
		f.WriteString("half of the n")
		return full
	})
	if !errors.Is(err, full) || !strings.Contains(err.Error(), path) {
		t.Errorf("the error is %v, want one that names %s and why", err, path)
	}
	if got, _ := os.ReadFile(path); string(got) != "old" {
		t.Errorf("the file holds %q, want what it held before", got)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files are left, want the old one alone", len(entries))
	}
}

func TestAFolderInTheWay(t *testing.T) {
	dir := t.TempDir()
	if err := project.WriteText(dir, "text"); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if err := project.WriteText(filepath.Join(os.Args[0], "below", "a-file"), "text"); err == nil {
		t.Error("a file below a file was written")
	}
}

// Windows' line ends, which a checkout may have, do not hide the project.
func TestRootWithOtherLineEnds(t *testing.T) {
	root := t.TempDir()
	t.Chdir(root)
	for text, want := range map[string]bool{
		"module nodulelab\r\n\r\ngo 1.26\r\n": true, "module nodulelab": true,
		"module nodulelaboratory\r\n": false, "// module nodulelab\n": false,
	} {
		if err := os.WriteFile(filepath.Join(root, "go.mod"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := project.Root(); (err == nil) != want {
			t.Errorf("go.mod %q: error %v", text, err)
		}
	}
}

// A project that is entered by a link has the path of the folder itself.
func TestRootByALink(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	root, link := filepath.Join(dir, "project"), filepath.Join(dir, "link")
	if err := errors.Join(project.WriteText(filepath.Join(root, "go.mod"), "module nodulelab\n"), os.Mkdir(filepath.Join(root, "lib"), 0o755), os.Symlink(root, link)); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{root, link, filepath.Join(link, "lib")} {
		t.Chdir(folder) // PWD is the path by the link, as a shell has it
		if got, err := project.Root(); err != nil || got != root {
			t.Errorf("from %s the root is %s, %v: want %s", folder, got, err, root)
		}
	}
}

// A file that has the text is not written again, so that its folder need not be writable.
func TestWriteTextLeavesTheSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file.txt")
	if err := project.WriteText(path, "text"); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for text, same := range map[string]bool{"text": true, "tex": false} {
		if err := project.WriteText(path, text); err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(path)
		if err != nil || os.SameFile(before, after) != same {
			t.Errorf("%q: the file is the same: %t, want %t; %v", text, !same, same, err)
		}
		if err := project.WriteText(path, "text"); err != nil {
			t.Fatal(err)
		}
		if before, err = os.Stat(path); err != nil {
			t.Fatal(err)
		}
	}
}
