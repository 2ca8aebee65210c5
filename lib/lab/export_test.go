package lab_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"nodulelab/lib/internal/npz"
	"nodulelab/lib/lab"
	"nodulelab/lib/loss"
)

// A network that was taken away and brought back says what it said.
func TestNetworkInAFile(t *testing.T) {
	opened := 0
	l := nativeLab(t, t.TempDir(), &opened)
	networks, _ := trainedBy(t, t.TempDir(), loss.Contrast)
	var file bytes.Buffer
	if err := networks[1].WriteSafetensors(&file); err != nil {
		t.Fatal(err)
	}
	back, err := lab.ReadNetwork(&file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if back.Seed != networks[1].Seed || back.Loss != loss.Contrast {
		t.Errorf("seed %d, %s", back.Seed, back.Loss)
	}
	s := networks[1].Origin.Scenario
	looks, err := l.LooksAt(context.Background(), s, []lab.Trained{networks[1], back})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(looks[0].Tests()[0].Logits, looks[1].Tests()[0].Logits) {
		t.Error("other logits than before")
	}
	if _, err := l.Looks(context.Background(), []lab.Trained{back}); err == nil {
		t.Error("a network from a file knows its sets")
	}
	if _, err := lab.ReadNetwork(strings.NewReader("no network"), nil); err == nil {
		t.Error("no network was read")
	}
}

// What a network makes of its sets goes into one file, set by set.
func TestLookInAFile(t *testing.T) {
	opened := 0
	l := nativeLab(t, t.TempDir(), &opened)
	networks, _ := trainedBy(t, t.TempDir(), loss.CE)
	looks, err := l.Looks(context.Background(), networks[:1])
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := looks[0].WriteNPZ(&file); err != nil {
		t.Fatal(err)
	}
	arrays, err := npz.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(arrays) != 4*len(looks[0].Views) {
		t.Fatalf("%d arrays of %d sets", len(arrays), len(looks[0].Views))
	}
	for i, v := range looks[0].Views {
		z, maps := arrays[4*i], arrays[4*i+2]
		if !slices.Equal(z.Shape, []int{v.Set.Len(), 84}) || !slices.Equal(z.Data, v.Embeddings) {
			t.Errorf("set %d: %s %v", i, z.Name, z.Shape)
		}
		if !slices.Equal(maps.Shape, []int{v.Set.Len(), 16, 16}) || !slices.Equal(maps.Data, v.Saliency) {
			t.Errorf("set %d: %s %v", i, maps.Name, maps.Shape)
		}
	}
}
