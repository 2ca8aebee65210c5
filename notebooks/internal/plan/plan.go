// Package plan reads what a command line asks to be trained, and says what that takes.
package plan

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"nodulelab/lib/lab"
	"nodulelab/lib/paper"
	"nodulelab/lib/progress"
)

// Usual is the largest number of seeds that a command trains without further word.
const Usual = 1000

// CheckSeeds returns an error unless n is a number of seeds that is accepted.
func CheckSeeds(n int) error {
	if n < 1 || n > lab.MostSeeds {
		return fmt.Errorf("-seeds %d: want the number of seeds, 1 to %d", n, lab.MostSeeds)
	}
	return nil
}

// CheckFolder returns an error if something other than a folder lies where -out names one.
func CheckFolder(out string) error {
	if info, err := os.Stat(out); err == nil && !info.IsDir() {
		return fmt.Errorf("-out %s: a file is in the way: name a folder", out)
	}
	return nil
}

// Seeds is how many seeds a command line asks for.
type Seeds struct {
	Number int
	Many   bool // more than Usual are meant
}

// Check returns an error unless the number is one that is accepted. If it is unusual and
// not said to be meant, the error says what so many networks take.
func (s Seeds) Check(networks int) error {
	if err := CheckSeeds(s.Number); err != nil {
		return err
	}
	if s.Number > Usual && !s.Many {
		return fmt.Errorf("-seeds %d: that takes %s; add -many if you mean more than %d seeds", s.Number, Cost(networks), Usual)
	}
	return nil
}

// What a network of the protocol takes of the native engine, and its files in the store.
const (
	coreTime = 1300 * time.Millisecond
	fileSize = 260e3
)

// Cost says roughly what the training of networks takes on this machine.
func Cost(networks int) string {
	cores := runtime.GOMAXPROCS(0)
	return fmt.Sprintf("up to %d networks, about %s with the native engine on %d cores, and %.1f GB in the store of runs",
		networks, progress.Roughly(time.Duration(networks)*coreTime/time.Duration(cores)), cores, float64(networks)*fileSize/1e9)
}

// Networks is the number of networks that one seed has in scenarios.
func Networks(scenarios []paper.Scenario) int {
	n := 0
	for _, s := range scenarios {
		n += len(s.Losses)
	}
	return n
}

// Scenarios reads a list of the paper's scenarios, "1,3".
func Scenarios(list string) ([]paper.Scenario, error) {
	var scenarios []paper.Scenario
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, fmt.Errorf("-scenarios %q: want numbers from 1 to 3 with commas between them", list)
		}
		s, err := paper.ScenarioByNumber(n)
		if err != nil {
			return nil, fmt.Errorf("-scenarios %q: %w", list, err)
		}
		if slices.ContainsFunc(scenarios, func(before paper.Scenario) bool { return before.Number == n }) {
			return nil, fmt.Errorf("-scenarios %q: %d is given twice", list, n)
		}
		scenarios = append(scenarios, s)
	}
	return scenarios, nil
}
