package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"

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
