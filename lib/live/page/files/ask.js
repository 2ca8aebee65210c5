// The part "ask": one nodule and what two networks say of it.

builders.ask = (element) => buildAsk(element, false);

// The part "logits": the same, with what a logit may follow in numbers.
builders.logits = (element) => {
  element.append(make("p", {}, "Hold the mean by the background and move the foreground: the image mean stays, contrast × area changes. Which of the two do the logits follow?"));
  buildAsk(element, true);
};

// buildAsk builds the nodule, and what the networks say. Numbers: logits too.
function buildAsk(element, numbers) {
  const nodule = nodulePanel({ numbers, saliency: true }), panels = LOSSES.map((_, place) => answerPanel(place, numbers));
  const trouble = make("div", { role: "alert" }), task = make("p", { class: "task", hidden: true }), strip = verdictStrip(nodule.canvas);
  element.classList.add("ask");
  element.append(make("h2", { class: "unseen" }, "One nodule, two networks"), networkChooser(), trouble, task,
    make("div", { class: "lab" }, nodule.element, ...panels.map((panel) => panel.element)), strip.element);
  onTask((text) => { task.textContent = text; task.hidden = !text; });
  let said = "";
  onAnswer((answer) => {
    trouble.replaceChildren(...(answer.error ? [troubleOf(answer)] : []));
    if (answer.error) { return; }
    for (const part of [nodule, ...panels, strip]) { part.show(answer); }
    const words = inWords(answer);
    if (said && said !== words) { say(words); }
    said = words;
  });
  watch((keys) => { if (keys.includes("saliency")) { ask(); } });
}

// inWords says what the networks answer.
function inWords({ places: about, picture }) {
  return LOSSES.map((loss, place) => (about[place] && picture.answers[place] ? `${TITLES[loss]}: ${verdict(picture.answers[place].probability)}, ${chance(picture.answers[place].probability)}.` : "")).join(" ");
}

// troubleOf says that there is no answer, and offers what can be done.
function troubleOf({ error }) {
  const [words, remedy] = lab.ended
    ? ["Load the page again", () => location.reload()]
    : ["Begin with another nodule", () => change(firstNodule())];
  return make("p", { class: "alert" }, `The networks gave no answer: ${error.message}. `, make("button", { type: "button", onclick: remedy }, words));
}

// firstNodule is the nodule of the beginning, as a change of the state.
function firstNodule() {
  const keys = ["k", "of", "i", "shape", "area", "foreground", "background", "noise", "turn"];
  return Object.fromEntries(keys.map((key) => [key, beginning[key]]));
}

// verdictStrip builds what stays in sight on a narrow screen: the nodule, small, and both
// verdicts. Screen readers have them elsewhere.
function verdictStrip(from) {
  const canvas = make("canvas", { class: "pixels", width: 32, height: 32 });
  const words = LOSSES.map((loss) => make("span", { class: `loss-${loss}` }, make("span", { class: "name" }, make("i", { class: "swatch" }), TITLES[loss]), make("b", {}, "…"), make("span", {})));
  const show = ({ places: about, picture }) => {
    canvas.getContext("2d").drawImage(from, 0, 0);
    words.forEach((word, place) => {
      const answer = about[place] && picture.answers[place];
      setText(word.children[1], answer ? verdict(answer.probability) : "no network");
      setText(word.children[2], answer ? ` ${chance(answer.probability)}` : "");
    });
  };
  return { element: make("div", { class: "strip", "aria-hidden": "true" }, canvas, ...words), show };
}
