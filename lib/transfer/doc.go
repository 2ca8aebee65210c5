// Package transfer asks whether the paper's conclusion carries over from two drawn shapes to
// outlines that radiologists drew (package lidc).
//
// A [Cell] is one way to do the experiment: the shapes, and one choice in which it differs
// from the main design, if any. In each cell both losses are trained in the paper's
// scenarios, and in a control in which the shape alone tells the classes apart
// ([Control]), for seeds that are paired over losses; the patients are divided anew for each
// seed. Beside the networks stand simple classifiers ([Baselines]) that see the same sets.
//
// Nothing is judged here: package verdict holds the bounds.
package transfer
