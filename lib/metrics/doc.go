// Package metrics judges predictions: accuracy, sensitivity and specificity with
// their intervals (Table 1); means over seeds with Student's and with bootstrap
// intervals; tests of two samples and of paired differences, effect sizes, and
// the adjustment of p-values. Malignant is the positive class.
//
// Values that do not exist, such as the sensitivity of a test set without a
// malignant sample, are NaN.
package metrics
