// Package lidc holds outlines of real lung nodules that radiologists drew, with their
// ratings, and makes classes and divided sets of them.
//
// The outlines are derived from the annotations of LIDC-IDRI (Armato et al. 2015), which
// The Cancer Imaging Archive distributes under CC BY 3.0; [Licence] and [Attribution] go
// with everything that shows them. data/README.md says how they were derived, and what has
// to be known before use: an outline runs through the first pixels outside the nodule, it
// is one slice of it, and a rating is an opinion on the whole nodule, not a diagnosis.
//
// A [Family] is a way to make two classes of them; [Family.Divide] divides its patients for
// a seed, so that no patient and no nodule is on two sides.
package lidc

// Licence of the outlines and ratings.
const Licence = "CC BY 3.0 Unported, https://creativecommons.org/licenses/by/3.0/"

// Attribution is what the licence asks to be said wherever outlines are shown.
const Attribution = "Outlines and ratings: adapted from LIDC-IDRI (Armato et al. 2015, doi:10.7937/K9/TCIA.2015.LO9QL9SX), CC BY 3.0; one slice an annotation, smoothed and scaled. " +
	"The authors acknowledge the National Cancer Institute and the Foundation for the National Institutes of Health, and their critical role in the creation of the free publicly available LIDC/IDRI Database used in this study."
