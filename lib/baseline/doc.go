// Package baseline classifies images without a network, so that results of networks can be
// held against what a linear model achieves.
//
// A baseline is ridge regression of the class, −1 benign and 1 malignant, on one of
// [explain.Descriptors]: the pixels, the radial profile, or three numbers. It is given what a
// network is given: the training set of a scenario and a seed to fit its weights, the
// validation set to choose its penalty λ among [Penalties], the same test sets. It sees
// images alone, no masks.
//
// [Measure] fits and tests all baselines of a plan. [Paper] is a sweep of every level of
// the data that package design tries; its results are stored beside the code, since they
// take minutes, with a manifest that says what made them; [Load] returns them.
//
//	go run ./notebooks baselines
package baseline
