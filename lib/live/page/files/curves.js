// What is drawn of a training: curves of its stages, and the classes parting.

// makeChart makes a chart of a measure along the epochs: training solid, validation dashed.
// Its add(training, validation) adds an epoch; draw draws it. Top fixes the axis from 0 to
// top; without it the axis grows with what is shown.
function makeChart(title, epochs, colour, top) {
  const lines = [[], []], canvas = make("canvas", { role: "img", class: "chart", "aria-label": title });
  const box = { left: 34, right: 10, top: 10, bottom: 34 };
  const redraw = sharp(canvas, (context, width, height) => {
    const high = top || niceAbove(Math.max(...lines.flat(), 0));
    const x = (epoch) => box.left + (width - box.left - box.right) * (epochs > 1 ? (epoch - 1) / (epochs - 1) : .5);
    const y = (v) => height - box.bottom - (height - box.top - box.bottom) * Math.min(v / high, 1);
    for (const v of [0, high / 2, high]) {
      line(context, [[box.left, y(v)], [width - box.right, y(v)]], css("--line"));
      write(context, tick(v), box.left - 5, y(v) + 4, "right");
    }
    write(context, "1", x(1), height - 20);
    if (epochs > 1) { write(context, String(epochs), x(epochs), height - 20, "right"); }
    write(context, "epoch", (box.left + width - box.right) / 2, height - 6);
    lines.forEach((values, i) => line(context, values.map((v, k) => [x(k + 1), y(v)]), css(colour), i ? 1.3 : 1.8, i ? [4, 3] : []));
  });
  return {
    element: make("figure", { class: "course" }, make("figcaption", {}, title), canvas),
    add(training, validation) { lines[0].push(training); lines[1].push(validation); },
    draw: redraw,
    tell() { // in words
      const last = lines.map((values) => values.at(-1));
      if (last[0] !== undefined) { canvas.setAttribute("aria-label", `${title} after epoch ${lines[0].length} of ${epochs}: training ${number(last[0])}, validation ${number(last[1])}`); }
    },
  };
}

// tick writes a number at an axis.
function tick(v) { return v === 0 ? "0" : number(v, v < .01 ? 3 : v < 10 && v % 1 ? 2 : 0); }

// niceAbove returns the first of 1, 2, 4, 6, 8 times a power of ten that is not below a number.
function niceAbove(v) {
  if (!(v > 0)) { return 1; }
  const power = 10 ** Math.floor(Math.log10(v));
  return [1, 2, 4, 6, 8, 10].map((f) => f * power).find((f) => f >= v * .999) || 10 * power;
}

// makeClusters makes the picture of the training set's embeddings in the plane of their
// first two principal components. Its take(points) takes x, y and class of each. Both axes
// have one scale, which grows when it must and shrinks only when half of it is empty.
function makeClusters() {
  const title = "The classes in the plane of two components";
  const canvas = make("canvas", { role: "img", class: "clusters", "aria-label": title }), pace = 200; // ms from a position to the next
  let from = null, to = null, reach = [0, 0], start = 0, frame = 0, drawn = null; // reach: how far the axes go, at least
  const caption = make("small", {}, "");

  const redraw = sharp(canvas, (context, width, height) => {
    if (!drawn) { write(context, "comes with the first epochs", width / 2, height / 2); return; }
    const { points, reach: [x, y] } = drawn, size = Math.min(width / 2 / x, height / 2 / y), middle = [width / 2, height / 2];
    const unit = niceAbove(50 / size), long = unit * size;
    for (const c of [0, 1]) { markAll(context, points, c, (x) => middle[0] + size * x, (y) => middle[1] - size * y); }
    line(context, [[12, height - 12], [12 + long, height - 12]], css("--ink"), 2);
    write(context, `distance ${tick(unit)}`, 12, height - 18, "left");
  });

  // step draws what lies between the last positions and the new ones.
  function step(now) {
    const share = reducedMotion.matches ? 1 : Math.min((now - start) / pace, 1), mix = (a, b) => a + (b - a) * share;
    drawn = { points: to.points.map((v, i) => mix(from.points[i], v)), reach: to.reach.map((v, i) => mix(from.reach[i], v)) };
    redraw();
    frame = share < 1 ? requestAnimationFrame(step) : 0;
  }

  // take takes new positions.
  function take(points) {
    reach = reach.map((old, axis) => {
      let far = 0;
      for (let i = axis; i < points.length; i += 3) { far = Math.max(far, 1.15 * Math.abs(points[i])); }
      return far > old || 2 * far < old ? 1.2 * far : old;
    });
    to = { points, reach };
    from = drawn && drawn.points.length === points.length ? drawn : to;
    start = performance.now();
    frame ||= requestAnimationFrame(step);
    const gap = classGap(points);
    caption.textContent = `✕ malignant, ○ benign; the classes' centres are ${number(gap)} apart.`;
    canvas.setAttribute("aria-label", `${title}: their centres are ${number(gap)} apart`);
  }
  return { element: make("figure", { class: "course" }, make("figcaption", {}, title), canvas, caption), take };
}

