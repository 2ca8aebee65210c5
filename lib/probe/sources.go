package probe

import "embed"

// Sources is this package's own source. What is remembered of networks names it, so
// that a finding of other code is never taken for one of this.
//
//go:embed *.go
var Sources embed.FS
