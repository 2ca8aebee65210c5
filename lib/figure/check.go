package figure

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestLabel is the longest title or label, in characters.
const longestLabel = 120

// checkText returns an error unless text can stand on one line of a figure.
func checkText(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("figure: %s is empty: name what is drawn", what)
	}
	if n := utf8.RuneCountInString(text); n > longestLabel {
		return fmt.Errorf("figure: %s has %d characters: at most %d fit on a line", what, n, longestLabel)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return fmt.Errorf("figure: %s %q: want printable UTF-8 on one line", what, text)
	}
	return nil
}

// checkTexts checks one text after another; what and of surround its number.
func checkTexts(what, of string, texts []string) error {
	for i, text := range texts {
		if err := checkText(fmt.Sprintf("%s %d %s", what, i, of), text); err != nil {
			return err
		}
	}
	return nil
}

// oneEach returns an error unless there are as many things as there are of others.
func oneEach(owner string, n int, things string, want int, others string) error {
	if n != want {
		return fmt.Errorf("figure: %s has %d %s for %d %s: want one each", owner, n, things, want, others)
	}
	return nil
}

// checkRows checks a title and that there are from 1 to most rows.
func checkRows(title, what string, n, most int) error {
	if err := checkText("title", title); err != nil {
		return err
	}
	if n < 1 || n > most {
		return fmt.Errorf("figure: %q with %d %s: want 1 to %d", title, n, what, most)
	}
	return nil
}

// checkRange returns an error unless there are values, all from low to high.
func checkRange(what string, values []float64, low, high float64) error {
	if len(values) == 0 {
		return fmt.Errorf("figure: %s: no values: want at least 1", what)
	}
	for i, v := range values {
		if !(v >= low && v <= high) || math.IsInf(v, 0) {
			return fmt.Errorf("figure: %s: value %d is %g: want a finite number %s", what, i, v, rangeWords(low, high))
		}
	}
	return nil
}

func rangeWords(low, high float64) string {
	switch {
	case math.IsInf(low, -1):
		return "of any sign"
	case math.IsInf(high, 1):
		return fmt.Sprintf("from %g", low)
	}
	return fmt.Sprintf("from %g to %g", low, high)
}

// checkAxis returns an error unless an axis runs from a lower to a higher number.
func checkAxis(what string, low, high float64) error {
	if err := checkFinite(what+", axis", low, high); err != nil {
		return err
	}
	if low >= high {
		return fmt.Errorf("figure: %s: axis from %g to %g: want low before high", what, low, high)
	}
	return nil
}

func checkFinite(what string, values ...float64) error {
	return checkRange(what, values, math.Inf(-1), math.Inf(1))
}
