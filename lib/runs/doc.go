// Package runs keeps finished runs on disk, so that nothing is computed twice.
//
// A run is addressed by its [Key], the hash of everything that can change its
// result. It is written beside the others and renamed into place once it is
// whole: killing the program at any moment loses at most the run in flight. Every
// byte is checked when a run is read; one that was altered is reported as a
// [CorruptError] and can be set aside and computed again.
package runs
