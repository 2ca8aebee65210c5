// Package metrics judges predictions: accuracy, sensitivity and specificity with
// their intervals (Table 1), the rank test of two samples, and the mean over
// seeds with its interval. Malignant is the positive class.
//
// Values that do not exist, such as the sensitivity of a test set without a
// malignant sample, are NaN.
package metrics
