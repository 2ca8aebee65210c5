package browsertest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// cellAt finds the editor of a cell, counted from 0.
func cellAt(i int) string {
	return fmt.Sprintf(`document.querySelectorAll('.jp-CodeCell .cm-content')[%d]`, i)
}

// press puts the cursor at the end of a cell and presses a key.
func press(cell int, key string, options ...chromedp.KeyOption) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, step := range []chromedp.Action[chromedp.Void]{
			chromedp.KeyEvent(kb.Escape), clickOn(cellAt(cell)),
			chromedp.KeyEvent(kb.End, chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.KeyEvent(key, options...),
		} {
			if _, err := step(ctx, target); err != nil {
				return err
			}
		}
		return nil
	})
}

// shows presses a key in a cell until a script finds what it should bring: the language
// server takes a while to start.
func shows(t *testing.T, ctx context.Context, script string, cell int, key string, options ...chromedp.KeyOption) {
	t.Helper()
	var err error
	for range 6 {
		err = chromedp.Do(ctx, press(cell, key, options...), chromedp.Poll[chromedp.Void](script, chromedp.WithPollingTimeout(20*time.Second)))
		if err == nil {
			return
		}
	}
	screenshot(t, ctx, "help-missing")
	t.Fatalf("%s does not come true: %v", script, err)
}

// In the real JupyterLab, Tab offers names and Shift+Tab shows documentation. A panic
// and an error of the compiler are shown with the lines of their cells.
func TestHelpInCells(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab and a browser")
	}
	testenv.Environment(t, setup.Lab)
	folder := t.TempDir()
	testenv.WriteNotebook(t, filepath.Join(folder, "help.ipynb"),
		"import \"nodulelab/lib/exhibit\"\n\n%%\nexhibit.P", "%%\nexhibit.PCAFigure",
		"%%\nvar empty []int\nprintln(empty[3])", "import \"nodulelab/lib/show\"\n\n%%\nshow.NoSuchName(1)")
	url := serve(t, folder)
	ctx := browser(t)
	openNotebook(t, ctx, url, "help.ipynb")
	shows(t, ctx, `[...document.querySelectorAll('.jp-Completer-item')].some(item => item.textContent.includes('PCAFigure'))`, 0, kb.Tab)
	screenshot(t, ctx, "help-tab")
	shows(t, ctx, `document.querySelector('.jp-Tooltip')?.textContent.includes('PCAFigure draws a panel of Fig. 2')`, 1, kb.Tab, chromedp.KeyModifiers(kb.ModifierShift))
	screenshot(t, ctx, "help-shift-tab")
	const outputs = `[...document.querySelectorAll('.jp-CodeCell')][%d]?.querySelector('.jp-Cell-outputArea')?.innerText`
	for cell, wants := range map[int][]string{
		2: {"index out of range [3] with length 0", "line 3"},
		3: {"line 4: undefined: show.NoSuchName", "show.NoSuchName(1)"},
	} {
		of := fmt.Sprintf(outputs, cell)
		var conditions []string
		for _, want := range wants {
			conditions = append(conditions, fmt.Sprintf("%s?.includes(%q)", of, want))
		}
		shows(t, ctx, strings.Join(conditions, " && "), cell, kb.Enter, chromedp.KeyModifiers(kb.ModifierShift))
		for _, inner := range []string{"main.go", "goroutine", "flag.Parse", "[signal"} {
			if err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void](fmt.Sprintf("!%s.includes(%q)", of, inner), chromedp.WithPollingTimeout(time.Second))); err != nil {
				t.Errorf("cell %d shows %s: %v", cell+1, inner, err)
			}
		}
	}
	screenshot(t, ctx, "help-errors")
}

// Each notebook, opened in the real JupyterLab with a kernel and saved, has the bytes
// that were committed.
func TestSaveLeavesNotebooksUnchanged(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab and a browser")
	}
	e := testenv.Environment(t, setup.Lab)
	paths, err := filepath.Glob(filepath.Join(e.Notebooks(), "*.ipynb"))
	if err != nil || len(paths) < 5 {
		t.Fatalf("notebooks %v: %v", paths, err)
	}
	folder := t.TempDir()
	url := serve(t, folder)
	ctx := browser(t)
	for _, path := range paths {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(folder, filepath.Base(path))
		if err := os.WriteFile(copied, before, 0o644); err != nil {
			t.Fatal(err)
		}
		openNotebook(t, ctx, url, filepath.Base(path))
		if after := saved(t, ctx, copied); !bytes.Equal(before, after) {
			t.Errorf("%s is saved with other bytes", filepath.Base(path))
		}
		endKernels(t, url)
	}
}

// saved saves the open notebook, once JupyterLab has changed its metadata to what the
// kernel says, and returns the bytes of its file.
func saved(t *testing.T, ctx context.Context, path string) []byte {
	t.Helper()
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Poll[chromedp.Void](`document.querySelector('.jp-mod-dirty')`, chromedp.WithPollingTimeout(30*time.Second))); err != nil {
		screenshot(t, ctx, "not-changed")
		t.Fatal(err)
	}
	for range 20 {
		err := chromedp.Do(ctx, chromedp.KeyEvent("s", chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.Sleep(500*time.Millisecond))
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(old) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
	}
	screenshot(t, ctx, "not-saved")
	t.Fatalf("%s is not saved", path)
	return nil
}

// endKernels ends the server's kernels.
func endKernels(t *testing.T, url string) {
	t.Helper()
	var kernels []struct{ ID string }
	address := func(path string) string { return strings.Replace(url, "/lab?", path+"?", 1) }
	response, err := http.Get(address("/api/kernels"))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&kernels); err != nil {
		t.Fatal(err)
	}
	for _, k := range kernels {
		request, err := http.NewRequest(http.MethodDelete, address("/api/kernels/"+k.ID), nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
	}
}
