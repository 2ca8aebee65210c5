package show

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/janpfeifer/gonb/gonbui"
)

// Must returns a value, or prints the error and ends the cell.
func Must[T any](value T, err error) T {
	check(err)
	return value
}

// fail prints an error and ends the cell, after everything that was displayed
// before has reached the page.
func fail(err error) {
	gonbui.Sync()
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "Stopped. Networks that were finished are kept; run the cell again to go on.")
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}
