// Package sensitivity measures how far the paper's conclusions depend on what the
// paper leaves open. Its sweeps train the study's plan again with choices other
// than the protocol's; their results are stored beside the code, since they take
// more than an hour on 2 cores, each with a manifest that says what made it:
//
//	go run ./notebooks sweep
//
// The thresholds at which a conclusion holds, and the levels that are tried, were
// written before any of the sweeps was run.
package sensitivity
