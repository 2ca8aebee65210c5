// What one network says of the nodule: verdict, saliency, response curve, embedding.

const TITLES = { CE: "Cross-entropy", Contrast: "Contrastive loss" };

// verdict is what a probability of malignant means in a word.
function verdict(probability) { return probability > .5 ? "malignant" : "benign"; }

// chance writes a probability in two digits; what is not 0 or 1 is not written so.
function chance(probability) {
  if (probability < .005) { return "<.01"; }
  return probability > .995 ? ">.99" : number(probability);
}

// origin says where a network comes from.
function origin({ scenario, seed, own, training }) {
  const [malignant, benign] = training ? [training.malignant, training.benign] : scenarioOf(scenario).training;
  return own ? `trained by you on D(${malignant},${benign}), seed ${training ? training.seed : seed}` : `trained on D(${malignant},${benign}), seed ${seed}`;
}

// trainedOn returns the foregrounds [malignant, benign] of a network's training set.
function trainedOn({ scenario, training }) { return training ? [training.malignant, training.benign] : scenarioOf(scenario).training; }

// embeddingCaption explains the marks of the plane.
function embeddingCaption() {
  return make("span", {}, "Embeddings: ● nodule; training ", make("span", { class: "malignant" }, "× malignant"), " ", make("span", { class: "benign" }, "○ benign"));
}

// view is a canvas with a caption over it.
function view(caption, canvas, name) { return make("div", { class: `view ${name}`, "data-control": name }, make("p", { class: "caption" }, caption), canvas); }

// answerPanel builds the panel of a place. It returns its element and show(answer). Numbers:
// the logit, too.
function answerPanel(place, numbers) {
  const loss = LOSSES[place], image = () => make("canvas", { role: "img", "aria-label": "starting" });
  const from = make("p", { class: "quiet" }, "starting …"), says = make("p", { class: "says" }, make("b", {}, "…"), " ", make("span", {}));
  const fill = make("i"), bar = make("div", { class: "bar", "aria-hidden": "true" }, fill);
  const maps = image(), curve = image(), plane = image();
  maps.className = "pixels";
  maps.width = maps.height = 32;
  const held = make("div", {}, says, bar,
    view(make("span", {}, "Saliency ", make("span", { class: "ramp" }, "0", make("i"), "most")), maps, "saliency"),
    view("At other foregrounds", curve, "curve"),
    view(embeddingCaption(), plane, "plane"));
  held.className = "held";
  const lack = make("div", { class: "lack", hidden: true });
  const element = make("section", { class: `card answer loss-${loss}`, "aria-label": TITLES[loss] },
    make("h3", {}, make("i", { class: "swatch" }), TITLES[loss]), from, held, lack);
  const parts = { numbers, from, says, fill, maps, curve, plane, held, lack, response: responseCurve(curve, loss), space: embeddingPlane(plane, loss) };
  onNetworks((changed) => { if (changed === place) { showNetwork(parts, place); } });
  onTrailEnd(() => parts.space.clear());
  return { element, show: (answer) => { if (answer.picture.answers[place] && answer.places[place]) { showAnswer(parts, answer, place); } } };
}

// showNetwork shows that another network is in the place, or none.
function showNetwork({ from, held, lack, response, space }, place) {
  const network = places[place];
  held.hidden = !network;
  lack.hidden = Boolean(network);
  from.textContent = network ? origin(network) : "";
  from.classList.toggle("own", Boolean(network && network.own));
  space.put(network);
  response.put(network ? trainedOn(network) : []);
  if (!network) { lack.replaceChildren(...lackOf(LOSSES[place], state.scenario, state.seed)); }
}

// lackOf says that the page does not hold a network, and offers to train it.
function lackOf(loss, scenario, seed) {
  const canTrain = typeof requestTraining === "function" && !lab.about.notice && document.querySelector('[data-live="train"]:not([hidden])');
  const what = loss === "CE" ? "cross-entropy network" : "contrastive network";
  const words = make("p", {}, `The page does not hold the ${what} of scenario ${scenario}, seed ${seed}${canTrain ? "; train it below." : "."}`);
  if (!canTrain) { return [words]; }
  return [words, make("button", { type: "button", class: "main", onclick: () => requestTraining({ loss, scenario, seed }) }, "Set up this training")];
}

