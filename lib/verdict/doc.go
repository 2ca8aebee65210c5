// Package verdict judges: it holds what was measured against what the paper says.
//
// One rule stands behind every judgement. A statement rests on one or more comparisons,
// which are its family. Each holds a number against a [Criterion], a bound or a tolerance:
// an interval that lies wholly where it should holds, one that lies wholly elsewhere fails,
// and any other leaves it undecided. [Together] makes the [Outcome] of the statement: it
// holds if all of its comparisons do. Each interval misses the truth on the wrong side in
// at most 2.5 % of studies, and for a statement to hold falsely all that is false in it has
// to be missed at once, so that nothing is to be adjusted for the size of the family. For a
// statement of k comparisons to hold in part, or to fail, it is enough that one is missed:
// at most k times 2.5 %.
//
// Differences are held against the smallest one that matters, [Same], and not against 0:
// what is a difference in one statement is not called alike in another. A [Comparison] also
// counts the single seeds that show it, for the paper's networks are single seeds. The rows
// of Table 1 are judged by these alone: see [results.OneRun].
//
// Three kinds of statements are judged so. [Judge] judges the claims 1 to 9 of the
// paper's results, [JudgeDiscussion] the statements D1 to D10 of its discussion, both
// by [Evidence] over 20 seeds or more. [Conclusions] are what the paper concludes from
// each scenario; they are asked of every cell of a stored sweep, so that
// [Responses], [FactorResponse.Effects] and [Conclusion.Influences] can say which
// choices of the protocol they hang on.
//
// [JudgeTemplates] asks whether networks go by a template that is not invariant to contrast.
// [JudgeClock] asks whether a difference between losses comes from them or from the time
// at which training stops, [JudgeUnits] in which unit that time counts, [OrderOf] which
// feature comes first; their rules stand beside them. So does that of [JudgeBaselines],
// which asks what of all this needs a network.
//
// No result may move a threshold. They are round numbers, each with its reason beside it.
// What was known when they were written:
//   - of claims 1 to 6: the accuracies of Table 1 over 20 seeds;
//   - of the rows as single runs (claims 3), and of [Same] as the bound of every difference:
//     all verdicts over 20 seeds by the rules before, and the means of Table 1; neither
//     quantiles, nor p, nor the share of seeds on a side, and no seed after the first 20;
//   - of claim 7: the nearness of three networks a loss;
//   - of claim 8, and of D10 as far as it rests on 8d: the saliency densities of trained and
//     of untrained networks over 20 seeds, which show what comes of a comparison with the
//     untrained ones, and that an averaging network puts less saliency outside the shape than
//     trained ones do; no ratio to a null had been computed. Before, other rules had compared
//     densities with each other and with an even spread;
//   - of claim 9: nothing, no decision had been flipped;
//   - of the location in claim 7c: that nearly no embedding of these tests lies nearer the
//     other cluster, over 20 seeds; no distance between centroids had been measured;
//   - of mask flips at the same area in claim 9a: how often masks flip decisions when the
//     area changes with them, over 20 seeds, .99;
//   - of the probes in D4, D5 and D8 ([explain.TuneRidges]): what probes with one penalty
//     read, on features of which each was divided by its own standard deviation, and the
//     verdicts by them (in part, holds, holds); and that pixels read the shape about as well
//     as the untrained network once features have one scale. The thresholds are older and
//     did not change;
//   - of [JudgeTemplates]: how often networks of both areas call a level of brightness
//     malignant, and what networks of equal areas score on the tests; no logit at equal
//     areas, and none of an image without a shape;
//   - of D1 to D10: the verdicts on the claims, over 20 seeds; no probe, conflict,
//     factorial design or check of saliency had been measured, and no flip with the
//     whole image's mean held;
//   - of the conclusions of sweeps: Table 1, and a pilot of another implementation, three
//     or four seeds a level, which also guided the factors and levels of [design.Factors];
//   - of how many seeds show a conclusion ([Conclusion.ShownBy]) or all at once ([Joint]):
//     the means over the stored sweeps; their bounds are those of the conclusions;
//   - of [JudgeRestorations]: everything else; no network had been trained by such a loss;
//   - of [JudgeClock], [JudgeUnits] and [OrderOf]: the stored sweep over epochs, batches and
//     learning rates, and the probes and flips of networks after 100 epochs and of untrained
//     ones; no network had been looked at while it was trained;
//   - of [JudgeBaselines] and [BaselineConclusions]: everything else; no baseline had been
//     fitted.
package verdict
