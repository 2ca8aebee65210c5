// The plane of all D(imal, iben): a grid of squares. Rows are malignant grey levels, the
// highest at the top; columns are benign ones. Square i counts as the maps do: row by row
// from the lowest.

// makeGrid makes a grid of a name. Act(i) is called on click, Enter and space. Where stroke
// is given, a pointer that is drawn over the grid calls stroke(i, first) instead.
function makeGrid(levels, name, act, stroke) {
  const n = levels.length, cells = [];
  const grid = make("div", { role: "grid", class: "squares", "aria-label": name });
  for (let row = n - 1; row >= 0; row--) {
    const line = make("div", { role: "row" });
    for (let i = n * row; i < n * (row + 1); i++) {
      cells[i] = make("div", { role: "gridcell", tabindex: i === 0 ? 0 : -1 });
      line.append(cells[i]);
    }
    grid.append(line);
  }
  moveFocus(grid, cells, (i, key) => neighbour(i, key, n));
  let drawn = false; // by a pointer, whose click follows
  grid.addEventListener("keydown", (event) => {
    const i = cells.indexOf(event.target);
    if (i >= 0 && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); act(i); }
  });
  grid.addEventListener("click", (event) => {
    const i = cells.indexOf(event.target);
    if (i >= 0 && !drawn) { act(i); }
    drawn = false;
  });
  grid.addEventListener("pointercancel", () => { drawn = false; });
  if (stroke) { drawOn(grid, cells, n, (i, first) => { drawn = stroke(i, first); return drawn; }); }
  return { element: withAxes(levels, grid), grid, cells };
}

// neighbour returns the square that a key leads to; undefined for other keys.
function neighbour(i, key, n) {
  const row = Math.floor(i / n), column = i % n, within = (v) => Math.min(Math.max(v, 0), n - 1);
  const at = (r, c) => n * within(r) + within(c);
  return { ArrowUp: at(row + 1, column), ArrowDown: at(row - 1, column), ArrowRight: at(row, column + 1), ArrowLeft: at(row, column - 1),
    Home: at(row, 0), End: at(row, n - 1), PageUp: at(n - 1, column), PageDown: at(0, column) }[key];
}

// moveFocus makes elements one stop of the Tab key, among which keys move: next(i, key)
// returns where to.
function moveFocus(box, elements, next) {
  let current = 0;
  box.addEventListener("focusin", (event) => {
    const i = elements.indexOf(event.target);
    if (i < 0) { return; }
    elements[current].tabIndex = -1;
    elements[i].tabIndex = 0;
    current = i;
  });
  box.addEventListener("keydown", (event) => {
    const to = next(current, event.key);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) { return; }
    event.preventDefault();
    elements[to]?.focus();
  });
}

// drawOn calls stroke for each square that a pointer touches while it is down, those
// between two places included. If the first stroke returns false, the others do not follow.
function drawOn(grid, cells, n, stroke) {
  let last = null; // [column, row]
  const place = (event) => {
    const box = grid.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height].map((v) => Math.min(Math.max(Math.floor(v * n), 0), n - 1));
  };
  grid.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) { return; }
    const [column, row] = place(event);
    if (!stroke(n * row + column, true)) { return; }
    last = [column, row];
    grid.setPointerCapture(event.pointerId);
    event.preventDefault();
    cells[n * row + column].focus({ preventScroll: true });
  });
  grid.addEventListener("pointermove", (event) => {
    if (!last) { return; }
    const [column, row] = place(event), steps = Math.max(Math.abs(column - last[0]), Math.abs(row - last[1]));
    for (let s = 1; s <= steps; s++) {
      stroke(n * Math.round(last[1] + (row - last[1]) * s / steps) + Math.round(last[0] + (column - last[0]) * s / steps), false);
    }
    last = [column, row];
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) { grid.addEventListener(name, () => { last = null; }); }
}

// withAxes puts the grey levels beside a grid. Its squares name them for screen readers.
function withAxes(levels, grid) {
  const ticks = (kind, of) => make("div", { class: kind, "aria-hidden": "true" }, ...of.map((level) => make("span", {}, String(level))));
  const title = (kind, text) => make("div", { class: kind, "aria-hidden": "true" }, make("span", {}, text));
  return make("div", { class: "squares-plane" }, title("y plane-title", "malignant, grey level"), ticks("y plane-ticks", [...levels].reverse()), grid,
    ticks("x plane-ticks", levels), title("x plane-title", "benign, grey level"));
}
