// Package explain looks at what a network has learned.
//
// At its embeddings: principal components in a plane ([FitPCA], Fig. 2 of the paper),
// ellipses around groups, distances to the classes' centroids, and linear probes with a
// penalty that is given or chosen by cross-validation ([FitRidges], [TuneRidges]). At its saliency: where in the image it lies ([SaliencyDensity], Fig. 3),
// and how it compares with maps that no network has made ([Baselines],
// [MeanRankCorrelation]). At the images alone: what a simple rule on one number achieves
// ([Features], [FitThreshold], [BlurredEnergy]), and what a linear model of many can be
// given ([Descriptors], [FitRidgePath]).
//
// Embeddings, images and maps are float32 slices, row-major, one sample after another.
package explain
