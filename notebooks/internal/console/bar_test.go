package console

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"
)

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) pass(d time.Duration) { c.now = c.now.Add(d) }

func bar(terminal bool) (*Bar, *bytes.Buffer, *clock) {
	var b bytes.Buffer
	c := &clock{time.Unix(1_700_000_000, 0)}
	return newBar(&b, "training", terminal, func() time.Time { return c.now }), &b, c
}

func TestBarOnATerminalRedrawsOneLine(t *testing.T) {
	b, out, c := bar(true)
	c.pass(30 * time.Second)
	b.Set(.25, "a long remark")
	c.pass(30 * time.Second)
	b.Set(.5, "short")
	lines := strings.Split(out.String(), "\r")
	if len(lines) != 3 || strings.Contains(out.String(), "\n") {
		t.Fatalf("got %q", out)
	}
	if want := "training ██████░░░░░░░░░░░░░░░░░░  25 %, about 90 s left  a long remark"; lines[1] != want {
		t.Errorf("got %q, want %q", lines[1], want)
	}
	if want := "training ████████████░░░░░░░░░░░░  50 %, about 60 s left  short"; strings.TrimRight(lines[2], " ") != want {
		t.Errorf("got %q, want %q", lines[2], want)
	}
	if len([]rune(lines[2])) < len([]rune(lines[1])) {
		t.Error("the longer line before is not covered")
	}
	b.Done("done")
	if !strings.HasSuffix(strings.TrimRight(out.String(), " \n"), "training: done (60 s)") || !strings.HasSuffix(out.String(), "\n") {
		t.Errorf("ended as %q", out)
	}
}

func TestBarElsewhereWritesFewLines(t *testing.T) {
	b, out, c := bar(false)
	for i := range 100 {
		c.pass(time.Second)
		b.Set(float64(i+1)/100, "")
	}
	b.Break()
	if n := strings.Count(out.String(), "\n"); n != 10 {
		t.Errorf("%d lines in 100 seconds, want 10:\n%s", n, out)
	}
	if strings.Contains(out.String(), "\r") {
		t.Error("a file got carriage returns")
	}
}

func TestBreak(t *testing.T) {
	b, out, c := bar(true)
	b.Break()
	if out.Len() != 0 {
		t.Errorf("a bar that was not shown wrote %q", out)
	}
	c.pass(time.Second)
	b.Set(.1, "")
	b.Break()
	if !strings.HasSuffix(out.String(), "\n") {
		t.Errorf("got %q", out)
	}
}

func TestNewBarTellsFilesFromTerminals(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if NewBar(f, "").terminal {
		t.Error("a file was taken for a terminal")
	}
}

func TestLastLines(t *testing.T) {
	if got := LastLines("1\n2\n3\n\n", 2); got != "2\n3" {
		t.Errorf("got %q", got)
	}
	if got := LastLines("", 3); got != "" {
		t.Errorf("got %q", got)
	}
}
