// The response curve: the probability of malignant at every foreground of the same nodule.

const CURVE = { left: 40, right: 8, top: 8, bottom: 36, from: 60, to: 240, ticks: [60, 100, 150, 200, 240], few: [60, 150, 240] };

// responseCurve draws on a canvas. It returns an object: put(training) takes the
// foregrounds [malignant, benign] of the training set, which are marked on the axis, and
// show(curve, level, probability) draws the curve and the nodule on it.
function responseCurve(canvas, loss) {
  let now = null, training = [];
  const redraw = sharp(canvas, (context, width, height) => {
    if (!now) { return; }
    const { x, y } = curveScale(width, height), levels = lab.about.levels;
    line(context, [[x(now.level), y(0)], [x(now.level), y(1)]], css("--ink"));
    line(context, [...now.curve].map((p, i) => [x(levels[i]), y(p)]), css(loss === "CE" ? "--ce" : "--contrast"), 2.5);
    dot(context, x(now.level), y(now.probability));
  }, (context, width, height) => {
    const { x, y } = curveScale(width, height);
    curveAxes(context, x, y, width, height);
    training.forEach((level, i) => markClass(context, i === 0, x(level), y(0)));
  });
  return {
    put: (levels) => { training = levels; now = null; redraw(true); },
    show: (curve, level, probability) => { now = { curve, level, probability }; redraw(); },
  };
}

// curveScale returns where a foreground and a probability lie on the canvas.
function curveScale(width, height) {
  return {
    x: (level) => CURVE.left + (level - CURVE.from) / (CURVE.to - CURVE.from) * (width - CURVE.left - CURVE.right),
    y: (probability) => height - CURVE.bottom - probability * (height - CURVE.top - CURVE.bottom),
  };
}

// curveAxes draws the axes, their labels and the line at one half.
function curveAxes(context, x, y, width, height) {
  line(context, [[x(CURVE.from), y(0)], [x(CURVE.to), y(0)]], css("--quiet"));
  line(context, [[x(CURVE.from), y(.5)], [x(CURVE.to), y(.5)]], css("--quiet"), 1, [4, 4]);
  for (const level of width < 210 ? CURVE.few : CURVE.ticks) {
    line(context, [[x(level), y(0)], [x(level), y(0) + 4]], css("--quiet"));
    write(context, String(level), Math.min(x(level), width - 13), height - CURVE.bottom + 18);
  }
  for (const p of [0, .5, 1]) { write(context, p === .5 ? ".5" : String(p), CURVE.left - 6, y(p) + 4, "right"); }
  write(context, width < 210 ? "foreground" : "foreground (× ○ in training)", x((CURVE.from + CURVE.to) / 2), height - 3);
  writeUpwards(context, "probability", 12, y(.5));
}

// dot draws the mark of the nodule that is shown.
function dot(context, x, y, size = 5) {
  context.fillStyle = css("--ink");
  context.strokeStyle = css("--paper");
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, size, 0, 7);
  context.fill();
  context.stroke();
}
