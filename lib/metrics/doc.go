// Package metrics holds the statistics of the study.
//
// Of predictions: accuracy, sensitivity and specificity (Table 1), with Wilson's
// interval. Of one number over several seeds: its mean with a bootstrap interval. Of
// two conditions: differences paired by seed, the sign-flip test and effect sizes, or
// the Mann-Whitney test where nothing is paired. Of values in groups: the correlation
// ratio and its permutation test. Of several tests: Holm's adjustment.
//
// Malignant is the positive class. A value that does not exist, such as the sensitivity
// of a test set without a malignant sample, is NaN. Equal input gives equal output, random
// resampling included: its generators have fixed seeds.
package metrics
