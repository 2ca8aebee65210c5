package words_test

import (
	"testing"

	"nodulelab/lib/internal/words"
)

func TestOr(t *testing.T) {
	type level string
	for want, list := range map[string][]level{"": nil, `"s4"`: {"s4"}, `"a \"b\"" or "c" or ""`: {`a "b"`, "c", ""}} {
		if got := words.Or(list); got != want {
			t.Errorf("%q gives %s, want %s", list, got, want)
		}
	}
}
