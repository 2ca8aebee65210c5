// Package clock follows networks through their training: what they decide after an
// epoch, after two, after four hundred. A [Course] is what one network went through.
//
// Under a loss of logits a network decides at all times, and is tested after every
// epoch. Under a loss of embeddings it has no classifier until the second stage; so at
// each of the [Study.Looks] a copy of its encoder gets one, trained by the protocol's
// second stage ([train.Checkpoint]). At the [Study.Probed] the copy is probed as well, by
// the instruments of package probe: what can be read from its embeddings, and what flips
// its decisions. None of this changes the network that is followed.
//
// The courses of [Paper] are stored beside the code, since they take about half an hour
// on 2 cores, with a manifest that says what made them; [Load] returns them.
//
//	go run ./notebooks clock
//
// Nothing is judged here: package verdict holds the bounds.
package clock
