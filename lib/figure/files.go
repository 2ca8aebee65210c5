package figure

import (
	"fmt"
	"path/filepath"

	"nodulelab/lib/project"
)

// WriteFiles writes name.svg and name.png into a directory, which it makes if
// needed. Both are rendered before the first is written, and each is written
// beside, synced and renamed: a reader sees the old file or the new one, whole.
func (f Figure) WriteFiles(dir, name string) error {
	if name == "" || name != filepath.Base(name) || name == "." || name == ".." {
		return fmt.Errorf("figure: file name %q: want a plain name without folder or extension, such as fig2a", name)
	}
	svg, err := f.SVG()
	if err != nil {
		return err
	}
	png, err := f.PNG()
	if err != nil {
		return err
	}
	if err := project.WriteText(filepath.Join(dir, name+".svg"), string(svg)); err != nil {
		return err
	}
	return project.WriteText(filepath.Join(dir, name+".png"), string(png))
}
