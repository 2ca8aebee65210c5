// "Predict, then see": the reader marks where a network fails, and then sees its map.

builders.predict = (element) => {
  element.append(
    make("h2", {}, "Predict, then see"),
    make("p", {}, `Each square is a test set of ${IMAGES} images. The malignant half has the row's grey level, the benign half the column's. ` +
      "Mark the squares where you think that the network is right on less than half of the images."));
  lab.ready.then(() => buildPredict(element), () => {});
};

// buildPredict builds the part, once the program tells its grey levels.
function buildPredict(element) {
  const levels = lab.about.intensities, guess = unpackGuess(state.guess);
  let seen = null, asked = 0, held = true; // the map that is shown; the last time that it was asked for; whether there is one
  const place = () => LOSSES.indexOf(state.map);

  const square = makeSquare(levels);
  const openAt = (i) => square.open(levels[Math.floor(i / levels.length)], levels[i % levels.length]);
  let value = true; // of the marks that a pointer draws
  const mark = (i, on) => { guess[i] = on; showGuess(i); keep(); };
  const left = makeGrid(levels, "Your guess", (i) => { if (seen) { openAt(i); } else { mark(i, !guess[i]); } }, (i, first) => {
    if (seen) { return false; }
    if (first) { value = !guess[i]; }
    if (guess[i] !== value) { mark(i, value); }
    return true;
  });
  left.grid.setAttribute("aria-multiselectable", "true");
  const right = makeGrid(levels, "The network's map", openAt);

  const choices = LOSSES.map((loss) => make("input", { type: "radio", name: "predict-network", value: loss, onchange: () => change({ map: loss }) }));
  const about = make("span", { class: "quiet" }), words = make("p", { class: "overlap" }), heading = make("h3", {}, ""), exact = make("p", { class: "quiet" });
  const seeButton = make("button", { type: "button", class: "main", onclick: () => { if (seen) { hide(); } else { see(); } } });
  const clearButton = make("button", { type: "button", onclick: () => { hide(); take(""); keep(); say("No square is marked."); } }, "Clear");
  const empty = make("div", { class: "map-unseen" }), answer = make("div", {}, right.element, scale(), exact);
  element.append(
    make("fieldset", { class: "row" }, make("legend", {}, "Network"),
      ...LOSSES.map((loss, i) => make("label", { class: "loss-" + loss }, choices[i], make("span", { class: "swatch" }), NAMES[loss])), about),
    make("div", { class: "maps" },
      make("div", {}, make("h3", {}, "Your guess"), left.element, make("div", { class: "row" }, seeButton, clearButton), guessKey()),
      make("div", {}, heading, empty, answer)),
    words, square.element);

  // showGuess shows a square of the guess and, once the map is seen, whether it is right.
  const showGuess = (i) => paintGuess(left.cells[i], guess[i], seen && fails(seen.right[i]), squareOf(i, levels, networkOf(place())));

  // show shows everything as it is now.
  function show() {
    const network = networkOf(place()), [malignant, benign] = trainedOn(network);
    choices.forEach((input) => { input.checked = input.value === state.map; });
    about.textContent = `trained on D(${malignant},${benign}), seed ${network.seed}${network.own ? "; by you" : ""}`;
    left.cells.forEach((_, i) => showGuess(i));
    left.grid.setAttribute("aria-readonly", Boolean(seen));
    heading.textContent = seen ? `${seen.estimated ? "Estimated map" : "Exact map"}: ${NAMES[state.map]}` : "The network's map";
    seeButton.textContent = seen ? "Hide the map" : "See";
    seeButton.disabled = !held;
    empty.hidden = Boolean(seen);
    answer.hidden = !seen;
    empty.replaceChildren(held ? "The map comes here when you press See." : noNetwork(network));
    words.textContent = seen ? guessWords(compareGuess(guess, seen.right)) : "";
    if (!seen) { return; }
    right.cells.forEach((cell, i) => paintTruth(cell, seen.right[i], squareOf(i, levels, network)));
    exact.textContent = seen.estimated ? `Estimated from one test set painted in each intensity${depthWords(places[place()])}.` : "Exact: every test set was drawn and decided.";
    exact.append(" Choose a square to see its images.");
  }

  // keep keeps the guess, in the address too.
  function keep() {
    const text = packGuess(guess);
    guesses.keep(text);
    change({ guess: text });
  }
  // take takes a guess that was kept.
  function take(text) { unpackGuess(text).forEach((on, i) => { guess[i] = on; }); show(); }
  // hide hides the map.
  function hide() { asked++; seen = null; show(); lookUp(asked); }
  // lookUp finds out whether there is a map to see.
  async function lookUp(mine) {
    const is = Boolean(places[place()] || await exactOf(networkOf(place())));
    if (mine === asked && is !== held) { held = is; show(); }
  }
  // see shows the map.
  async function see() {
    const mine = ++asked;
    empty.textContent = "The map is being made …";
    try {
      const map = await mapOf(place());
      if (mine !== asked) { return; }
      seen = map;
      show();
      if (seen) { say(words.textContent); } else { empty.replaceChildren(noNetwork(networkOf(place()))); }
    } catch (error) {
      if (mine === asked) { empty.textContent = `The map could not be made: ${error.message}. Reload the page and try again.`; }
    }
  }

  onNetworks((changed) => { if (changed === place()) { hide(); } square.refresh(); });
  watch((keys) => {
    if (keys.includes("guess") && state.guess !== packGuess(guess)) { hide(); take(state.guess); guesses.keep(state.guess); }
    else if (keys.includes("map") || keys.includes("scenario")) { hide(); take(guesses.get()); change({ guess: packGuess(guess) }); }
    else if (keys.includes("seed")) { hide(); }
  });
  if (state.guess) { guesses.keep(state.guess); } else { take(guesses.get()); change({ guess: packGuess(guess) }); }
  hide();
}

