package browsertest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nodulelab/notebooks/internal/execute"
	"nodulelab/notebooks/internal/jupyter"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// serveCopy starts JupyterLab on a copy of a notebook, without its outputs, and
// returns its address and the copy's folder.
func serveCopy(t *testing.T, notebook string) (url, folder string) {
	t.Helper()
	e := testenv.Environment(t, setup.Lab)
	folder = t.TempDir()
	clear := exec.Command(e.Python(), "-m", "nbconvert", "--ClearOutputPreprocessor.enabled=True", "--to", "notebook", "--output-dir", folder, filepath.Join(e.Notebooks(), notebook))
	if out, err := clear.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return serve(t, folder), folder
}

// serve starts JupyterLab on a folder and returns its address.
func serve(t *testing.T, folder string) (url string) {
	t.Helper()
	e := testenv.Environment(t, setup.Lab)
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	var log bytes.Buffer
	o := jupyter.Options{Environment: e, Folder: folder, Seeds: 1, Port: testenv.FreePort(t), Log: &log, Ready: func(url string) { ready <- url }}
	go func() { ended <- jupyter.Run(ctx, o) }()
	select {
	case url = <-ready:
	case err := <-ended:
		stop()
		t.Fatalf("JupyterLab did not start: %v: %s", err, &log)
	}
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("JupyterLab ended with %v: %s", err, &log)
		}
	})
	return url
}

// The notebook on the data in the real JupyterLab: the kernel is chosen, Run All
// Cells executes every cell, tables and figures appear, no other host is asked.
func TestRunAll(t *testing.T) {
	if testing.Short() {
		t.Skip("starts JupyterLab and a browser")
	}
	const notebook = "00-data.ipynb"
	url, folder := serveCopy(t, notebook)
	if response, err := http.Get(strings.Replace(strings.Split(url, "?")[0], "/lab", "/api/contents", 1)); err != nil || response.StatusCode != http.StatusForbidden {
		t.Errorf("without the token: %v, %v", response, err)
	}
	ctx := browser(t)
	faults := watch(t, ctx, "http://127.0.0.1:", "ws://127.0.0.1:")
	openNotebook(t, ctx, url, notebook)
	runAllCells(t, ctx)
	waitUntilExecuted(t, ctx, filepath.Join(folder, notebook))
	for _, f := range faults() {
		t.Error(f)
	}
	screenshot(t, ctx, "lab")
}

// openNotebook opens a notebook and waits until its page is connected to the Go kernel.
func openNotebook(t *testing.T, ctx context.Context, url, notebook string) {
	t.Helper()
	page := strings.Replace(url, "/lab?", "/lab/tree/"+notebook+"?reset&", 1) // without notebooks that were open before
	chosen := `document.querySelector('.jp-Toolbar-kernelName')?.textContent.includes('Go (gonb)')`
	err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900),
		chromedp.Evaluate[chromedp.Void](leaveUnasked), chromedp.Navigate(page),
		chromedp.Poll[chromedp.Void](chosen, chromedp.WithPollingTimeout(90*time.Second)))
	if err != nil {
		screenshot(t, ctx, "lab-not-ready")
		t.Fatal(err)
	}
	waitForKernel(t, url)
}

// leaveUnasked keeps JupyterLab from asking whether to leave a changed notebook, which
// nobody would answer.
const leaveUnasked = `addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true)`

// waitForKernel waits until the page is connected to an idle kernel.
func waitForKernel(t *testing.T, url string) {
	t.Helper()
	var kernels []struct {
		State       string `json:"execution_state"`
		Connections int    `json:"connections"`
	}
	for range 300 {
		response, err := http.Get(strings.Replace(url, "/lab?", "/api/kernels?", 1))
		if err != nil {
			t.Fatal(err)
		}
		err = json.NewDecoder(response.Body).Decode(&kernels)
		response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if len(kernels) == 1 && kernels[0].State == "idle" && kernels[0].Connections == 1 {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	t.Fatalf("no idle kernel is connected: %+v", kernels)
}

// runAllCells chooses Run All Cells from the menu until a cell runs: a click on a
// menu that is still being laid out is lost.
func runAllCells(t *testing.T, ctx context.Context) {
	t.Helper()
	const (
		menu = `[...document.querySelectorAll('.lm-MenuBar-item')].find(item => item.textContent === 'Run')`
		item = `document.querySelector('.lm-Menu-item[data-command="runmenu:run-all"]')`
		runs = `[...document.querySelectorAll('.jp-InputPrompt')].some(prompt => /\[[*\d]+\]/.test(prompt.textContent))`
	)
	var err error
	for range 10 {
		err = chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape), clickOn(menu), clickOn(item),
			chromedp.Poll[chromedp.Void](runs, chromedp.WithPollingTimeout(10*time.Second)))
		if err == nil {
			return
		}
	}
	screenshot(t, ctx, "lab-menu")
	t.Fatalf("Run All Cells runs no cell: %v", err)
}

// clickOn clicks in the middle of the element that a script finds, once it is there.
func clickOn(find string) chromedp.Action[chromedp.Void] {
	place := `(() => { const e = ` + find + `; if (!e) return null; const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		at, err := chromedp.Poll[[]float64](place, chromedp.WithPollingTimeout(5*time.Second))(ctx, target)
		if err != nil {
			return err
		}
		move := chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]) // menus act on the item under the mouse
		if _, err := move(ctx, target); err != nil {
			return err
		}
		_, err = chromedp.MouseClickXY(at[0], at[1])(ctx, target)
		return err
	})
}

// waitUntilExecuted saves the notebook now and then until its file is executed
// from the first cell to the last.
func waitUntilExecuted(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	var err error
	for range 60 {
		if e := chromedp.Do(ctx, chromedp.Sleep(2*time.Second), chromedp.KeyEvent("s", chromedp.KeyModifiers(kb.ModifierCtrl)), chromedp.Sleep(500*time.Millisecond)); e != nil {
			t.Fatal(e)
		}
		if err = execute.CheckFile(path); err == nil {
			break
		}
	}
	if err != nil {
		screenshot(t, ctx, "lab")
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<figure><img alt=", "<caption>"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the executed notebook shows no %s", want)
		}
	}
}
