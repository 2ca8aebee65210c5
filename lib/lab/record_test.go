package lab

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"nodulelab/lib/lenet"
	"nodulelab/lib/loss"
	"nodulelab/lib/paper"
	"nodulelab/lib/results"
	"nodulelab/lib/runs"
	"nodulelab/lib/train"
)

// FuzzDecode decodes networks from a record and an entry of the archive of weights, whose
// checksum is right whatever is in it. A network that is decoded has weights that fit it,
// and is written and read again as it is.
func FuzzDecode(f *testing.F) {
	whole := stored(f)
	entries := unzip(f, whole.Files["weights.npz"])
	f.Add(whole.Files["record.json"], uint8(1), entries[1].content)
	f.Add(whole.Files["record.json"], uint8(0), []byte("\x93NUMPY\x02\x00\xff\xff\xff\xff{'descr'"))
	f.Add([]byte(`{"side":1000000000,"variant":{"cut":"s4"}}`), uint8(9), entries[9].content)
	l := &Lab{Plan: PaperPlan(1)}
	f.Fuzz(func(t *testing.T, record []byte, at uint8, content []byte) {
		changed := append([]file{}, entries...)
		changed[int(at)%len(changed)].content = content
		found, err := l.decode(runs.Run{Files: map[string][]byte{"record.json": record, "weights.npz": rezip(t, changed)}})
		if err != nil {
			return
		}
		if err := found.Weights.Check(); err != nil {
			t.Fatal(err)
		}
		once := encoded(t, found)
		again, err := l.decode(once)
		if err != nil {
			t.Fatalf("written and read again: %v", err)
		}
		twice := encoded(t, again)
		for name, content := range once.Files {
			if !bytes.Equal(content, twice.Files[name]) {
				t.Errorf("%s is another one when it is read again", name)
			}
		}
	})
}

// stored is a network as the store holds it.
func stored(f *testing.F) runs.Run {
	w, err := lenet.Init(1, 16)
	if err != nil {
		f.Fatal(err)
	}
	row := paper.Rows(paper.Scenarios())[0]
	return encoded(f, Trained{
		Network: train.Network{Seed: 1, Loss: loss.CE, Weights: w, Curves: train.Curves{Classifier: []train.ClassifierEpoch{{Loss: .5, Accuracy: 1}}}},
		Results: []results.Result{{Seed: 1, Row: row, TrainAccuracy: 1, Scores: paper.Scores{Accuracy: .5}}},
	})
}

func encoded(t testing.TB, n Trained) runs.Run {
	t.Helper()
	run, err := encode(n, false)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// file is an entry of an archive.
type file struct {
	name    string
	content []byte
}

func unzip(t testing.TB, archive []byte) []file {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var all []file
	for _, entry := range r.File {
		opened, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, file{entry.Name, content})
	}
	return all
}

func rezip(t testing.TB, all []file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, entry := range all {
		f, err := w.CreateHeader(&zip.FileHeader{Name: entry.name}) // not compressed
		if err != nil {
			t.Fatal(err)
		}
		f.Write(entry.content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
