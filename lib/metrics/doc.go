// Package metrics holds the statistics of the study.
//
// Of predictions: accuracy, sensitivity and specificity (Table 1), with Wilson's
// interval. Of one number over several seeds: its mean with an interval. Of
// two conditions: differences paired by seed, the sign-flip test and effect sizes, or
// the Mann-Whitney test where nothing is paired. Of values in groups: the correlation
// ratio and its permutation test. Of several tests: Holm's adjustment.
//
// Malignant is the positive class. A value that does not exist, such as the sensitivity
// of a test set without a malignant sample, is NaN. Equal input gives equal output, that of
// permutation tests included: their generators have a fixed seed.
package metrics

// generatorSeed is the seed of the generators of permutation tests.
const generatorSeed = 20210810
