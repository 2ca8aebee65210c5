package figure

import (
	"fmt"
	"os"
	"path/filepath"
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
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("figure: %w", err)
	}
	if err := replace(filepath.Join(dir, name+".svg"), svg); err != nil {
		return err
	}
	return replace(filepath.Join(dir, name+".png"), png)
}

// replace puts data at path in one step.
func replace(path string, data []byte) (err error) {
	beside, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return fmt.Errorf("figure: %w", err)
	}
	defer func() {
		if err != nil {
			beside.Close()
			os.Remove(beside.Name())
			err = fmt.Errorf("figure: writing %s: %w", path, err)
		}
	}()
	for _, step := range []func() error{
		func() error { _, err := beside.Write(data); return err },
		func() error { return beside.Chmod(0o644) },
		beside.Sync,
		beside.Close,
		func() error { return os.Rename(beside.Name(), path) },
	} {
		if err = step(); err != nil {
			return err
		}
	}
	return nil
}
