package figure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// count writes a number of things: "1 point", "20 points".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// separator is the mark before the i-th of several; the first has none.
func separator(i int, mark string) string {
	if i == 0 {
		return ""
	}
	return mark
}

// thousands writes a whole number with commas: 60856 is "60,856".
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// printed writes a number for a cell: two decimals, fewer from 10 on.
func printed(v float64) string {
	decimals := 2
	switch a := math.Abs(v); {
	case a >= 1e6:
		return signed(short(v))
	case a >= 99.95:
		decimals = 0
	case a >= 9.995:
		decimals = 1
	}
	line := fmt.Sprintf("%.*f", decimals, v)
	if line == "-0.00" {
		line = "0.00"
	}
	return signed(line)
}

// signed writes the minus sign of print in place of the hyphen.
func signed(number string) string { return strings.ReplaceAll(number, "-", "−") }
