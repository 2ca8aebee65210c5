package shard_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"nodulelab/notebooks/internal/shard"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]shard.Shard{"1/1": shard.Whole, "2/5": {Index: 2, Count: 5}, "5/5": {Index: 5, Count: 5}} {
		if got, err := shard.Parse(text); err != nil || got != want || got.String() != text {
			t.Errorf("%q is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "2", "/", "2/", "/5", "0/5", "6/5", "-1/5", "1/0", "1/-1", "1/2/3", "1.5/2", " 1/2", "1/2 ", "a/b"} {
		if s, err := shard.Parse(text); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q: want i/n with i from 1 to n", text)) {
			t.Errorf("%q is %v, error %v", text, s, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2/5")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := shard.Parse(text); err == nil && (s.Index < 1 || s.Index > s.Count) {
			t.Errorf("%q is %v", text, s)
		}
	})
}

func TestFlag(t *testing.T) {
	s := shard.Whole
	f := flag.NewFlagSet("", flag.ContinueOnError)
	f.SetOutput(new(strings.Builder))
	f.Var(&s, "shard", "")
	if err := f.Parse([]string{"-shard", "3/4"}); err != nil || s != (shard.Shard{Index: 3, Count: 4}) {
		t.Errorf("%v, %v", s, err)
	}
	if err := f.Parse([]string{"-shard", "9/4"}); err == nil {
		t.Error("shard 9/4 was accepted")
	}
}

// However many shards: each item is in exactly one, and no shard has two items
// more than another.
func TestPartition(t *testing.T) {
	items := make([]int, 100)
	for i := range items {
		items[i] = i
	}
	for n := 1; n <= 130; n++ {
		var all []int
		least, most := len(items), 0
		for i := range n {
			part := shard.Of(shard.Shard{Index: i + 1, Count: n}, items)
			least, most = min(least, len(part)), max(most, len(part))
			all = append(all, part...)
		}
		slices.Sort(all)
		if !slices.Equal(all, items) || most-least > 1 {
			t.Errorf("%d shards of %d to %d items hold %d in all", n, least, most, len(all))
		}
	}
}

func ExampleOf() {
	fmt.Println(shard.Of(shard.Shard{Index: 2, Count: 3}, []string{"a", "b", "c", "d", "e"}))
	// Output: [b e]
}
