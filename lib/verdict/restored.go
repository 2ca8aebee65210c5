package verdict

import (
	"slices"

	"nodulelab/lib/metrics"
	"nodulelab/lib/probe"
)

// Restored estimates the accuracy on the worse test of a group's encoders after
// their classifier was fitted anew to [Refitted] images, and tells whether that
// restores them: whether all of its interval lies above [Holding].
func Restored(all []probe.Refit, g probe.Group) (e metrics.Estimate, restores bool) {
	at := slices.Index(probe.Sizes(), Refitted)
	e = probe.Estimate(all, g, func(r probe.Refit) float64 { return r.After[at].Worst() })
	return e, Above(Holding).Judge(e.Interval) == Holds
}
