package readme_test

import (
	"os"
	"path/filepath"
	"testing"

	"nodulelab/lib/internal/readme"
)

const page = "before\n<!-- generated: one -->\nold\n<!-- end -->\nbetween\n<!-- generated: two -->\nkept\n<!-- end -->\nafter\n"

// written returns the path of a file with the page.
func written(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// A part that is as it should be leaves the page alone, even where an update is allowed.
func TestHoldEqual(t *testing.T) {
	path := written(t)
	readme.HoldIn(t, path, "one", "old\n", false, "no command")
	readme.HoldIn(t, path, "two", "kept\n", true, "no command")
	if text, err := os.ReadFile(path); err != nil || string(text) != page {
		t.Errorf("the page became %q, %v", text, err)
	}
}

// An update replaces its own part and nothing else.
func TestHoldUpdates(t *testing.T) {
	path := written(t)
	readme.HoldIn(t, path, "one", "new\n", true, "no command")
	want := "before\n<!-- generated: one -->\nnew\n<!-- end -->\nbetween\n<!-- generated: two -->\nkept\n<!-- end -->\nafter\n"
	if text, err := os.ReadFile(path); err != nil || string(text) != want {
		t.Errorf("the page became %q, want %q, %v", text, want, err)
	}
}
