package lenet

// The two forms of a convolution, for tests in the outer package.
var (
	ByPatches = byPatches
	InGroups  = inGroups
)
