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
// [JudgeClock] asks whether a difference between losses comes from them or from the time
// at which training stops, [JudgeUnits] in which unit that time counts, [OrderOf] which
// feature comes first; their rules stand beside them.
//
// No result may move a threshold. Those of claims 7 to 9, of the discussion and of the
// sweeps were written before anything of the kind was measured. Those of claims 1 to 6
// were written when the accuracies of an earlier run were known; they are round
// numbers, each with its reason beside it.
package verdict
