package stream

import "embed"

// Sources holds this package's Go files. A run's key includes their hash, so that a
// result of different code is never taken for a result of this code.
//
//go:embed *.go
var Sources embed.FS
