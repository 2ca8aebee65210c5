package train

import "embed"

// Sources is the source of this package and of its engine on GoMLX. The identity of
// a run includes it, so that a result of other code is never taken for a result of
// this one.
//
//go:embed *.go gomlx/*.go
var Sources embed.FS
