package metrics

import "embed"

// Sources holds this package's Go files. The key of a stored measurement includes their
// hash, so that a measurement by different code is never taken for one by this code.
//
//go:embed *.go
var Sources embed.FS
