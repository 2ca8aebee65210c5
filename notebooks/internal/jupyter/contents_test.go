package jupyter_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// model is a file or a folder as JupyterLab's server gives and takes it.
type model struct {
	Name    string          `json:"name"`
	Type    string          `json:"type"`
	Content json.RawMessage `json:"content"`
}

// contents asks the server for a file or a folder.
func contents(t *testing.T, url, path string) model {
	t.Helper()
	status, body := ask(t, url, "/api/contents/"+path)
	var m model
	if err := json.Unmarshal(body, &m); err != nil || status != http.StatusOK {
		t.Fatalf("%s: status %d, %v: %s", path, status, err, body)
	}
	return m
}

// save saves a file as JupyterLab does.
func save(t *testing.T, url, path string, m model) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"type": m.Type, "format": "json", "content": m.Content})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPut, strings.Replace(url, "/lab", "/api/contents/"+path, 1), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if said, _ := io.ReadAll(response.Body); response.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d: %s", path, response.StatusCode, said)
	}
}

// fromKernel gives a notebook the metadata that JupyterLab takes from the running
// kernel, which names no lexer, and the marks of trust, which stay in the browser.
func fromKernel(t *testing.T, content json.RawMessage) json.RawMessage {
	t.Helper()
	var n map[string]any
	if err := json.Unmarshal(content, &n); err != nil {
		t.Fatal(err)
	}
	n["metadata"].(map[string]any)["language_info"] = map[string]any{
		"codemirror_mode": "", "file_extension": ".go", "mimetype": "text/x-go", "name": "go",
		"nbconvert_exporter": "", "pygments_lexer": "", "version": "go1.99",
	}
	for _, c := range n["cells"].([]any) {
		c.(map[string]any)["metadata"].(map[string]any)["trusted"] = true
	}
	text, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// copies copies the committed notebooks into a folder and lists their names.
func copies(t *testing.T, e setup.Environment, folder string) (names []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(e.Notebooks(), "*.ipynb"))
	if err != nil || len(paths) < 5 {
		t.Fatalf("notebooks %v: %v", paths, err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Base(path))
		write(t, filepath.Join(folder, filepath.Base(path)), string(text))
	}
	return names
}

// A notebook that is opened, connected to the kernel and saved has the bytes that were
// committed. One of another kernel keeps its own metadata.
func TestSavedNotebooksAreUnchanged(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	folder := t.TempDir()
	names := copies(t, e, folder)
	other := `{"cells": [], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python"}, "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}`
	write(t, filepath.Join(folder, "other.ipynb"), other)
	url := start(t, jupyter.Options{Environment: e, Folder: folder, Seeds: 1})
	for _, name := range names {
		before, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		m := contents(t, url, name)
		m.Content = fromKernel(t, m.Content)
		save(t, url, name, m)
		after, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s is saved with other bytes, %v", name, err)
		}
	}
	save(t, url, "other.ipynb", contents(t, url, "other.ipynb"))
	text, err := os.ReadFile(filepath.Join(folder, "other.ipynb"))
	if err != nil || !strings.Contains(string(text), `"name": "python"`) {
		t.Errorf("the notebook of another kernel became %s, %v", text, err)
	}
}

// The file browser shows the notebooks and the lesson plan, without the program beside
// them.
func TestFileBrowserShowsNotebooks(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab")
	}
	e := testenv.Environment(t, setup.Lab)
	want := append(copies(t, e, t.TempDir()), "TEACHING.md")
	var listed []model
	if err := json.Unmarshal(contents(t, start(t, jupyter.Options{Environment: e, Seeds: 1}), "").Content, &listed); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range listed {
		got = append(got, m.Name)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("it shows %q, want %q", got, want)
	}
}
