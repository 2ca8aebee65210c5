package browsertest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"nodulelab/lib/lab"
	"nodulelab/lib/live"
	"nodulelab/lib/live/page"
	"nodulelab/lib/loss"
	"nodulelab/lib/native"
	"nodulelab/lib/nodule"
	"nodulelab/lib/paper"
	"nodulelab/lib/project"
	"nodulelab/lib/runs"
	"nodulelab/notebooks/internal/export"
	"nodulelab/notebooks/internal/setup"
	"nodulelab/notebooks/internal/testenv"
)

// networks returns the networks of seed 1, which the trainer of the set-up trains once for
// all tests.
func networks(t testing.TB) []page.Network {
	t.Helper()
	testenv.Environment(t, setup.Report)
	all, err := trainOnce()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var trainOnce = sync.OnceValues(func() ([]page.Network, error) {
	root, err := project.Root()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "nodulelab-live")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	cmd := exec.Command(setup.Environment{Root: root}.Bin("trainer"), "-seeds", "1", "-out", folder, "-live")
	cmd.Env = append(os.Environ(), runs.Variable+"="+filepath.Join(folder, "runs"))
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return page.TakeNetworks(folder)
})

// writeLive writes the live page, as a report has it, and returns its folder.
func writeLive(t testing.TB) string {
	t.Helper()
	e, folder := testenv.Environment(t, setup.Report), t.TempDir()
	maps, err := page.StoredMaps()
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := page.Offer(lab.PaperPlan(1), paper.Scenarios()...)
	if err != nil {
		t.Fatal(err)
	}
	made, err := page.Write(page.Options{
		Program: e.LiveProgram(), Out: folder, Scenarios: scenarios, Networks: networks(t), Maps: maps,
	})
	if err != nil {
		t.Fatal(err)
	}
	html, err := export.Preview(made)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "live.html"), []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	return folder
}

// openLive opens the live page with a state in its address and waits for its first picture.
func openLive(t testing.TB, ctx context.Context, folder, state string, width int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	address := url.URL{Scheme: "file", Path: filepath.Join(folder, "live.html"), Fragment: state}
	err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("about:blank"), chromedp.Navigate(address.String()),
		chromedp.Evaluate[chromedp.Void](liveReady, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
}

// liveReady promises that the live page, whose script comes with its data, shows a picture.
const liveReady = `new Promise((resolve) => {
	const wait = () => globalThis.nodulelabPage ? resolve(nodulelabPage.ready.then(() => true)) : setTimeout(wait, 5);
	wait();
})`

// call is the script that calls a function of the page's program.
func call(t testing.TB, name string, args ...any) string {
	t.Helper()
	text, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("nodulelabPage.lab.call(%q, %s)", name, text)
}

// needPlain skips a test where the test's own kernels do not compute as the page's do.
func needPlain(t *testing.T) {
	t.Helper()
	if native.Kernels() != "plain Go" {
		t.Skip("compares with plain Go: run it without GOEXPERIMENT=simd")
	}
}

// The page's networks say what they say here, to the last bit, all of those that it holds on
// all test sets of their scenario.
func TestLiveLogits(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	needPlain(t)
	ctx, folder := browser(t), writeLive(t)
	openLive(t, ctx, folder, "", wide)
	if kernels := await[string](t, ctx, `nodulelabPage.lab.ready.then((about) => about.kernels)`); kernels != "128-bit SIMD" {
		t.Errorf("the page computes with %s", kernels)
	}
	for _, n := range networks(t) {
		own, err := live.Unpack(n.Packed)
		if err != nil {
			t.Fatal(err)
		}
		var in live.Instrument
		if err := in.Put(0, own); err != nil {
			t.Fatal(err)
		}
		evaluate[bool](t, ctx, fmt.Sprintf("globalThis.packed = Uint8Array.from(atob(%q), (c) => c.charCodeAt(0)); true", base64.StdEncoding.EncodeToString(n.Packed)))
		await[bool](t, ctx, `nodulelabPage.lab.call("put", [0, packed]).then(() => true)`)
		s, err := paper.ScenarioByNumber(n.Scenario)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range s.Tests {
			want, err := in.Open(n.Seed, d)
			if err != nil {
				t.Fatal(err)
			}
			got := await[[]float32](t, ctx, call(t, "open", n.Seed, d.Malignant, d.Benign)+".then((square) => Array.from(square.logits[0]))")
			differ := 0
			for i, l := range want.Logits[0] {
				if got[i] != l {
					differ++
				}
			}
			if differ > 0 || len(got) != 200 {
				t.Errorf("scenario %d, %s, %s: %d of %d logits differ", n.Scenario, n.Loss, d, differ, len(got))
			}
		}
	}
}

// A network that the page trains is the one that plain Go trains here, weight for weight.
func TestLiveTraining(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	needPlain(t)
	ctx, folder := browser(t), writeLive(t)
	openLive(t, ctx, folder, "", wide)
	for _, l := range []loss.Name{loss.CE, loss.Contrast} {
		how := live.PaperTraining(l, nodule.D(180, 160), 3)
		how.Epochs = 5
		want, err := how.Run(context.Background(), func(live.Step) {})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(how)
		if err != nil {
			t.Fatal(err)
		}
		packed := await[string](t, ctx, fmt.Sprintf(`nodulelabPage.lab.call("train", [%q], () => {}).then(({ network }) => {
			let text = "";
			for (const byte of network) { text += String.fromCharCode(byte); }
			return btoa(text);
		})`, text))
		bytes, err := base64.StdEncoding.DecodeString(packed)
		if err != nil {
			t.Fatal(err)
		}
		got, err := live.Unpack(bytes)
		if err != nil {
			t.Fatal(err)
		}
		differ := 0
		for i, tensor := range want.Weights.Tensors {
			for j, v := range tensor.Data {
				if got.Weights.Tensors[i].Data[j] != v {
					differ++
				}
			}
		}
		if differ > 0 {
			t.Errorf("%s: %d of %d weights differ", l, differ, want.Weights.Count())
		}
	}
}

// mostBytes is how much the live page may add to a report.
const mostBytes = 3_200_000

func TestLiveSize(t *testing.T) {
	if testing.Short() {
		t.Skip("trains networks")
	}
	folder := writeLive(t)
	var total int64
	for _, name := range []string{"live.html", page.DataFile} {
		info, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
	}
	t.Logf("%d bytes", total)
	if total > mostBytes {
		t.Errorf("%d bytes, want at most %d", total, mostBytes)
	}
}
