// Package runs stores finished runs on disk, so that nothing is computed twice.
//
// A run's [Key] is the hash of everything that can change its result, its identity. A run
// is written to a temporary folder and renamed into place when it is complete: if the
// program is killed, at any moment, at most the run in progress is lost. Every byte is
// checked when a run is read. A run that was altered is reported as a [CorruptError]; it
// can be set aside ([Store.Quarantine]) and computed again.
package runs