// The marks in the squares of a guess, and what they mean.
const MARKS = {
  marked: ["•", "you think that the network fails"],
  hit: ["✓", "marked, and it fails"], wrong: ["✕", "marked, but it does not fail"], missed: ["○", "it fails, but not marked"],
};

// squareOf names a square of a network's plane and tells which set of its scenario it is.
function squareOf(i, levels, network) {
  const malignant = levels[Math.floor(i / levels.length)], benign = levels[i % levels.length], is = (set) => set[0] === malignant && set[1] === benign;
  const set = is(trainedOn(network)) ? "training" : scenarioOf(network.scenario).tests.some(is) ? "test" : "";
  return { set, name: `malignant ${malignant}, benign ${benign}` + { training: ", training set", test: ", test set of the scenario", "": "" }[set] };
}

// paintGuess shows a square of a guess: whether it is marked, and whether the network
// fails there (null: not seen yet).
function paintGuess(cell, marked, bad, { set, name }) {
  const seen = bad !== null, kind = marked ? (!seen ? "marked" : bad ? "hit" : "wrong") : bad ? "missed" : "";
  cell.dataset.kind = kind;
  cell.dataset.set = set;
  cell.textContent = kind && MARKS[kind][0];
  cell.setAttribute("aria-selected", marked);
  cell.setAttribute("aria-label", name + (seen && kind ? ": " + MARKS[kind][1] : ""));
}

// paintTruth shows a square of a map. Where the network fails, that shows, however little.
function paintTruth(cell, right, { set, name }) {
  const far = Math.abs(2 * right / IMAGES - 1);
  cell.dataset.set = set;
  cell.dataset.side = fails(right) ? "wrong" : "right";
  cell.style.setProperty("--depth", Math.round(fails(right) ? 25 + 75 * far : 100 * far) + "%");
  cell.textContent = right;
  cell.setAttribute("aria-label", `${name}: right on ${right} of ${IMAGES}${fails(right) ? ", fails" : ""}`);
}

// guessKey explains the marks and the frames.
function guessKey() {
  const item = (attributes, text, meaning) => make("li", {}, make("span", { class: "sample", "aria-hidden": "true", ...attributes }, text), meaning);
  return make("ul", { class: "map-key" }, ...Object.entries(MARKS).map(([kind, [text, meaning]]) => item({ "data-kind": kind }, text, meaning)),
    item({ "data-set": "training" }, "", "training set"), item({ "data-set": "test" }, "", "the scenario's test sets"));
}

// depthWords tells of spikes that are not the report's.
function depthWords(network) {
  const depth = network?.training?.depth;
  return depth && depth !== lab.about.knobs.depth ? `, with spikes of depth ${depth} as in its training` : "";
}

// scale is the map's scale of colours.
function scale() {
  return make("div", { class: "map-scale" }, make("div", { class: "map-ramp" }), make("div", { class: "row" }, make("span", {}, "0"), make("span", {}, `${IMAGES / 2}: half`), make("span", {}, String(IMAGES))),
    make("p", { class: "quiet" }, `Images rightly decided, of ${IMAGES}. Below ${IMAGES / 2} the network fails.`));
}

// noNetwork says that the report has no such network, and offers to train one.
function noNetwork(network) {
  const text = make("p", {}, `The page has no network trained by ${NAMES[network.loss]} in scenario ${network.scenario} with seed ${network.seed}. `);
  if (trainer) {
    text.append(make("button", { type: "button", onclick: () => requestTraining(network) }, "Train it"));
  }
  return make("div", {}, text);
}
