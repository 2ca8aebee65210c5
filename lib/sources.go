// Package lib holds the source of the packages that compute and that measure, so
// that what they made can be told from what other code makes.
package lib

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed internal/stream/*.go nodule/*.go lenet/*.go loss/*.go native/*.go train/*.go train/gomlx/*.go
//go:embed internal/slice/*.go metrics/*.go explain/*.go probe/*.go clock/*.go baseline/*.go transfer/*.go lidc/*.go outline/*.go
var files embed.FS

// Sources returns the folders of some packages' Go files, in their order. A package
// is named by its path below lib: "nodule", "internal/stream". A package whose
// source is not held is an error.
func Sources(packages ...string) ([]fs.FS, error) {
	all := make([]fs.FS, len(packages))
	for i, name := range packages {
		if _, err := fs.Stat(files, name); err != nil {
			return nil, fmt.Errorf("lib: the source of package %q is not held: add it to lib/sources.go", name)
		}
		var err error
		if all[i], err = fs.Sub(files, name); err != nil {
			return nil, fmt.Errorf("lib: %w", err)
		}
	}
	return all, nil
}
