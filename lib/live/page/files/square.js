// A square opened: its images, and what both networks decide.

const SHOWN = 20; // images of each class

// makeSquare makes the panel. Its open(malignant, benign) opens a square; refresh asks
// the networks again, if they have changed.
function makeSquare(levels) {
  const choice = (name, at) => make("select", { "aria-label": `${name} grey level` }, ...levels.map((level) => make("option", { selected: level === at }, String(level))));
  const selects = [choice("malignant", state.foreground), choice("benign", state.foreground)];
  const panel = make("div", { hidden: true });
  const sheets = [makeSheet("malignant"), makeSheet("benign")]; // of classes 1 and 0
  const heading = make("h3", {}), note = make("p", { class: "quiet" }), counts = make("tbody", {});
  let asked = 0, opened = null;
  panel.append(heading, make("table", {}, make("thead", {}, make("tr", {}, ...["right", `malignant, of ${IMAGES / 2}`, `benign, of ${IMAGES / 2}`, `all, of ${IMAGES}`].map((name) => make("th", { scope: "col" }, name)))), counts),
    note, make("div", { class: "sheets" }, ...sheets.map((sheet) => sheet.element)));
  const element = make("div", { class: "square card" },
    make("div", { class: "row" }, "Open a square: malignant", selects[0], "benign", selects[1],
      make("button", { type: "button", onclick: () => open(...selects.map((select) => Number(select.value)), true) }, "Open")), panel);

  async function open(malignant, benign, told = true) {
    const mine = ++asked, seed = networkOf(LOSSES.indexOf(state.map)).seed;
    selects[0].value = malignant;
    selects[1].value = benign;
    try {
      const set = await lab.call("open", [seed, malignant, benign]);
      if (mine !== asked) { return; }
      opened = [malignant, benign];
      show(seed, set, told);
    } catch (error) {
      if (mine === asked) { panel.hidden = false; heading.textContent = `The square could not be opened: ${error.message}.`; }
    }
  }

  // show shows a test set. Told: it is spoken, too.
  function show(seed, set, told) {
    const [malignant, benign] = opened, rows = LOSSES.map((loss, at) => [loss, countRight(set, at)]);
    heading.textContent = `D(${malignant},${benign}), test set of seed ${seed}`;
    counts.replaceChildren(...rows.map(([loss, right]) => make("tr", { class: "loss-" + loss }, make("th", { scope: "row" }, make("span", { class: "swatch" }), TITLES[loss]),
      ...(right ? [1, 0, 2].map((c) => make("td", {}, String(right[c]))) : [make("td", { colspan: 3 }, "no network")]))));
    note.textContent = `The first ${SHOWN} of each class. Marks: left ${LOSSES.map((loss) => NAMES[loss]).join(", right ")}; ✓ decided rightly, ✕ wrongly.` +
      (nodulePart() ? " Choose an image to put it into the nodule above." : "") + otherDepth();
    sheets.forEach((sheet, i) => sheet.show(set, 1 - i, { seed, malignant, benign }));
    panel.hidden = false;
    if (told) { say(`${heading.textContent}: ` + rows.map(([loss, right]) => right ? `${NAMES[loss]} right on ${right[2]} of ${IMAGES}` : "").filter(Boolean).join(", ")); }
  }
  let timer; // both networks may change at once
  const refresh = () => { clearTimeout(timer); timer = setTimeout(() => { if (opened) { open(...opened, false); } }, 100); };
  return { element, open, refresh };
}

// otherDepth says that the images have the report's spikes, if a network was trained with others.
function otherDepth() {
  const report = lab.about.knobs.depth, depths = new Set(places.map((network) => network?.training?.depth).filter((depth) => depth && depth !== report));
  return depths.size ? ` The images are drawn with the report's spike depth, ${report}; you trained with ${[...depths].join(" and ")}.` : "";
}