// markAll draws the points of a class with its mark, as one path: it is drawn often.
function markAll(context, points, c, toX, toY) {
  const r = 2.8;
  context.strokeStyle = css(c ? "--malignant" : "--benign");
  context.lineWidth = 1.3;
  context.beginPath();
  for (let i = 0; i < points.length; i += 3) {
    if (points[i + 2] !== c) { continue; }
    const x = toX(points[i]), y = toY(points[i + 1]);
    if (c) {
      context.moveTo(x - r, y - r); context.lineTo(x + r, y + r);
      context.moveTo(x - r, y + r); context.lineTo(x + r, y - r);
    } else { context.moveTo(x + r, y); context.arc(x, y, r, 0, 7); }
  }
  context.stroke();
}

// classGap is the distance between the centres of two classes of points.
function classGap(points) {
  const sums = [[0, 0, 0], [0, 0, 0]];
  for (let i = 0; i < points.length; i += 3) {
    const sum = sums[points[i + 2]];
    sum[0] += points[i]; sum[1] += points[i + 1]; sum[2]++;
  }
  const [a, b] = sums.map(([x, y, n]) => [x / (n || 1), y / (n || 1)]);
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

// The stages of a training, by loss: the program's name, how its charts are called, and
// whether it decides, so that it has an accuracy.
const STAGES = {
  CE: [["end to end", "", true]],
  Contrast: [["encoder", "stage 1, encoder", false], ["classifier", "stage 2, classifier", true]],
};

// makeCurves makes the pictures of a training. Its step(step) takes a step of the training;
// what is drawn is drawn once a frame.
function makeCurves({ loss, epochs }) {
  const clusters = makeClusters(), charts = {}, colour = { CE: "--ce", Contrast: "--contrast" }[loss];
  let frame = 0, current = [];
  for (const [stage, name, decides] of STAGES[loss]) {
    const of = name ? `, ${name}` : "";
    charts[stage] = [makeChart("Loss" + of, epochs, colour), ...(decides ? [makeChart("Accuracy" + of, epochs, colour, 1)] : [])];
  }
  const all = Object.values(charts).flat();
  return {
    element: make("div", {}, make("div", { class: "courses", style: `--charts: ${all.length}` }, clusters.element, ...all.map((chart) => chart.element)),
      make("p", { class: "quiet" }, "Curves: training solid, validation dashed.")),
    step(step) {
      current = charts[step.stage];
      current[0].add(step.loss, step.validationLoss);
      current[1]?.add(step.accuracy, step.validationAccuracy);
      if (step.points) { clusters.take(step.points); }
      frame ||= requestAnimationFrame(() => { frame = 0; for (const chart of current) { chart.draw(); } });
    },
    end(points) {
      clusters.take(points);
      for (const chart of all) { chart.draw(); chart.tell(); }
    },
  };
}
