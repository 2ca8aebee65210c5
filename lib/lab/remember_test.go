package lab_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"nodulelab/lib/internal/labtest"
	"nodulelab/lib/lab"
)

func code(text string) []fs.FS {
	return []fs.FS{fstest.MapFS{"a.go": {Data: []byte(text)}}}
}

// An answer is computed once; another question, other code or other networks are
// asked anew, and so is a damaged answer. An error is not remembered.
func TestRemember(t *testing.T) {
	dir, opened, asked := t.TempDir(), 0, 0
	l := labtest.Open(t, dir, &opened)
	jobs := l.Plan.Jobs()
	ask := func(question, text string, jobs []lab.Job) int {
		t.Helper()
		answer, err := lab.Remember(l, question, code(text), jobs, func() (map[string]int, error) {
			asked++
			return map[string]int{"answer": asked}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return answer["answer"]
	}
	for i, step := range []struct {
		question, text string
		jobs           []lab.Job
		want           int
	}{
		{"one", "x", jobs, 1}, {"one", "x", jobs, 1}, {"two", "x", jobs, 2}, {"one", "y", jobs, 3},
		{"one", "x", jobs[:2], 4}, {"one", "x", jobs, 1}, {"two", "x", jobs, 2},
	} {
		if got := ask(step.question, step.text, step.jobs); got != step.want {
			t.Errorf("step %d: answer %d, want %d", i, got, step.want)
		}
	}
	_, err := lab.Remember(l, "three", code("x"), jobs, func() (int, error) { return 0, errors.New("no answer") })
	if err == nil {
		t.Error("the error was lost")
	}
	if got, err := lab.Remember(l, "three", code("x"), jobs, func() (int, error) { return 7, nil }); got != 7 || err != nil {
		t.Errorf("after an error: %d, %v", got, err)
	}
	l.Store = nil
	if got, err := lab.Remember(l, "three", code("x"), jobs, func() (int, error) { return 8, nil }); got != 8 || err != nil {
		t.Errorf("without a store: %d, %v", got, err)
	}
}

func TestDamagedAnswerIsAskedAnew(t *testing.T) {
	dir, opened, warned := t.TempDir(), 0, ""
	l := labtest.Open(t, dir, &opened)
	l.Warn = func(message string) { warned = message }
	ask := func(answer int) int {
		got, err := lab.Remember(l, "one", code("x"), l.Plan.Jobs(), func() (int, error) { return answer, nil })
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	ask(1)
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.gob"))
	if more, _ := filepath.Glob(filepath.Join(dir, "*", "*", "*.gob")); err != nil || len(files)+len(more) != 1 {
		t.Fatalf("files %v %v, %v", files, more, err)
	} else {
		files = append(files, more...)
	}
	if err := os.WriteFile(files[0], []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := ask(2); got != 2 || !strings.Contains(warned, "made again") {
		t.Errorf("answer %d, warned %q", got, warned)
	}
	if got := ask(3); got != 2 {
		t.Errorf("answer %d, want the second one", got)
	}
}
