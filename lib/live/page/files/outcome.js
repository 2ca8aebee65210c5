// What a training has come to, beside the report's networks.

// outcome returns elements that compare a network that was trained here with those of the
// report. Helper is the lab that trained it, which is free now.
async function outcome(helper, training, packed) {
  const own = data.scenarios.find((s) => s.training.join() === `${training.malignant},${training.benign}`);
  const scenario = own || scenarioOf(state.scenario), same = own && asReport(training);
  const kept = same && await stored(own.number, training.loss, training.seed);
  const parts = [];
  if (kept) { parts.push(make("p", {}, differenceWords(await helper.call("compare", [packed, kept, training.seed, JSON.stringify(own.tests)])))); }
  await helper.call("put", [0, packed]);
  const right = await estimate(helper, 0, { seed: training.seed, training });
  const theirs = await reportOn(scenario, training.loss, same ? training.seed : 0);
  const levels = helper.about.intensities, at = ([malignant, benign]) => levels.indexOf(malignant) * levels.length + levels.indexOf(benign);
  parts.push(make("p", { class: "quiet" }, "Your accuracies are estimated from one test set painted in each intensity."));
  const rows = scenario.tests.map((test) => make("tr", {}, make("th", { scope: "row" }, `D(${test.join()})`), make("td", {}, number(right[at(test)] / IMAGES)), theirs ? make("td", {}, theirs.words(at(test))) : ""));
  parts.push(make("table", {}, make("caption", {}, `Accuracy on the tests of scenario ${scenario.number}`),
    make("thead", {}, make("tr", {}, ...["test set", "yours", ...(theirs ? [theirs.name] : [])].map((name) => make("th", { scope: "col" }, name)))), make("tbody", {}, ...rows)));
  return parts;
}

// differenceWords tells how much two networks of one training differ, and why.
function differenceWords({ weight, decisions, of }) {
  if (weight === 0) { return "The report has this network, and the two are equal in every weight."; }
  return `The report has this network, trained with other vector instructions, which round differently. The largest difference of a weight is ${weight.toPrecision(2)}; ` +
    `the two decide differently on ${decisions} of ${of} test images.`;
}

// reportOn returns the report's accuracies in a scenario by a loss: of a seed, if it is
// held, or of all seeds. Null if there are none.
async function reportOn(scenario, loss, seed) {
  const one = seed && await exactMap(scenario.number, loss, seed);
  if (one) { return { name: `the report's, seed ${seed}`, words: (i) => number(one[i] / IMAGES) }; }
  const all = [];
  for (let s = 1, map; (map = await exactMap(scenario.number, loss, s)); s++) { all.push(map); }
  if (all.length === 0) { return null; }
  return {
    name: `the report's, ${all.length} seeds`,
    words(i) {
      const values = all.map((map) => map[i] / IMAGES);
      return `${number(values.reduce((a, b) => a + b) / values.length)} (${number(Math.min(...values))} to ${number(Math.max(...values))})`;
    },
  };
}
