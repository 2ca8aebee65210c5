// The choice of the networks: a scenario and a seed.

// networkChooser builds the two selects, and the question of the scenario under them.
function networkChooser() {
  const scenario = make("select", { onchange: () => change({ scenario: Number(scenario.value) }) },
    ...data.scenarios.map((s) => make("option", { value: s.number }, `${s.number}: trained on D(${s.training.join(",")})`)));
  const seed = make("select", { onchange: () => change({ seed: Number(seed.value) }) });
  const question = make("p", { class: "question" });
  const show = () => {
    scenario.value = state.scenario;
    seed.replaceChildren(...seeds(state.scenario));
    seed.value = state.seed;
    const { question: text, training: [malignant, benign] } = scenarioOf(state.scenario);
    question.textContent = `${text} ${malignant === benign ? `All training images have a foreground of ${malignant}` : `Malignant training images have a foreground of ${malignant}, benign ones of ${benign}`} grey levels.`;
  };
  show();
  watch((keys) => { if (keys.includes("scenario") || keys.includes("seed")) { show(); } });
  return make("div", { class: "chooser", "data-control": "chooser" },
    make("div", { class: "row" }, make("label", {}, "Scenario ", scenario), make("label", {}, "Seed ", seed)), question);
}

// seeds lists the seeds that can be chosen; those of which the page holds no network say so.
function seeds(scenario) {
  const [least, most] = ranges.seed, options = [];
  for (let n = least; n <= most; n++) {
    const holds = data.networks.some((network) => network.scenario === scenario && network.seed === n);
    options.push(make("option", { value: n }, holds ? String(n) : `${n} (to train)`));
  }
  return options;
}
