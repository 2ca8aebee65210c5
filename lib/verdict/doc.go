// Package verdict judges: it holds what was measured against what the paper says.
//
// One rule stands behind every judgement. A [Bound] is a value on one side of which a
// number has to lie; an interval that lies wholly on that side holds, one that lies
// wholly on the other fails, and one that holds the bound itself is undecided. The
// [Outcome] of a statement in several parts is put together from theirs.
//
// Three kinds of statements are judged so. [Judge] judges the claims 1 to 9 of the
// paper's results, [JudgeDiscussion] the statements D1 to D10 of its discussion, both
// by [Evidence] over 20 seeds or more. [Conclusions] are what the paper concludes from
// each scenario; they are asked of every cell of a stored sweep, so that
// [Responses], [FactorResponse.Effects] and [Conclusion.Influences] can say which
// choices of the protocol they hang on.
//
// No result may move a threshold. They are round numbers, each with its reason beside it.
// What was known when they were written:
//   - of claims 1 to 6: the accuracies of Table 1 over 20 seeds;
//   - of claims 7 and 8: nearness and saliency densities of three networks a loss;
//   - of claim 9: nothing, no decision had been flipped;
//   - of D1 to D10: the verdicts on the claims, over 20 seeds; no probe, conflict,
//     factorial design or check of saliency had been measured, and no flip with the
//     whole image's mean held;
//   - of the conclusions of sweeps: Table 1, and a pilot of another implementation, three
//     or four seeds a level, which also guided the factors and levels of [design.Factors];
//   - of [JudgeRestorations]: everything else; no network had been trained by such a loss.
package verdict
