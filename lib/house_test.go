package lib_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// house lists the library's packages from the top down, each with the packages of the
// library that it may import. A package may import only what stands below it.
var house = []struct{ name, imports string }{
	{"show", "citation exhibit verdict baseline clock probe design lab results paper live/page train lenet loss nodule figure progress project internal/slice internal/source"},
	{"live/page", "atlas lab paper live train loss nodule native/simd128 project"},
	{"live/engine", ""},
	{"exhibit", "verdict transfer lidc baseline clock probe design lab results paper live train explain lenet loss nodule figure metrics internal/slice project"},
	{"verdict", "transfer baseline clock probe design lab results paper explain loss nodule metrics internal/slice"},
	{"atlas", "lab results paper train lenet loss nodule metrics internal/slice"},
	{"live", "native train explain lenet loss nodule metrics"},
	{"transfer", "lab paper train explain outline lidc lenet loss nodule metrics results project internal/slice internal/stream ."},
	{"clock", "probe lab results paper train lenet loss nodule metrics internal/slice ."},
	{"probe", "lab paper train explain lenet loss nodule metrics internal/slice ."},
	{"baseline", "design lab results paper explain loss nodule metrics runs internal/slice ."},
	{"design", "lab results paper train lenet loss nodule metrics internal/slice internal/stream internal/words"},
	{"internal/labtest", "lab train/gomlx train runs device"},
	{"internal/recorded", "results"},
	{"lab", "results paper train/gomlx train native lenet loss nodule metrics runs device internal/npz internal/slice internal/source internal/stream project ."},
	{"results", "paper loss nodule metrics internal/slice"},
	{"paper", "loss nodule"},
	{"train/traintest", "train loss nodule internal/golden"},
	{"train/gomlx", "train lenet loss nodule device/backend device"},
	{"train", "native lenet loss nodule device internal/stream internal/words"},
	{"explain", "nodule metrics internal/slice"},
	{"native", "lenet loss"},
	{"native/simd128", "internal/wasm"},
	{"minibatch", "lenet nodule internal/stream"},
	{"lidc", "outline nodule metrics internal/slice internal/stream"},
	{"lenet/lenettest", "lenet nodule internal/golden"},
	{"lenet", "internal/stream internal/words"},
	{"loss", "internal/words"},
	{"outline", "nodule internal/slice"},
	{"nodule", "internal/npz internal/slice internal/stream"},
	{"figure", "internal/slice"},
	{"metrics", ""},
	{"citation", ""},
	{"runs", "project"},
	{"device/backend", "device device/plugin"},
	{"device/internal/stub", "device/internal/driver"},
	{"device", "device/internal/driver"},
	{"device/plugin", "project"},
	{"device/internal/driver", ""},
	{"internal/golden", "internal/npz"},
	{"internal/npz", ""},
	{"internal/readme", ""},
	{"internal/simd", ""},
	{"internal/source", "internal/slice"},
	{"internal/slice", ""},
	{"internal/stream", ""},
	{"internal/wasm", ""},
	{"internal/words", ""},
	{"progress", ""},
	{"project", ""},
	{".", ""},
}

// imports returns what each package of the library imports of the library, by their
// paths below lib.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	const lib = "nodulelab/lib"
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, lib+"/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		paths := strings.Fields(line)
		all[below(paths[0])] = nil
		for _, path := range paths[1:] {
			if path == lib || strings.HasPrefix(path, lib+"/") {
				all[below(paths[0])] = append(all[below(paths[0])], below(path))
			}
		}
	}
	return all
}

// below is a package's path below lib; lib itself is ".".
func below(path string) string {
	if name, ok := strings.CutPrefix(path, "nodulelab/lib/"); ok {
		return name
	}
	return "."
}

// The library stays as drawn: each package imports what house allows, no more and no
// less, and arrows point down only.
func TestHouse(t *testing.T) {
	got := imports(t)
	var below []string
	for _, p := range slices.Backward(house) {
		allowed := strings.Fields(p.imports)
		for _, name := range allowed {
			if !slices.Contains(below, name) {
				t.Errorf("%s may import %s, which does not stand below it", p.name, name)
			}
		}
		actual, ok := got[p.name]
		if !ok {
			t.Errorf("%s is in the list and not in the library: remove it from the list", p.name)
		}
		for _, name := range actual {
			if !slices.Contains(allowed, name) {
				t.Errorf("%s imports %s, which is not allowed: see house in this file", p.name, name)
			}
		}
		for _, name := range allowed {
			if !slices.Contains(actual, name) {
				t.Errorf("%s no longer imports %s: remove it from the list", p.name, name)
			}
		}
		below = append(below, p.name)
	}
	for name := range got {
		if !slices.Contains(below, name) {
			t.Errorf("%s is not in the list: add it, with what it may import", name)
		}
	}
}