// showAnswer shows a network's answer: first what is drawn, then what is written, so that
// the page is laid out once.
function showAnswer({ numbers, says, fill, maps, curve, plane, response, space }, { state: of, places: about, picture }, place) {
  const answer = picture.answers[place], p = answer.probability, network = about[place];
  paintSaliency(maps, picture.image, of.saliency ? answer.saliency : null);
  response.show(answer.curve, of.foreground, p);
  const within = space.show(answer.x, answer.y);
  setText(says.firstChild, verdict(p));
  setText(says.lastChild, `probability of malignant ${chance(p)}${numbers ? `, logit ${answer.logit.toFixed(2).replace("-", "−")}` : ""}`);
  fill.style.transform = `scaleX(${p})`;
  label(maps, of.saliency ? `Nodule with saliency: ${whereSalient(answer.saliency, picture.image)}` : "Nodule without saliency");
  label(curve, `Probability of malignant against foreground: ${curveInWords(answer.curve)}; at ${of.foreground}: ${chance(p)}`);
  label(plane, `Plane of two principal components, ${share(network.explained[0])} and ${share(network.explained[1])} of the variance: the nodule lies ${within ? `nearest to the ${nearest(network.points, answer)} training images` : "outside the range of the training images"}`);
}

// label names a canvas, if the name is new.
function label(canvas, text) { if (canvas.getAttribute("aria-label") !== text) { canvas.setAttribute("aria-label", text); } }

// paintSaliency paints a nodule in grey, and over it the saliency, from none to the largest.
function paintSaliency(canvas, image, saliency) {
  const context = canvas.getContext("2d"), pixels = new ImageData(32, 32), to = pixels.data, most = saliency ? saliency.reduce((a, b) => Math.max(a, b), 1e-30) : 1;
  const amber = [255, 176, 0]; // --saliency, over grey in light and dark
  for (let i = 0; i < image.length; i++) {
    const part = saliency ? saliency[i] / most : 0, grey = image[i] * (saliency ? .75 : 1);
    for (let c = 0; c < 3; c++) { to[4 * i + c] = grey + part * (amber[c] - grey); }
    to[4 * i + 3] = 255;
  }
  context.putImageData(pixels, 0, 0);
}

// whereSalient tells which share of the saliency lies in the brighter half of the image's
// range, for those who do not see the map.
function whereSalient(saliency, image) {
  let least = Infinity, most = -Infinity, all = 0, bright = 0;
  for (const v of image) { least = Math.min(least, v); most = Math.max(most, v); }
  saliency.forEach((s, i) => { all += s; if (image[i] > (least + most) / 2) { bright += s; } });
  return `${Math.round(100 * bright / (all || 1))} % of it lies on the brighter pixels`;
}

// curveInWords tells where the curve crosses one half.
function curveInWords(curve) {
  const levels = lab.about.levels, crossings = [];
  for (let i = 1; i < curve.length; i++) { if (curve[i] > .5 !== curve[i - 1] > .5) { crossings.push(Math.round((levels[i] + levels[i - 1]) / 2)); } }
  const start = verdict(curve[0]);
  return crossings.length ? `${start} at ${levels[0]}, the verdict changes near ${crossings.join(", ")}` : `${start} from ${levels[0]} to ${levels.at(-1)}`;
}

// nearest names the class whose training image lies nearest in the plane.
function nearest(points, { x, y }) {
  let least = Infinity, malignant = 0;
  for (let i = 0; i < points.length; i += 3) {
    const d = (points[i] - x) ** 2 + (points[i + 1] - y) ** 2;
    if (d < least) { least = d; malignant = points[i + 2]; }
  }
  return malignant === 1 ? "malignant" : "benign";
}
