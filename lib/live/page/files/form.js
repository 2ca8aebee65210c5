// The form in which a training is chosen: an object as the program takes it (Training in
// package live): loss, malignant, benign, seed, margin, input, depth, epochs.

// Scalings of the input: the program's name for each name in an address, and words.
const SCALINGS = {
  unit: ["0 to 1", "grey level / 255"],
  raw: ["0 to 255", "grey level as it is"],
  signed: ["-1 to 1", "from −1 to 1"],
  standardised: ["training set standardised", "standardised by the training set"],
  centred: ["image mean removed", "mean of each image removed"],
  normalised: ["image standardised", "each image standardised"],
};

// trainingRanges are the least and the most of each number of a training.
function trainingRanges() {
  return { malignant: [110, 200], benign: [110, 200], seed: [1, 1e6], margin: [.05, 20], depth: [.1, .9], epochs: [1, lab.about.training.epochs] };
}

// packTraining writes a training for an address.
function packTraining(t) {
  const input = Object.keys(SCALINGS).find((name) => SCALINGS[name][0] === t.input);
  return [t.loss, t.malignant, t.benign, t.seed, t.margin, input, t.depth, t.epochs].join("_");
}

// unpackTraining reads what packTraining writes; null if it cannot.
function unpackTraining(text) {
  const [loss, malignant, benign, seed, margin, input, depth, epochs] = text.split("_");
  const numbers = { malignant, benign, seed, margin, depth, epochs }, t = { loss, input: SCALINGS[input]?.[0] };
  for (const name of Object.keys(numbers)) { t[name] = Number(numbers[name]); }
  const within = Object.entries(trainingRanges()).every(([name, [least, most]]) => t[name] >= least && t[name] <= most);
  const whole = ["malignant", "benign", "seed", "epochs"].every((name) => Number.isInteger(t[name]));
  return LOSSES.includes(loss) && t.input && within && whole ? t : null;
}

// trainingWords names a training: its loss, set and seed, and what differs from the report.
function trainingWords(t) {
  const report = lab.about.training, other = [];
  if (t.loss === "Contrast" && t.margin !== report.margin) { other.push(`margin ${t.margin}`); }
  if (t.input !== report.input) { other.push("input " + Object.values(SCALINGS).find(([name]) => name === t.input)[1]); }
  if (t.depth !== report.depth) { other.push(`spike depth ${t.depth}`); }
  if (t.epochs !== report.epochs) { other.push(`${t.epochs} epochs`); }
  return [`${NAMES[t.loss]} on D(${t.malignant},${t.benign})`, `seed ${t.seed}`, ...other].join(", ");
}

// asReport tells whether a training has the report's settings.
function asReport(t) { return trainingWords(t) === trainingWords({ ...lab.about.training, loss: t.loss, malignant: t.malignant, benign: t.benign, seed: t.seed }); }

// makeForm makes the form. Its get() returns the training, set(training) fills it in; until
// then, or until the reader changes a setting, it has the training of the chosen networks.
// Submit(both) is called when it is sent: both says whether for both losses.
function makeForm(submit) {
  const report = lab.about.training;
  const ranges = trainingRanges();
  let filled = false; // by the reader, or by set
  const numberInput = (name, value, step = 1) => make("input", { type: "number", name, min: ranges[name][0], max: ranges[name][1], step, value, required: true, inputmode: step === 1 ? "numeric" : "decimal" });
  const field = (name, input, note) => make("label", { class: "field" }, make("span", {}, name), input, note ? make("small", {}, note) : "");
  const losses = LOSSES.map((loss) => make("input", { type: "radio", name: "train-loss", value: loss, checked: loss === "Contrast", onchange: update }));
  const sets = make("select", { onchange: takeSet }, ...data.scenarios.map((s) => make("option", { value: s.training.join() }, `scenario ${s.number}: D(${s.training.join()})`)), make("option", { value: "" }, "another"));
  const inputs = {
    malignant: numberInput("malignant", report.malignant), benign: numberInput("benign", report.benign), seed: numberInput("seed", 1),
    margin: numberInput("margin", report.margin, "any"), depth: numberInput("depth", report.depth, "any"), epochs: numberInput("epochs", report.epochs),
  };
  const scaling = make("select", {}, ...Object.values(SCALINGS).map(([name, words]) => make("option", { value: name, selected: name === report.input }, words)));
  const margin = field("Margin", inputs.margin, `the report's: ${report.margin}`);
  const buttons = { train: make("button", { class: "main" }, "Train"), both: make("button", { value: "both" }, "Train with both losses") };
  inputs.malignant.addEventListener("input", update);
  inputs.benign.addEventListener("input", update);

  function takeSet() {
    if (sets.value) { [inputs.malignant.value, inputs.benign.value] = sets.value.split(","); } else { inputs.malignant.focus(); }
  }
  function update() { // what hangs together
    const levels = [inputs.malignant.value, inputs.benign.value].join();
    sets.value = data.scenarios.some((s) => s.training.join() === levels) ? levels : "";
    margin.hidden = get().loss !== "Contrast";
    inputs.margin.disabled = margin.hidden; // as it is not checked, then
  }
  function get() {
    const t = { loss: losses.find((input) => input.checked).value, input: scaling.value };
    for (const [name, input] of Object.entries(inputs)) { t[name] = Number(input.value); }
    return t;
  }
  function set(t) {
    filled = true;
    fill(t);
  }
  function fill(t) {
    for (const input of losses) { input.checked = input.value === t.loss; }
    for (const [name, input] of Object.entries(inputs)) { if (t[name] !== undefined) { input.value = t[name]; } }
    if (t.input) { scaling.value = t.input; }
    update();
  }
  const settings = make("fieldset", { class: "settings" },
    make("fieldset", { class: "row" }, make("legend", {}, "Loss"), ...LOSSES.map((loss, i) => make("label", { class: "loss-" + loss }, losses[i], make("span", { class: "swatch" }), NAMES[loss]))),
    make("div", { class: "fields" },
      field("Training set", sets), field("Malignant, grey level", inputs.malignant, ranges.malignant.join(" to ")), field("Benign, grey level", inputs.benign, ranges.benign.join(" to ")), field("Seed", inputs.seed, "of data and weights"),
      field("Input", scaling, "the report's: " + Object.values(SCALINGS).find(([name]) => name === report.input)[1]), field("Spike depth", inputs.depth, `the report's: ${report.depth}`), field("Epochs", inputs.epochs, `the report's: ${report.epochs}`), margin));
  const element = make("form", { onsubmit: (event) => { event.preventDefault(); submit(event.submitter === buttons.both); } }, settings);
  function follow() {
    const [malignant, benign] = scenarioOf(state.scenario).training;
    if (!filled) { fill({ loss: get().loss, malignant, benign, seed: state.seed }); }
  }
  settings.addEventListener("input", () => { filled = true; });
  watch((keys) => { if (keys.includes("scenario") || keys.includes("seed")) { follow(); } });
  follow();
  update();
  return { element, settings, buttons, get, set };
}
