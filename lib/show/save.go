package show

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"nodulelab/lib/exhibit"
	"nodulelab/lib/lab"
	"nodulelab/lib/lenet"
	"nodulelab/lib/nodule"
	"nodulelab/lib/project"
	"nodulelab/lib/results"
)

// Save writes something to a file, in the format of its kind: a set (.npz), a network
// (.safetensors), what a network makes of its sets, with embeddings and saliency (.npz),
// results (.csv) or a table (.csv). A file of that name is replaced once the new one is
// whole.
func Save(path string, what any) {
	extension, write, err := writer(what)
	check(err)
	if filepath.Ext(path) != extension {
		fail(fmt.Errorf("show: %s: a %T is written as %s", path, what, extension))
	}
	check(project.WriteFile(path, func(f *os.File) error { return write(f) }))
}

// writer returns the format of a kind of thing, and what writes it.
func writer(what any) (extension string, write func(io.Writer) error, err error) {
	switch v := what.(type) {
	case *nodule.Set:
		return ".npz", v.WriteNPZ, nil
	case lab.Trained:
		return ".safetensors", v.WriteSafetensors, nil
	case lab.Look:
		return ".npz", v.WriteNPZ, nil
	case []results.Result:
		return ".csv", func(w io.Writer) error { return results.WriteCSV(w, v) }, nil
	case exhibit.Table:
		return ".csv", v.WriteCSV, nil
	}
	return "", nil, fmt.Errorf("show: a %T cannot be saved: want a set, a network, a look, results or a table; of several, save each", what)
}

// Load reads a network that [Save] wrote: of LeNet-5, or of the network of one's own that
// is given.
func Load(path string, custom ...lenet.Custom) lab.Trained {
	if len(custom) > 1 {
		fail(fmt.Errorf("show: %d networks to read %s with: want one, or none for LeNet-5", len(custom), path))
	}
	f := Must(project.Open(path))
	defer f.Close()
	return Must(lab.ReadNetwork(f, append(custom, nil)[0]))
}
