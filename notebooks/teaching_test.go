package main

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readTeaching(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("TEACHING.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// matches lists what the group of a pattern matches; there must be something.
func matches(t *testing.T, text, pattern string) []string {
	t.Helper()
	var all []string
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	if len(all) == 0 {
		t.Fatalf("nothing in TEACHING.md matches %s", pattern)
	}
	return all
}

func TestTeachingLinks(t *testing.T) {
	for _, link := range matches(t, readTeaching(t), `\]\(([^)#]+)`) {
		if strings.Contains(link, "://") {
			continue
		}
		if _, err := os.Stat(filepath.FromSlash(link)); err != nil {
			t.Errorf("%s: %v", link, err)
		}
	}
}

// Terms stand in the order of the alphabet, none of them twice, and each says where
// it matters.
func TestGlossary(t *testing.T) {
	_, glossary, _ := strings.Cut(readTeaching(t), "\n## Glossary\n")
	last := ""
	for _, entry := range matches(t, glossary, `(?m)^- (.*)$`) {
		term := strings.ToLower(find(t, entry, `^\*\*([^*]+)\*\*: `))
		if term <= last {
			t.Errorf("%q stands after %q", term, last)
		}
		last = term
		if !strings.Contains(entry, "](") {
			t.Errorf("%q has no link", term)
		}
	}
}

// With -h at its end, a command with its flags is read and not carried out.
func TestTeachingCommands(t *testing.T) {
	for _, line := range matches(t, readTeaching(t), "go run ./notebooks([^`\n]*)") {
		err := run(context.Background(), append(strings.Fields(line), "-h"))
		if !errors.Is(err, flag.ErrHelp) {
			t.Errorf("go run ./notebooks%s: error %v", line, err)
		}
	}
}

// Each section that the lesson sends to is one of the notebooks'.
func TestTeachingNamesSections(t *testing.T) {
	var prose strings.Builder
	for _, n := range notebooks(t) {
		prose.WriteString("\n" + n.prose())
	}
	sections := regexp.MustCompile(`\(\[\d\d\]\([^)]+\), (?:from )?\*([^*]+)\*`)
	found := sections.FindAllStringSubmatch(readTeaching(t), -1)
	if len(found) == 0 {
		t.Error("the lesson names no section")
	}
	for _, m := range found {
		if !regexp.MustCompile(`(?m)^##+ ` + regexp.QuoteMeta(m[1]) + `\s*$`).MatchString(prose.String()) {
			t.Errorf("no notebook has the section %q", m[1])
		}
	}
}

func TestTeachingNamesNoResult(t *testing.T) {
	if found := typedNumbers(readTeaching(t)); found != nil {
		t.Errorf("%q look like results, which a run can change", found)
	}
}

// Addresses of the live page name what it knows: keys of its state, and parts that can be
// hidden.
func TestTeachingAddresses(t *testing.T) {
	script, err := os.ReadFile("../lib/live/page/files/state.js")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../lib/live/page/files/live.html")
	if err != nil {
		t.Fatal(err)
	}
	controls := []string{"shape", "foreground", "background", "turn", "noise", "area", "chooser", "saliency", "curve", "plane"}
	for _, address := range matches(t, readTeaching(t), `live\.html#(\S+)`) {
		for pair := range strings.SplitSeq(address, "&") {
			key, value, _ := strings.Cut(pair, "=")
			if !regexp.MustCompile(`(?m)[ {]` + key + `: `).Match(script) {
				t.Errorf("%s: the page knows no %q", address, key)
			}
			for part := range strings.SplitSeq(value, ",") {
				if key == "hide" && !slices.Contains(controls, part) && !strings.Contains(string(page), `data-live="`+part+`"`) {
					t.Errorf("%s: the page has no part %q", address, part)
				}
			}
		}
	}
}
