package native

import "embed"

// Sources is this package's own source. The identity of a run includes it, so
// that a result of other code is never taken for a result of this one.
//
//go:embed *.go
var Sources embed.FS
