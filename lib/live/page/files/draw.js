// Building elements and drawing on canvases.

// make returns a new element with attributes and children. An attribute that begins with
// "on" is a function; true sets an attribute without a value, false and null leave it out.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) { element.addEventListener(name.slice(2), value); }
    else if (value !== false && value !== null) { element.setAttribute(name, value === true ? "" : value); }
  }
  element.append(...children);
  return element;
}

// setText writes a text in an element that holds nothing else, and leaves alone what is there
// already. A text node that stays costs less than a new one.
function setText(element, text) {
  const node = element.firstChild;
  if (!node) { element.textContent = text; } else if (node.data !== text) { node.data = text; }
}

// number writes a number without the zero before the point: .93; whole ones without a point.
function number(value, digits = 2) { return Number.isInteger(value) ? String(value) : value.toFixed(digits).replace(/^(-?)0\./, "$1."); }

// Colours: those of the style sheets, as they are on this page now.

const colours = new Map(), themeWatchers = new Set();
let colourProbe, printing = false;

// css returns a CSS variable's colour, of "--ink" for example, for a light or a dark page.
function css(name) {
  if (!colours.has(name)) {
    colourProbe ||= document.body.appendChild(make("i", { hidden: true }));
    colourProbe.style.colorScheme = printing ? "light" : "";
    colourProbe.style.color = `var(${name})`;
    colours.set(name, getComputedStyle(colourProbe).color);
  }
  return colours.get(name);
}

// onTheme calls a function whenever everything is to be drawn anew: light, dark, print,
// another screen.
function onTheme(watcher) { themeWatchers.add(watcher); }

function themeChanged(forPrint = false) {
  printing = forPrint;
  colours.clear();
  for (const watcher of themeWatchers) { watcher(); }
}
new MutationObserver(() => themeChanged()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themeChanged());
addEventListener("beforeprint", () => themeChanged(true));
addEventListener("afterprint", () => themeChanged());

// watchScreen redraws when the page comes to a screen of other pixels, or is zoomed.
function watchScreen() {
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => { themeChanged(); watchScreen(); }, { once: true });
}
watchScreen();

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

// paintGrey paints an image of side * side grey levels, 0 to 255, one pixel each.
function paintGrey(canvas, pixels, side) {
  if (canvas.width !== side) { canvas.width = canvas.height = side; }
  const image = new ImageData(side, side);
  for (let i = 0; i < pixels.length; i++) {
    const at = 4 * i;
    image.data[at] = image.data[at + 1] = image.data[at + 2] = pixels[i];
    image.data[at + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

// sharp keeps a canvas as sharp as the screen, or as paper in print, at the size that the
// style sheet gives it. Paint(context, width, height), in CSS pixels, is called when size or
// colours have changed and by the function that sharp returns. Ground, if given, draws what
// seldom changes, under the rest: with size and colours, and when the returned function is
// called with true.
function sharp(canvas, paint, ground) {
  let width = 0, height = 0;
  const under = document.createElement("canvas");
  const draw = (on, painter) => {
    const context = on.getContext("2d"), scale = canvas.width / width;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    if (on === canvas && ground) { context.drawImage(under, 0, 0, width, height); }
    painter(context, width, height);
  };
  const redraw = (all) => {
    if (!width) { return; }
    if (all && ground) { draw(under, ground); }
    draw(canvas, paint);
  };
  const fit = () => {
    const scale = printing ? PRINTED : devicePixelRatio;
    canvas.width = under.width = Math.round(width * scale);
    canvas.height = under.height = Math.round(height * scale);
    redraw(true);
  };
  new ResizeObserver(([entry]) => {
    ({ width, height } = entry.contentRect);
    fit();
  }).observe(canvas);
  onTheme(fit);
  return redraw;
}

const PRINTED = 3; // dots a CSS pixel: 288 an inch

// write writes small text on a canvas. Align is left, center or right.
function write(context, text, x, y, align = "center", colour = "--quiet") {
  context.font = "12px system-ui, 'Segoe UI', 'Helvetica Neue', 'Liberation Sans', sans-serif";
  context.fillStyle = css(colour);
  context.textAlign = align;
  context.textBaseline = "alphabetic";
  context.fillText(text, x, y);
}

// writeUpwards writes small text from below to above, around x and y.
function writeUpwards(context, text, x, y) {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  write(context, text, 0, 0);
  context.restore();
}

// line draws a line through points [x, y].
function line(context, points, colour, width = 1, dashes = []) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dashes);
  context.beginPath();
  for (const [x, y] of points) { context.lineTo(x, y); }
  context.stroke();
  context.setLineDash([]);
}

// markClass draws the mark of a class as in the report's figures: x for malignant, o for
// benign.
function markClass(context, malignant, x, y, size = 3.2) {
  if (malignant) {
    line(context, [[x - size, y - size], [x + size, y + size]], css("--malignant"), 1.3);
    line(context, [[x - size, y + size], [x + size, y - size]], css("--malignant"), 1.3);
    return;
  }
  context.strokeStyle = css("--benign");
  context.lineWidth = 1.3;
  context.beginPath();
  context.arc(x, y, size, 0, 7);
  context.stroke();
}
