// The nodule and what can be changed of it.

const SLIDERS = [
  { key: "shape", name: "Shape: 0 smooth, 1 spiculated", words: (v) => number(v) },
  { key: "foreground", name: "Foreground", words: (v) => `${v} grey levels` },
  { key: "background", name: "Background", words: (v) => `${v} grey levels` },
  { key: "turn", name: "Rotation", words: (v) => `${v}°` },
  { key: "noise", name: "Noise, SD", words: (v) => `${v} grey levels` },
];

const trailWatchers = new Set();

// onTrailEnd calls a function when the nodule changes by another slider than before, or by
// several at once.
function onTrailEnd(watcher) { trailWatchers.add(watcher); }

let lastMoved = "";

watch((keys) => {
  const moved = keys.filter((key) => KNOBS.includes(key));
  if (moved.length === 0) { return; }
  const same = moved.length === 1 && moved[0] === lastMoved && !["k", "of", "i"].includes(lastMoved);
  lastMoved = moved.length === 1 ? moved[0] : "";
  if (!same) { for (const watcher of trailWatchers) { watcher(); } }
});

// inData returns the state at which the nodule is the sample of its test set.
function inData({ of, i }) {
  const [malignant, benign] = distribution(of), shape = i % 2;
  return { shape, foreground: shape ? malignant : benign, background: beginning.background, noise: beginning.noise, turn: 0, area: 0 };
}

// another returns a state with another sample of D(150,150). Samples late in a set take longer.
function another() { return { k: 1 + Math.floor(Math.random() * 9999), of: beginning.of, i: Math.floor(Math.random() * 10) }; }

// slider builds a range input of a key of the state. It returns its element and input.
function slider({ key, name, words }) {
  const [min, max, step] = ranges[key], output = make("output", { "aria-hidden": "true" });
  const input = make("input", { type: "range", min, max, step, "aria-label": name, "data-key": key, oninput: () => change({ [key]: Number(input.value) }) });
  const show = () => {
    input.value = state[key];
    setText(output, words(state[key]));
    input.setAttribute("aria-valuetext", words(state[key]));
  };
  show();
  watch((keys) => { if (keys.includes(key)) { show(); } });
  return make("div", { class: "slider", "data-control": key }, make("span", {}, name), output, input);
}

// areaKnob builds the checkbox that holds the area, and its slider.
function areaKnob() {
  const box = slider({ key: "area", name: "Area", words: (v) => `${Math.round(100 * v)} % of the image` });
  const hold = make("input", { type: "checkbox", onchange: () => change({ area: hold.checked ? followedArea(state.shape) : 0 }) });
  const show = () => { hold.checked = state.area > 0; box.hidden = !hold.checked; };
  show();
  watch((keys) => { if (keys.includes("area")) { show(); } });
  return make("div", { "data-control": "area" }, make("label", { class: "check" }, hold, "Hold the area, whatever the shape"), box);
}

// followedArea is the area that a shape has in the data, in steps of the slider.
function followedArea(shape) {
  const [benign, malignant] = lab.about.areas;
  return within("area", benign + shape * (malignant - benign));
}

// meanKnob builds the checkbox that holds the image's mean: the background makes up for what
// other sliders change, as far as it goes.
function meanKnob() {
  const hold = make("input", { type: "checkbox", onchange: () => { mean = hold.checked ? imageMean() : 0; } });
  let mean = 0;
  watch((keys) => {
    if (!hold.checked || !keys.some((key) => ["foreground", "shape", "area"].includes(key))) { return; }
    const area = areaOf(state);
    change({ background: within("background", (mean - state.foreground * area) / (1 - area)) });
  });
  return make("label", { class: "check" }, hold, "Hold the image mean, by the background");
}

// areaOf is the area that a nodule has, a part of the image; imageMean is the mean that follows.
function areaOf({ area, shape }) { return area || lab.about.areas[0] + shape * (lab.about.areas[1] - lab.about.areas[0]); }
function imageMean() { return state.background + (state.foreground - state.background) * areaOf(state); }

// nodulePanel builds the panel of the nodule. It returns its element and show(answer).
// Numbers: what a logit may follow, too; saliency: its checkbox.
function nodulePanel({ numbers, saliency: withSaliency }) {
  const canvas = make("canvas", { class: "pixels nodule", role: "img", "aria-label": "starting", width: 32, height: 32 });
  const facts = make("dl", { class: "facts" }), values = {};
  for (const name of ["Foreground", "Image mean", "Area", ...(numbers ? ["Contrast × area"] : [])]) { values[name] = make("dd", {}, "…"); facts.append(make("dt", {}, name), values[name]); }
  const sample = make("p", { class: "quiet" });
  const saliency = make("input", { type: "checkbox", onchange: () => change({ saliency: Number(saliency.checked) }) });
  const show = () => {
    saliency.checked = state.saliency === 1;
    setText(sample, `Image ${state.i + 1} of the test set D(${state.of.replace(".", ",")}), seed ${state.k}`);
  };
  show();
  watch(show);
  const element = make("section", { class: "card knobs", "aria-label": "The nodule" },
    make("div", { class: "seen" }, canvas, facts), sample,
    make("div", { class: "row" },
      make("button", { type: "button", onclick: () => change(another()) }, "Another nodule"),
      make("button", { type: "button", onclick: () => change(inData(state)) }, "As in the data")),
    make("div", { class: "sliders" }, ...SLIDERS.map(slider), areaKnob(), ...(numbers ? [meanKnob()] : [])),
    ...(withSaliency ? [make("label", { class: "check" }, saliency, "Show saliency")] : []));
  return { element, canvas, show: (answer) => showNodule(canvas, values, answer) };
}

// showNodule shows the image and what is measured of it.
function showNodule(canvas, values, { state: of, picture }) {
  paintGrey(canvas, picture.image, 32);
  setText(values.Foreground, `${of.foreground} grey levels`);
  setText(values["Image mean"], `${picture.mean.toFixed(1)} grey levels`);
  setText(values.Area, `${share(picture.area)} of image`);
  if (values["Contrast × area"]) { setText(values["Contrast × area"], `${((of.foreground - of.background) * picture.area).toFixed(1)} grey levels`); }
  label(canvas, `Nodule, shape ${number(of.shape)} from smooth to spiculated, foreground ${of.foreground}, background ${of.background}, average of the whole image ${picture.mean.toFixed(1)}, area ${share(picture.area)}`);
}
