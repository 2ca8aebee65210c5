package console

// The commands start and end groups of processes as Unix does. Every program of theirs has
// this package, so that on Windows the build says this and nothing else.
var _ = nodulelab_does_not_build_on_Windows__use_WSL2__see_README
