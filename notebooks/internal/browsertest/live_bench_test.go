package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"nodulelab/lib/live"
	"nodulelab/lib/loss"
	"nodulelab/lib/nodule"
)

// The benchmarks measure what a reader of the live page waits for:
//
//	go test -run - -bench Live -benchtime 5x ./notebooks/internal/browsertest
//
// They report medians of their iterations, in milliseconds.

// BenchmarkLiveFirstPicture measures the time from navigation to the first nodule with both
// verdicts, in a browser that was just started with an empty profile.
func BenchmarkLiveFirstPicture(b *testing.B) {
	folder := writeLive(b)
	var all []float64
	for b.Loop() {
		ctx := browser(b)
		openLive(b, ctx, folder, "", wide)
		all = append(all, measured(b, ctx, `nodulelabPage.timings.firstPicture`))
	}
	b.ReportMetric(median(all), "ms/picture")
}

// BenchmarkLiveMove measures the program's time for one nodule: drawing it, two networks,
// their saliency and their response curves.
func BenchmarkLiveMove(b *testing.B) {
	ctx, folder := browser(b), writeLive(b)
	openLive(b, ctx, folder, "", wide)
	knobs, err := json.Marshal(live.KnobsOf(1, nodule.D(150, 150), 1))
	if err != nil {
		b.Fatal(err)
	}
	var all []float64
	for b.Loop() {
		all = append(all, measured(b, ctx, timed(call(b, "look", string(knobs)))))
	}
	b.ReportMetric(median(all), "ms/move")
}

// BenchmarkLiveMainThread measures what a move of a slider costs the page's own thread: its
// scripts, and all that it does, layout and painting included.
func BenchmarkLiveMainThread(b *testing.B) {
	ctx, folder := browser(b), writeLive(b)
	openLive(b, ctx, folder, "", wide)
	if _, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, target, performance.Enable, performance.EnableParams{})
	}); err != nil {
		b.Fatal(err)
	}
	var scripts, all []float64
	for b.Loop() {
		before := metrics(b, ctx)
		await[bool](b, ctx, fmt.Sprintf(`(async () => {
			const slider = document.querySelector('[data-key="foreground"]');
			for (let i = 0; i < %d; i++) {
				slider.value = 100 + i;
				slider.dispatchEvent(new Event("input", { bubbles: true }));
				await new Promise((resolve) => setTimeout(resolve, 60));
			}
			return true;
		})()`, moves))
		after := metrics(b, ctx)
		scripts = append(scripts, 1000*(after["ScriptDuration"]-before["ScriptDuration"])/moves)
		all = append(all, 1000*(after["TaskDuration"]-before["TaskDuration"])/moves)
	}
	b.ReportMetric(median(scripts), "ms-script/move")
	b.ReportMetric(median(all), "ms-all/move")
}

// moves is how often the slider is moved in an iteration.
const moves = 50

// metrics are the browser's own measures of the page's thread, in seconds.
func metrics(b *testing.B, ctx context.Context) map[string]float64 {
	b.Helper()
	result, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) (performance.GetMetricsResult, error) {
		return cdp.Call(ctx, target, performance.GetMetrics, cdp.Empty{})
	})
	if err != nil {
		b.Fatal(err)
	}
	all := map[string]float64{}
	for _, m := range result.Metrics {
		all[m.Name] = m.Value
	}
	return all
}

// BenchmarkLiveTraining measures a training of 100 epochs by each loss.
func BenchmarkLiveTraining(b *testing.B) {
	for _, l := range []loss.Name{loss.CE, loss.Contrast} {
		b.Run(string(l), func(b *testing.B) {
			ctx, folder := browser(b), writeLive(b)
			openLive(b, ctx, folder, "", wide)
			how, err := json.Marshal(live.PaperTraining(l, nodule.D(180, 160), 2))
			if err != nil {
				b.Fatal(err)
			}
			var all []float64
			for b.Loop() {
				all = append(all, measured(b, ctx, timed(fmt.Sprintf(`nodulelabPage.lab.call("train", [%q], () => {})`, how))))
			}
			b.ReportMetric(median(all), "ms/training")
		})
	}
}

// BenchmarkLiveMap measures the map of a network that was trained in the page.
func BenchmarkLiveMap(b *testing.B) {
	ctx, folder := browser(b), writeLive(b)
	openLive(b, ctx, folder, "", wide)
	var all []float64
	for b.Loop() {
		all = append(all, measured(b, ctx, timed(call(b, "map", 0, 7, nodule.Paper().SpikeDepth))))
	}
	b.ReportMetric(median(all), "ms/map")
}

// timed is a script that promises the milliseconds until another one's promise is kept.
func timed(script string) string {
	return fmt.Sprintf(`(() => { const start = performance.now(); return %s.then(() => performance.now() - start); })()`, script)
}

func measured(b *testing.B, ctx context.Context, script string) float64 {
	b.Helper()
	return await[float64](b, ctx, script)
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}
