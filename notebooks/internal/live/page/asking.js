// Asking: the nodule of the state is shown to the networks after every change. One question
// is open at a time; when its answer is there, the newest state is asked.

const KNOBS = ["k", "of", "i", "shape", "area", "foreground", "background", "noise", "turn"];
const answerWatchers = new Set();
const timings = { firstPicture: null, moves: [], paints: [] }; // milliseconds
let answered = null; // the newest answer
let open = false, wanted = 0; // wanted: since when a question waits

// onAnswer calls a function with every answer: {state, places, picture} (what was asked, of
// which networks, and what look of the program returns) or {error}.
function onAnswer(watcher) {
  answerWatchers.add(watcher);
  if (answered) { watcher(answered); }
}

// distribution returns [malignant, benign] of a text such as "150.150".
function distribution(of) { return of.split(".").map(Number); }

// knobs returns the nodule of a state as the program takes it.
function knobs(of) {
  const [malignant, benign] = distribution(of.of);
  return {
    seed: of.k, malignant, benign, index: of.i, shape: of.shape, depth: lab.about.knobs.depth, area: of.area,
    foreground: of.foreground, background: of.background, noise: of.noise, turn: of.turn,
  };
}

// ask asks the networks of the state as it is.
function ask() {
  wanted ||= performance.now();
  if (!open && !document.hidden) { answerAll(); }
}

async function answerAll() {
  open = true;
  while (wanted && !document.hidden) {
    const since = wanted;
    wanted = 0;
    const answer = await one();
    const began = performance.now();
    answered = answer;
    for (const watcher of answerWatchers) { watcher(answer); }
    keepLast(timings.paints, performance.now() - began);
    keepLast(timings.moves, performance.now() - since);
  }
  open = false;
}

// one asks one question.
async function one() {
  const of = { ...state }, about = [...places];
  try {
    await lab.ready;
    return { state: of, places: about, picture: await lab.call("look", [JSON.stringify(knobs(of))]) };
  } catch (error) {
    return { state: of, places: about, error };
  }
}

function keepLast(list, value) {
  list.push(value);
  if (list.length > 200) { list.shift(); }
}

// startAsking asks from now on after every change of the nodule or of a network.
function startAsking() {
  watch((keys) => { if (keys.some((key) => KNOBS.includes(key))) { ask(); } });
  onNetworks(ask);
  document.addEventListener("visibilitychange", () => { if (wanted) { ask(); } });
}
