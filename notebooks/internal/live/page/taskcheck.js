// Tasks: each can be done with the networks of the report, and is checked on every answer.

// A task has a title and words that say what to do; places (0, 1) whose networks it needs;
// setup, the state that its button sets; only, the keys that may move since then (none: the
// task has no beginning to compare with); and check(now, start), which returns what was seen,
// in words, once the task is done. Now and start are answers as of onAnswer.
const TASKS = [
  {
    id: "spiculated", title: "A spiculated nodule called benign", places: [0],
    words: "Keep the shape at .90 or more, and find a nodule that cross-entropy calls benign.",
    setup: { scenario: 1, shape: 1, foreground: 150, area: 0 },
    check: (now) => now.state.shape >= .9 && said(now, 0) === "benign" &&
      `A spiculated outline (shape ${number(now.state.shape)}) was not enough here: ${at(now)}, cross-entropy says benign, ${chanceOf(now, 0)}.`,
  },
  {
    id: "smooth", title: "A smooth nodule called malignant", places: [1],
    words: "Keep the shape at .10 or less, and find a nodule that the contrastive network calls malignant.",
    setup: { scenario: 2, shape: 0, foreground: 160, area: 0 },
    check: (now) => now.state.shape <= .1 && said(now, 1) === "malignant" &&
      `A smooth outline (shape ${number(now.state.shape)}) was not enough here: ${at(now)}, the contrastive network says malignant, ${chanceOf(now, 1)}.`,
  },
  {
    id: "disagree", title: "One image, two verdicts", places: [0, 1],
    words: "In scenario 1, find a spiculated nodule (shape .90 or more) on which the two networks disagree.",
    setup: { scenario: 1, shape: 1, foreground: 150, area: 0 }, scenario: 1,
    check: (now) => now.state.shape >= .9 && said(now, 0) !== said(now, 1) &&
      `One image, two networks: ${at(now)}, cross-entropy says ${said(now, 0)} and the contrastive network ${said(now, 1)}.`,
  },
  {
    id: "background", title: "The background alone", places: [0],
    words: "From the nodule that the button sets up, change cross-entropy's verdict by the background alone.",
    setup: { scenario: 1, shape: 0, foreground: 140, area: 0 }, only: ["background"],
    check: (now, start) => said(now, 0) !== said(start, 0) &&
      `Shape, area and foreground stayed. The background went from ${start.state.background} to ${now.state.background}, and cross-entropy from ${said(start, 0)} to ${said(now, 0)}.`,
  },
  {
    id: "mean", title: "The same mean, another verdict", places: [0], scenario: 2,
    words: "From the nodule that the button sets up in scenario 2, change cross-entropy's verdict with the same shape and with the image mean within 1 grey level of its start. Area, foreground and background may move.",
    setup: { scenario: 2, shape: 0, foreground: 160, area: 0 }, only: ["area", "foreground", "background"],
    tell: (now, start) => `image mean ${now.picture.mean.toFixed(1)}, at the start ${start.picture.mean.toFixed(1)}`,
    check: (now, start) => Math.abs(now.picture.mean - start.picture.mean) <= 1 && said(now, 0) !== said(start, 0) &&
      `The shape stayed, and so did the image mean (${start.picture.mean.toFixed(1)}, now ${now.picture.mean.toFixed(1)}). Cross-entropy went from ${said(start, 0)} to ${said(now, 0)}: the mean alone did not decide.`,
  },
];

function said({ picture }, place) { return verdict(picture.answers[place].probability); }

function chanceOf({ picture }, place) { return `probability of malignant ${chance(picture.answers[place].probability)}`; }

function at({ state: of, picture }) { return `at foreground ${of.foreground} on background ${of.background}, area ${share(picture.area)}`; }

// lackFor says why a task cannot be done with the networks of an answer; an empty text if it
// can.
function lackFor(task, { places: about }) {
  for (const place of task.places) {
    if (!about[place]) { return `needs the ${LOSSES[place] === "CE" ? "cross-entropy" : "contrastive"} network, which is not in the page for this choice`; }
  }
  return task.scenario && task.places.some((place) => about[place].scenario !== task.scenario) ? `needs the networks of scenario ${task.scenario}, which the button chooses` : "";
}

// strayed names the sliders that should not have moved since the start.
function strayed(task, now, start) {
  const names = { turn: "rotation", k: "the nodule", i: "the nodule", of: "the nodule" };
  return KNOBS.filter((key) => !task.only.includes(key) && now.state[key] !== start.state[key]).map((key) => names[key] || key);
}

// setupOf returns the state that a task's button sets; null if the page holds no networks
// for it. The nodule is the one of the data's first malignant sample.
function setupOf(task) {
  const holds = (seed) => task.places.every((place) => data.networks.some((n) => n.scenario === task.setup.scenario && n.seed === seed && n.loss === LOSSES[place]));
  const held = [state.seed, ...data.networks.map((n) => n.seed)].find(holds);
  if (!held) { return null; }
  const { k, of, i, background, noise, turn } = beginning;
  return { k, of, i, background, noise, turn, ...task.setup, seed: held };
}
