// The two networks that are asked, in places 0 and 1: those of the chosen scenario and seed,
// or ones that the reader has trained.

const LOSSES = ["CE", "Contrast"]; // of places 0 and 1
const NAMES = { CE: "cross-entropy", Contrast: "the contrastive loss" };

const lab = missing() ? null : new Lab(); // null: the page tells why, and nothing else happens
const places = [null, null];
const placeWatchers = new Set();

// onNetworks calls a function with the place whose network has changed.
function onNetworks(watcher) { placeWatchers.add(watcher); }

function scenarioOf(number) { return data.scenarios.find((s) => s.number === number); }

// put puts a packed network into a place. What tells of it: loss, scenario, seed, own
// (whether the reader trained it) and training (how, if so).
async function put(place, packed, what) {
  const plane = await lab.call("put", [place, packed]);
  places[place] = { ...what, packed, points: plane.points, explained: plane.explained };
  for (const watcher of placeWatchers) { watcher(place); }
}

async function empty(place) {
  await lab.call("clear", [place]);
  places[place] = null;
  for (const watcher of placeWatchers) { watcher(place); }
}

// stored returns the packed network of the report; null if the page does not hold it.
function stored(scenario, loss, seed) { return part(`network ${scenario} ${loss} ${seed}`); }

let choice = 0;

// choose puts the stored networks of a scenario and a seed into the places. A place whose
// network the page does not hold is empty. Of choices that overlap the newest counts.
async function choose(scenario, seed) {
  const mine = ++choice;
  await Promise.all(LOSSES.map(async (loss, place) => {
    const packed = await stored(scenario, loss, seed);
    if (mine !== choice) { return; }
    if (packed) { await put(place, packed, { loss, scenario, seed, own: false }); } else { await empty(place); }
  }));
}
