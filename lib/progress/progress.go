// Package progress puts into words how long work takes.
package progress

import (
	"fmt"
	"time"
)

// Left is the time that is left, estimated from the share of the work that is done,
// from 0 to 1, and the time that took: "about 40 s left". It is empty as long as too
// little is done to tell: nothing, or what took less than a second.
func Left(share float64, passed time.Duration) string {
	if share <= 0 || passed < time.Second {
		return ""
	}
	return "about " + Roughly(time.Duration(float64(passed)*max(0, 1-share)/share)) + " left"
}

// Roughly rounds a duration to what is worth reading: "1.2 s", "40 s", "15 min",
// "7 hours".
func Roughly(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	}
	return fmt.Sprintf("%.0f hours", d.Hours())
}
