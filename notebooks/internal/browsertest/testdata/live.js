// What the tests of the live page do and see in it.
globalThis.probe = (() => {
  const { state, lab, places } = globalThis.nodulelabPage || {};
  const all = (selector) => [...document.querySelectorAll(selector)];
  const text = (element) => element.textContent.trim();
  const shows = (element) => Boolean(element.getClientRects().length);

  // until promises that a condition holds.
  async function until(holds) {
    while (!holds()) { await new Promise((resolve) => setTimeout(resolve, 5)); }
    return true;
  }

  // knobs is the nodule of the state, as the program takes it.
  function knobs() {
    const { k, of, i, shape, area, foreground, background, noise, turn } = state, [malignant, benign] = of.split(".").map(Number);
    return { seed: k, malignant, benign, index: i, depth: lab.about.knobs.depth, shape, area, foreground, background, noise, turn };
  }
  function look() { return lab.call("look", [JSON.stringify(knobs())]); }

  // arrived tells whether the networks of the state are in their places.
  function arrived() {
    return ["CE", "Contrast"].every((loss, place) => {
      const is = (n) => n.scenario === state.scenario && n.seed === state.seed && n.loss === loss, there = places[place];
      return there ? there.own || is(there) : !nodulelabData.networks.some(is);
    });
  }

  // settled promises what the page shows once it has its newest answer: questions are
  // answered in turn, and the page asks at most one more when one is answered.
  async function settled() {
    await until(arrived);
    await look();
    const truth = await look();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const canvas = all(".knobs .nodule")[0], pixels = canvas.getContext("2d").getImageData(0, 0, 32, 32).data;
    return {
      state: { ...state },
      truth: { mean: truth.mean, area: truth.area, probabilities: truth.answers.map((a) => a ? a.probability : -1) },
      imageIs: Uint8ClampedArray.from(truth.image).every((v, i) => v === pixels[4 * i]),
      facts: all(".facts dd").map(text),
      answers: all(".answer").map((panel) => shows(panel.querySelector(".held")) ? panel.querySelector(".says").textContent : ""),
      bars: all(".answer .bar i").map((bar) => new DOMMatrix(getComputedStyle(bar).transform).a),
      image: canvas.toDataURL(), saliency: all(".saliency canvas").map((c) => c.toDataURL()),
    };
  }

  // slide moves a slider as a hand does.
  function slide(key, value) {
    const input = all(`input[data-key="${key}"]`)[0];
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  // choose chooses of a select.
  function choose(label, value) {
    const select = all("label").find((l) => text(l).startsWith(label)).querySelector("select");
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  // press clicks the first element of some kind that begins with a text.
  function press(selector, begin = "") {
    const element = all(selector).find((e) => shows(e) && text(e).startsWith(begin));
    if (!element) { throw new Error(`no ${selector} "${begin}" to press`); }
    element.click();
    return true;
  }

  const spoken = () => text(all(".spoken")[0] || document.createElement("i"));
  const given = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  return { all, text, shows, until, look, settled, slide, choose, press, spoken, given };
})();
true
