package progress_test

import (
	"fmt"
	"testing"
	"time"

	"nodulelab/lib/progress"
)

func ExampleLeft() {
	fmt.Println(progress.Left(.25, 20*time.Second))
	fmt.Println(progress.Left(.5, time.Hour))
	// Output:
	// about 60 s left
	// about 60 min left
}

func TestLeft(t *testing.T) {
	for _, test := range []struct {
		share  float64
		passed time.Duration
		want   string
	}{
		{0, time.Hour, ""},
		{-1, time.Hour, ""},
		{.5, 999 * time.Millisecond, ""},
		{.5, time.Second, "about 1.0 s left"},
		{.01, 3 * time.Second, "about 5 min left"},
		{1, time.Minute, "about 0.0 s left"},
		{1.1, time.Minute, "about 0.0 s left"},
	} {
		if got := progress.Left(test.share, test.passed); got != test.want {
			t.Errorf("%g after %s: %q, want %q", test.share, test.passed, got, test.want)
		}
	}
}

func TestRoughly(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0.0 s", 1234 * time.Millisecond: "1.2 s", 75 * time.Second: "75 s", 14*time.Minute + 40*time.Second: "15 min",
		119 * time.Minute: "119 min", 6*time.Hour + 40*time.Minute: "7 hours",
	} {
		if got := progress.Roughly(d); got != want {
			t.Errorf("%v: %s, want %s", d, got, want)
		}
	}
}
