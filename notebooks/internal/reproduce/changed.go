package reproduce

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"nodulelab/lib/project"
	"nodulelab/notebooks/internal/execute"
)

// memory holds, for each executed notebook, the hash of all that made it and the
// hash of the file itself.
type memory map[string][2]string

func (o Options) memoryFile() string { return filepath.Join(o.Out, "notebooks", "executed.json") }

// recall reads the memory; one that cannot be read is empty.
func (o Options) recall() memory {
	m := memory{}
	if text, err := os.ReadFile(o.memoryFile()); err == nil && json.Unmarshal(text, &m) != nil {
		return memory{}
	}
	return m
}

// changed lists the notebooks that have to be executed.
func (o Options) changed(notebooks []Notebook) ([]Notebook, error) {
	m := o.recall()
	var changed []Notebook
	for _, n := range notebooks {
		cause, err := o.cause(n)
		if err != nil {
			return nil, err
		}
		if o.Force || m[n.Name] != [2]string{cause, fileHash(o.executed(n))} || execute.CheckFile(o.executed(n)) != nil {
			changed = append(changed, n)
		}
	}
	return changed, nil
}

// remember notes that a notebook was executed, and the hash, from before that, of
// all that made it.
func (o Options) remember(n Notebook, cause string) error {
	m := o.recall()
	m[n.Name] = [2]string{cause, fileHash(o.executed(n))}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return project.WriteText(o.memoryFile(), string(text)+"\n")
}

// cause hashes all that can change what a notebook shows: its cells, the library,
// the versions, the number of seeds and the backend.
func (o Options) cause(n Notebook) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, o.Seeds, o.Environment.Choice.Name(), runtime.Version(), runtime.GOARCH)
	cells, err := sources(n.Path)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(h, "%q\n", cells)
	for _, name := range []string{"go.mod", "go.sum", "notebooks/requirements.txt"} {
		if err := hashFile(h, filepath.Join(o.Environment.Root, name)); err != nil {
			return "", err
		}
	}
	if err := hashLibrary(h, filepath.Join(o.Environment.Root, "lib")); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// sources are the cells of a notebook, without their outputs.
func sources(path string) ([]json.RawMessage, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var content struct {
		Cells []struct {
			Kind   json.RawMessage `json:"cell_type"`
			Source json.RawMessage `json:"source"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(text, &content); err != nil {
		return nil, fmt.Errorf("%s is not a notebook: %w", path, err)
	}
	var all []json.RawMessage
	for _, c := range content.Cells {
		all = append(all, c.Kind, c.Source)
	}
	return all, nil
}

// hashLibrary hashes the library's files, without tests.
func hashLibrary(h hash.Hash, folder string) error {
	return filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "testdata":
			return filepath.SkipDir
		case e.IsDir() || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		return hashFile(h, path)
	})
}

func hashFile(h hash.Hash, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintln(h, filepath.Base(path))
	_, err = io.Copy(h, f)
	return err
}

// fileHash is a file's hash, empty if it cannot be read.
func fileHash(path string) string {
	h := sha256.New()
	if hashFile(h, path) != nil {
		return ""
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
