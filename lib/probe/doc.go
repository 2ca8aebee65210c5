// Package probe asks two questions of trained networks that are often taken for
// one: what do their embeddings hold, and what do their decisions use?
//
// What is held is read by linear probes (Alain and Bengio 2016). What is used is
// found by changing one thing of an image and watching the decision: pairs of
// images that differ in one feature, images whose features contradict each other
// (Geirhos et al. 2019), and small factorial designs. Saliency maps are held to
// baselines that know nothing of the training (Adebayo et al. 2018), and a last
// layer that is fitted anew shows what the encoder would have allowed (Kirichenko
// et al. 2023).
//
// Every measurement belongs to one network, named by its [Subject]. Networks of
// one seed share data and initial weights, and so measurements are compared in
// pairs.
package probe
