// Package probe measures trained networks. It asks two questions that are often taken
// for one: what do their embeddings hold, and what do their decisions use?
//
// Embeddings are read by linear probes (Alain and Bengio 2016, [Readout]) and by their
// distance from the training clusters ([Strayed]). What decisions use is found by
// changing one thing of an image and watching the decision: pairs of images that
// differ in one feature ([Flips]), images whose features contradict each other
// (Geirhos et al. 2019, [Conflict]), small factorial designs ([Factorial]),
// brightness alone ([Response]) and contrast alone, at one shape and area ([Template]). Saliency is measured by region and beside baselines
// that know nothing of the training (Adebayo et al. 2018, [Map], [Cascade]). A last
// layer that is fitted anew shows what the encoder would have allowed (Kirichenko et
// al. 2023, [Refit]).
//
// Every measurement belongs to one network, named by its [Subject]. Networks of one
// seed share data and initial weights, and so measurements are compared in pairs. A
// Measure function measures the networks of scenarios 1 and 2, as far as a lab's plan
// has them, seed by seed; what it found is remembered in the lab's store.
//
// Nothing is judged here: package verdict holds the bounds.
package probe
