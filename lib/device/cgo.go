//go:build cgo && linux && (amd64 || arm64)

package device

// XLALinked tells whether this program holds the XLA bridge, which needs cgo.
const XLALinked = true
