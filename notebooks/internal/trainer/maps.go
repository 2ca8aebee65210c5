package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"nodulelab/lib/atlas"
	"nodulelab/notebooks/internal/console"
)

// mapNetworks maps where each network of Table 1 fails, and writes the maps.
func (o options) mapNetworks(ctx context.Context) error {
	l, err := openLab(o.seeds, "1,2,3")
	if err != nil {
		return err
	}
	start := time.Now()
	missing, err := l.Missing(ctx)
	if err != nil {
		return err
	}
	if _, err := trained(ctx, l); err != nil {
		return err
	}
	bar := console.NewBar(os.Stderr, "mapping")
	maps, err := atlas.Measure(ctx, l, func(done int) {
		bar.Set(float64(done)/float64(len(l.Plan.Seeds)), fmt.Sprintf("(%d of %d seeds)", done, len(l.Plan.Seeds)))
	})
	if err == nil {
		bar.Done("all mapped")
	}
	bar.Break()
	if err != nil {
		return err
	}
	files, err := atlas.Files(l, maps, madeBy(l, len(missing), len(l.Plan.Jobs()), start))
	if err != nil {
		return err
	}
	if err := writeAll(o.files.folder, files); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "%d maps written to %s\n", len(maps), o.files.folder)
	return nil
}