// rightly tells whether the network of a place decides image i of a set rightly.
function rightly(set, place, i) { return (set.logits[place][i] > 0) === (set.classes[i] === 1); }

// countRight counts the images decided rightly, of class 0, of class 1, of both. Null if
// there is no network.
function countRight(set, place) {
  if (!set.logits[place]) { return null; }
  const of = [0, 0, 0];
  set.classes.forEach((c, i) => { if (rightly(set, place, i)) { of[c]++; of[2]++; } });
  return of;
}

// makeSheet makes the images of a class: one stop of the Tab key, then arrow keys.
function makeSheet(name) {
  const side = lab.about.side, canvases = [], marks = [], images = [];
  let choose = () => {}, next = 0;
  for (let i = 0; i < SHOWN; i++) {
    canvases.push(make("canvas", { width: side, height: side, class: "pixels", "aria-hidden": "true" }));
    marks.push(LOSSES.map((loss) => make("span", { class: "loss-" + loss, "aria-hidden": "true" })));
    images.push(make("button", { type: "button", tabindex: i ? -1 : 0, onclick: () => choose(i) }, canvases[i], make("span", { class: "marks" }, ...marks[i])));
  }
  const strip = make("div", { role: "group", class: "images", "aria-label": `${name} images; arrow keys move` }, ...images);
  moveFocus(strip, images, (i, key) => ({ ArrowRight: Math.min(i + 1, SHOWN - 1), ArrowLeft: Math.max(i - 1, 0), Home: 0, End: SHOWN - 1,
    ArrowDown: Math.min(i + columns(images), SHOWN - 1), ArrowUp: Math.max(i - columns(images), 0) })[key]);
  const above = nodulePart();
  const put = make("button", { type: "button", hidden: !above, onclick: () => choose(next) }, `Put one ${name} into the nodule above`);
  const done = make("p", { class: "quiet" });
  const title = make("h4", {});

  // show shows the images of a class of a set; which are its seed and levels.
  function show(set, c, which) {
    const indices = Array.from(set.classes.keys()).filter((i) => set.classes[i] === c).slice(0, SHOWN), level = c ? which.malignant : which.benign;
    title.textContent = `${name}, grey level ${level}`;
    done.replaceChildren();
    next = 0;
    indices.forEach((i, at) => {
      paintGrey(canvases[at], set.images.subarray(i * side * side, (i + 1) * side * side), side);
      const told = LOSSES.map((loss, place) => {
        const known = Boolean(set.logits[place]), right = known && rightly(set, place, i);
        marks[at][place].textContent = known ? (right ? "✓" : "✕") : "";
        marks[at][place].classList.toggle("no", known && !right);
        return known ? `, ${NAMES[loss]} ${right ? "right" : "wrong"}` : "";
      });
      images[at].setAttribute("aria-label", `${name} image ${at + 1}${told.join("")}`);
    });
    choose = (at) => {
      next = (at + 1) % SHOWN;
      if (!above) { return; }
      change({ k: which.seed, of: `${which.malignant}.${which.benign}`, i: indices[at], shape: c, area: 0, foreground: level, background: lab.about.knobs.background, noise: lab.about.knobs.noise, turn: 0 });
      done.replaceChildren(`${name} image ${at + 1} is now the nodule above. `, make("button", { type: "button", onclick: () => goTo(above) }, "Go to it"));
      say(`${name} image ${at + 1} is now the nodule above`);
    };
  }
  return { element: make("section", {}, title, strip, make("div", { class: "row" }, put, done)), show };
}

// nodulePart returns the part of the nodule above on the live page; a notebook's page, whose
// parts stand apart, has none.
function nodulePart() { return document.querySelector("[data-live=ask]:not([hidden], details.try *)"); }

// columns counts the elements of the first row of a grid.
function columns(elements) { return elements.filter((e) => e.offsetTop === elements[0].offsetTop).length; }

// goTo brings a part of the page into view and moves the focus to it.
function goTo(part) {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
  part.scrollIntoView();
}
