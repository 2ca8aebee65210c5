// The part "rulers": thresholds on one number each, and what they say of one nodule. It has
// no network.

// What rulers read: a short name, unit, and the ends of the scale that is drawn.
const RULERS = {
  "mean of the whole image": { short: "Image mean", from: 40, to: 240, words: (v) => `${v.toFixed(1)} grey levels` },
  "mean of the foreground": { short: "Foreground", from: 60, to: 240, words: (v) => `${v.toFixed(1)} grey levels` },
  area: { short: "Area", from: .1, to: .45, words: (v) => `${(100 * v).toFixed(1)} % of the image` },
};

builders.rulers = (element) => {
  const nodule = nodulePanel({}), held = make("div", { class: "rulers" }), truth = make("p", {}), trouble = make("div", { role: "alert" }), strip = make("div", { class: "strip", "aria-hidden": "true" });
  const scenario = make("select", { onchange: () => change({ scenario: Number(scenario.value) }) },
    ...data.scenarios.filter((s) => s.rulers).map((s) => make("option", { value: s.number }, `${s.number}: D(${s.training.join(",")})`)));
  const presets = make("div", { class: "row" });
  element.classList.add("ask");
  element.append(make("h2", { class: "unseen" }, "Three rulers and one nodule"),
    make("p", {}, "Each ruler reads one number and has one threshold: the best on the training set. Move the foreground away from the training set's, and see which of them are still right."),
    make("div", { class: "row" }, make("label", {}, "Thresholds of scenario ", scenario), presets), trouble,
    make("div", { class: "lab" }, nodule.element, make("div", { class: "readings" }, truth, held)), strip);
  let panels = [], said = "";
  const build = () => {
    scenario.value = state.scenario;
    panels = (scenarioOf(state.scenario).rulers || []).map(rulerPanel);
    held.replaceChildren(...panels.map((panel) => panel.element));
    strip.replaceChildren(...panels.map((panel) => panel.brief));
    presets.replaceChildren("Foregrounds of ", ...presetsOf(scenarioOf(state.scenario)));
  };
  const show = (answer) => {
    trouble.replaceChildren(...(answer.error ? [troubleOf(answer)] : []));
    if (answer.error) { return; }
    nodule.show(answer);
    truth.replaceChildren("The outline is ", make("b", {}, classOf(answer.state)), ".");
    const words = panels.map((panel, i) => panel.show(answer.picture.read[i], classOf(answer.state))).join(" ");
    if (said && said !== words) { say(words); }
    said = words;
  };
  build();
  onAnswer(show);
  watch((keys) => { if (keys.includes("scenario")) { build(); if (answered) { show(answered); } } });
};

// classOf names the class of an outline.
function classOf({ shape }) { return shape > .5 ? "malignant" : "benign"; }

// presetsOf makes buttons that give the nodule the foreground which its class has in a set.
function presetsOf({ training, tests }) {
  return [training, ...tests].map(([malignant, benign], i) => make("button", {
    type: "button", onclick: () => change({ foreground: classOf(state) === "malignant" ? malignant : benign }),
  }, `D(${malignant},${benign})${i ? "" : ", training"}`));
}

// rulerPanel builds a ruler. Its show(value, truth) shows what it reads and returns the
// verdict in words.
function rulerPanel({ name, cut, above, right }) {
  const { from, to, words } = RULERS[name], at = (v) => `${100 * Math.min(1, Math.max(0, (v - from) / (to - from)))}%`;
  const says = make("p", { class: "says" }, make("b", {}, "…"), " ", make("span", {})), dot = make("i", { class: "dot" });
  const sides = [make("span", {}, above ? "benign" : "malignant"), make("span", {}, above ? "malignant" : "benign")];
  const rule = make("div", { class: "rule", role: "img", "aria-label": "starting" }, make("i", { class: "cut" }), dot);
  rule.style.setProperty("--cut", at(cut));
  rule.dataset.above = above;
  const element = make("section", { class: "card ruler", "aria-label": name }, make("h3", {}, name[0].toUpperCase() + name.slice(1)), says, rule,
    make("div", { class: "row sides", "aria-hidden": "true" }, ...sides),
    make("p", { class: "quiet" }, `Threshold ${words(cut)}; right on ${Math.round(100 * right)} % of the training images.`));
  const brief = make("span", {}, make("span", { class: "name" }, RULERS[name].short), make("b", {}, "…"));
  const show = (value, truth) => {
    const told = Number.isFinite(value), verdict = told ? (value > cut === above ? "malignant" : "benign") : "nothing", fits = verdict === truth;
    setText(says.firstChild, verdict);
    setText(says.lastChild, told ? `${fits ? "✓ right" : "✕ wrong"}, at ${words(value)}` : "no pixel is covered whole");
    setText(brief.lastChild, told ? `${fits ? "✓" : "✕"} ${verdict}` : "–");
    element.classList.toggle("no", told && !fits);
    dot.style.left = at(value);
    dot.hidden = !told;
    label(rule, told ? `${words(value)}, ${value > cut ? "above" : "below"} the threshold ${words(cut)}` : "nothing to read");
    return `By the ${name}: ${verdict}${told && !fits ? ", wrong" : ""}.`;
  };
  return { element, brief, show };
}
