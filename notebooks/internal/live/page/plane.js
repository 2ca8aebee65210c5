// The plane of two principal components: the embeddings of the training images, and of the
// nodule that is shown.

const PLANE = { left: 24, right: 8, top: 8, bottom: 22, trail: 24 };

// embeddingPlane draws on a canvas. It returns an object: put(place) takes the points of a
// network (null: none), show(x, y) moves the nodule and returns whether it lies inside the
// plane, clear() forgets its trail.
function embeddingPlane(canvas, loss) {
  let network = null, box = null, trail = [];
  const redraw = sharp(canvas, (context, width, height) => {
    if (!network || !trail.length) { return; }
    const to = planeScale(box, width, height), [x, y] = to.clamped(trail.at(-1));
    if (!reducedMotion.matches) { drawTrail(context, trail.map(to.clamped), loss); }
    dot(context, x, y, 6);
    if (!inside(box, trail.at(-1))) { write(context, "outside", Math.min(Math.max(x, PLANE.left + 26), width - 30), y < 40 ? y + 22 : y - 12, "center", "--ink"); }
  }, (context, width, height) => planeGround(context, network, planeScale(box, width, height), width, height));
  return {
    put: (place) => {
      network = place;
      box = place && planeBox(place.points);
      trail = [];
      redraw(true);
    },
    show: (x, y) => {
      const last = trail.at(-1);
      if (!last || last[0] !== x || last[1] !== y) { trail = [...trail.slice(1 - PLANE.trail), [x, y]]; }
      redraw();
      return inside(box, [x, y]);
    },
    clear: () => { trail = []; },
  };
}

// planeBox is the range of x and of y that holds all points and a third more on each side.
function planeBox(points) {
  const range = (offset) => {
    let least = Infinity, most = -Infinity;
    for (let i = offset; i < points.length; i += 3) { least = Math.min(least, points[i]); most = Math.max(most, points[i]); }
    const more = .33 * (most - least) || 1;
    return [least - more, most + more];
  };
  return { x: range(0), y: range(1) };
}

function inside(box, [x, y]) { return x >= box.x[0] && x <= box.x[1] && y >= box.y[0] && y <= box.y[1]; }

// planeScale returns a function from the plane to the canvas. Its clamped keeps what lies
// outside at the edge.
function planeScale(box, width, height) {
  const part = (value, [least, most]) => (value - least) / (most - least);
  const at = (u, v) => [PLANE.left + u * (width - PLANE.left - PLANE.right), height - PLANE.bottom - v * (height - PLANE.top - PLANE.bottom)];
  const clamp = (v, margin) => Math.min(1 - margin, Math.max(margin, v));
  const to = ([x, y]) => at(part(x, box.x), part(y, box.y));
  to.clamped = ([x, y]) => at(clamp(part(x, box.x), .02), clamp(part(y, box.y), .035));
  return to;
}

// planeGround draws what does not move: frame, axis labels and training points.
function planeGround(context, network, to, width, height) {
  context.strokeStyle = css("--line");
  context.lineWidth = 1;
  context.strokeRect(PLANE.left + .5, PLANE.top + .5, width - PLANE.left - PLANE.right - 1, height - PLANE.top - PLANE.bottom - 1);
  if (!network) { return; }
  const { explained, points } = network;
  write(context, `component 1 (${share(explained[0])} of the variance)`, (width + PLANE.left - PLANE.right) / 2, height - 5);
  writeUpwards(context, `component 2 (${share(explained[1])})`, 14, (height + PLANE.top - PLANE.bottom) / 2);
  context.globalAlpha = .75;
  for (let i = 0; i < points.length; i += 3) { markClass(context, points[i + 2] === 1, ...to([points[i], points[i + 1]])); }
  context.globalAlpha = 1;
}

// share writes a share in percent.
function share(part) {
  const percent = 100 * part;
  if (percent > 0 && percent < .05) { return "< 0.1 %"; }
  return percent < 100 && percent > 99.95 ? "> 99.9 %" : `${percent.toFixed(1)} %`;
}

// drawTrail draws where the nodule came from, paler the longer ago.
function drawTrail(context, trail, loss) {
  for (let i = 1; i < trail.length; i++) {
    context.globalAlpha = .8 * i / trail.length;
    line(context, [trail[i - 1], trail[i]], css(loss === "CE" ? "--ce" : "--contrast"), 2.5);
  }
  context.globalAlpha = 1;
}
