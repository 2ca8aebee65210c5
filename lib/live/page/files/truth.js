// Where networks fail, and what the reader thinks of it.

const IMAGES = 200; // of a test set, half of them malignant

// fails tells whether so few images rightly decided are less than half.
function fails(right) { return right < IMAGES / 2; }

// networkOf returns what is known of the network of a place: the one that is in it, or the
// chosen one, which the page may not hold.
function networkOf(place) {
  return places[place] || { loss: LOSSES[place], scenario: state.scenario, seed: state.seed, own: false };
}

// exactMap returns how many images of each test set a network of the report decides
// rightly; null if the page does not hold it.
async function exactMap(scenario, loss, seed) {
  const all = await part(`map ${scenario} ${loss}`), squares = 100;
  return all && seed >= 1 && seed * squares <= all.length ? all.slice((seed - 1) * squares, seed * squares) : null;
}

// exactOf returns the exact map of a network; null if the page does not hold it.
function exactOf(network) { return network.own ? null : exactMap(network.scenario, network.loss, network.seed); }

// mapOf returns the map of the network of a place, right (images of each square) and
// estimated (whether it is); null if there is no network.
async function mapOf(place) {
  const network = networkOf(place);
  const right = await exactOf(network);
  if (right) { return { right, estimated: false }; }
  return places[place] ? { right: await estimate(lab, place, network), estimated: true } : null;
}

// estimate returns the estimated map of a network that is in a place of a lab.
async function estimate(of, place, network) {
  const depth = network.training ? network.training.depth : of.about.knobs.depth;
  const { accuracy } = await of.call("map", [place, network.seed, depth]);
  return Array.from(accuracy, (share) => Math.round(share * IMAGES));
}

// compareGuess counts the squares of a guess: marked, fails, both, either.
function compareGuess(guess, right) {
  const count = (is) => guess.filter((marked, i) => is(marked, fails(right[i]))).length;
  return { marked: count((a) => a), fails: count((_, b) => b), both: count((a, b) => a && b), either: count((a, b) => a || b) };
}

// guessWords says how well a guess fits.
function guessWords(c) {
  if (c.either === 0) { return "The network fails in no square, and you marked none: your guess is exact."; }
  const both = c.both > 1 ? `${c.both} are` : c.both ? "1 is" : "none is";
  const squares = (n) => n === 0 ? "no square" : n === 1 ? "1 square" : `${n} squares`;
  return `You marked ${squares(c.marked)}; the network fails in ${c.fails || "none"}; ${both} both. ` +
    `Overlap: ${c.both} of ${c.either}, ${Math.round(100 * c.both / c.either)} %.`;
}

// packGuess writes a guess as 25 hexadecimal digits, a bit for each square; no guess is "".
function packGuess(guess) {
  let text = "";
  for (let i = 0; i < guess.length; i += 4) { text += (8 * guess[i] + 4 * guess[i + 1] + 2 * guess[i + 2] + 1 * guess[i + 3]).toString(16); }
  return guess.includes(true) ? text : "";
}

// unpackGuess reads what packGuess writes. Anything else is no guess.
function unpackGuess(text) {
  const digits = /^[0-9a-f]{25}$/i.test(text) ? text : "0".repeat(25);
  return Array.from({ length: 100 }, (_, i) => (parseInt(digits[i >> 2], 16) & 8 >> i % 4) > 0);
}

// Guesses by scenario and loss, as long as the browser's tab is open.
const guesses = (() => {
  const name = "nodulelab guesses";
  let all = {};
  try { all = JSON.parse(sessionStorage.getItem(name)) || {}; } catch { /* a page on disk may keep nothing */ }
  const key = () => state.scenario + " " + state.map;
  return {
    get: () => all[key()] || "",
    keep(text) {
      all[key()] = text;
      try { sessionStorage.setItem(name, JSON.stringify(all)); } catch { /* in memory, then */ }
    },
  };
})();
