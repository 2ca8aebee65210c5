// Package atlas maps where each network of Table 1 fails: its accuracy on the test sets of
// all D(imal, iben) of the paper's ten foreground intensities, 100 sets a seed. The maps
// are stored, with a manifest that says what made them.
package atlas
