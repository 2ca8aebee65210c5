// What the reader has chosen, in the page's address: a finding is a link. Only what
// differs from the beginning is in it.

const beginning = {
  scenario: 1, seed: 1, // of the networks
  k: 1, of: "150.150", i: 1, // the nodule: sample i of the test set of seed k and D(of)
  shape: 1, area: 0, foreground: 150, background: 98, noise: 10, turn: 0, // area 0: as the shape has it
  saliency: 1,
  map: "Contrast", guess: "", // the loss whose failures are guessed; 25 hexadecimal digits, a bit for each square
  own: "", // the networks that the reader has trained (form.js), with ~ between them
  hide: "", // parts and controls of the page that are not shown, with commas between them
  only: "", // the one part that is shown, if any
};

// ranges are the numbers that the page can show: least, most, step.
const ranges = {
  scenario: [1, 3, 1], seed: [1, 20, 1], k: [1, 1e6, 1], i: [0, 999, 1],
  shape: [0, 1, .01], foreground: [60, 240, 1], background: [40, 200, 1], noise: [0, 40, 1], turn: [-180, 180, 1],
  area: [.1, .45, .01], // or 0
  saliency: [0, 1, 1],
};

// within returns the nearest number that a key can have.
function within(key, value) {
  if (!ranges[key] || key === "area" && value === 0) { return value; }
  const [least, most, step] = ranges[key];
  return Math.min(most, Math.max(least, Number((Math.round(value / step) * step).toFixed(2))));
}

const state = { ...beginning };
const watchers = new Set();

// readAddress takes the state from the address. What it does not know it leaves alone.
function readAddress(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  for (const key of Object.keys(beginning)) { state[key] = given.has(key) ? read(key, given.get(key)) : beginning[key]; }
}

// read reads the text that the address has for a key. What cannot be is as in the beginning,
// or the nearest number that can.
function read(key, text) {
  const number = text === "" ? NaN : Number(text);
  switch (key) {
    case "of": return /^\d{1,3}\.\d{1,3}$/.test(text) ? distribution(text).map((level) => within("foreground", level)).join(".") : beginning.of;
    case "map": return LOSSES.includes(text) ? text : beginning.map;
    case "guess": return packGuess(unpackGuess(text));
  }
  if (typeof beginning[key] === "string") { return text; }
  return Number.isFinite(number) ? within(key, number) : beginning[key];
}

// address returns the part of the address that holds a state.
function address(of = state) {
  const chosen = Object.keys(beginning).filter((key) => of[key] !== beginning[key]);
  return "#" + chosen.map((key) => key + "=" + encodeURIComponent(of[key])).join("&");
}

// change changes the state and tells all watchers which keys changed.
function change(what) {
  const keys = Object.keys(what).filter((key) => state[key] !== what[key]);
  if (keys.length === 0) { return; }
  Object.assign(state, what);
  keepAddress();
  for (const watcher of watchers) { watcher(keys); }
}

// watch calls a function with the keys that changed, after every change.
function watch(watcher) { watchers.add(watcher); }

let addressTimer;
function keepAddress() { // not at every move: browsers allow so many changes a second
  if (options.address !== undefined) { return; } // another page's address
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => history.replaceState(null, "", address() === "#" ? location.pathname + location.search : address()), 250);
}

addEventListener("hashchange", () => {
  if (options.address !== undefined) { return; }
  const before = { ...state };
  readAddress(location.hash);
  const keys = Object.keys(beginning).filter((key) => state[key] !== before[key]);
  for (const watcher of watchers) { watcher(keys); }
});
