// Predictions: under the block quotes that ask for one, choices; on one page, all that the
// reader has predicted beside the results. They are kept in this browser and sent nowhere.

const KEPT = "nodulelab predictions";
let predictions = {}, stays = true; // by question; whether the browser keeps them

try {
  predictions = JSON.parse(localStorage.getItem(KEPT)) || {};
} catch { stays = false; }

// keep keeps the predictions; if the browser does not, this page does while it is open.
function keep() {
  try { localStorage.setItem(KEPT, JSON.stringify(predictions)); } catch { stays = false; }
}

// predict takes a prediction; an empty one is none.
function predict(id, value) {
  if (value.length) { predictions[id] = value; } else { delete predictions[id]; }
  keep();
  showAll();
}

// element makes an element with properties and children.
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// choices makes the inputs of a question with options.
function choices(question) {
  const inputs = question.options.map((option) => element("input", { type: question.several ? "checkbox" : "radio", name: question.id, value: option }));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  inputs.forEach((input) => { input.onchange = () => predict(question.id, question.several ? chosen() : input.value); });
  const show = () => {
    const now = predictions[question.id] ?? [];
    inputs.forEach((input) => { input.checked = question.several ? now.includes(input.value) : now === input.value; });
  };
  return { show, element: element("fieldset", {}, element("legend", {}, question.question), ...inputs.map((input) => element("label", {}, input, input.value))) };
}

// field makes the input of a question that takes a number or words.
function field(question) {
  const input = element("input", question.range
    ? { type: "number", min: question.range[0], max: question.range[1], step: question.range[2], inputMode: "decimal" }
    : { type: "text", maxLength: 120 });
  input.onchange = () => { if (input.checkValidity()) { predict(question.id, input.value.trim()); } else { input.reportValidity(); } };
  const range = question.range ? ` (${question.range[0]} to ${question.range[1]})` : "";
  const show = () => { if (document.activeElement !== input) { input.value = predictions[question.id] ?? ""; } };
  return { show, element: element("label", { className: question.range ? "" : "wide" }, element("span", {}, question.question + range), input) };
}

const shown = []; // functions that show the predictions as they are

function showAll() { for (const show of shown) { show(); } }

// ask puts the questions of a block quote under it.
function ask(quote, asked) {
  const fields = asked.map((question) => question.options ? choices(question) : field(question));
  const about = element("p", {});
  shown.push(...fields.map((one) => one.show), () => { about.firstChild.textContent = stays ? "Kept in this browser alone. " : "This browser keeps nothing: predictions are lost when you leave this page. "; });
  about.append("");
  if (questions.home) { about.append(element("a", { href: questions.home }, "Your predictions beside the results")); }
  quote.after(element("form", { className: "predictions", ariaLabel: "Your prediction", onsubmit: (event) => event.preventDefault() },
    element("b", {}, "Your prediction"), ...fields.map((one) => one.element), about));
}

// tell puts the table of predictions and results at the end of the page.
function tell() {
  const rows = element("tbody", {}), words = element("p", {});
  const heads = ["Question", "Your prediction", "Result"].map((text) => element("th", { scope: "col" }, text));
  const table = element("div", { className: "scroll" }, element("table", {}, element("thead", {}, element("tr", {}, ...heads)), rows));
  const forget = element("button", { type: "button", onclick: () => { predictions = {}; keep(); showAll(); words.focus(); } }, "Forget my predictions");
  words.tabIndex = -1;
  shown.push(() => {
    const made = questions.told.filter(({ id }) => predictions[id]);
    rows.replaceChildren(...made.map(row));
    table.hidden = forget.hidden = made.length === 0;
    words.textContent = made.length
      ? `${made.length} of ${questions.told.length} questions answered. Results stand beside those alone.`
      : "No prediction is kept here. The notebooks ask for them under “Prediction”. A browser that opens these pages from a folder may keep each page's apart.";
  });
  const section = element("section", { className: "predicted", id: "predictions" }, element("h2", {}, "Your predictions beside the results"), words, table, forget);
  const end = document.querySelector("main .turn");
  if (end) { end.before(section); } else { document.querySelector("main").append(section); }
  if (location.hash === "#predictions") { requestAnimationFrame(() => section.scrollIntoView({ behavior: "instant" })); }
}

// row makes the row of a question that was answered.
function row({ id, notebook, question, results }) {
  const made = predictions[id], page = element("a", { href: `${notebook}.html` }, notebook.slice(0, 2));
  const told = results.length ? results.map((text) => element("p", {}, text)) : ["not in this report"];
  return element("tr", {}, element("th", { scope: "row" }, page, ` ${question}`), element("td", { className: "yours" }, Array.isArray(made) ? made.join("; ") : made), element("td", {}, ...told));
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("main blockquote").forEach((quote, i) => {
    const asked = questions.asked.filter((question) => question.quote === i + 1);
    if (asked.length) { ask(quote, asked); }
  });
  if (questions.told) { tell(); }
  showAll();
});
addEventListener("storage", (event) => {
  if (event.key !== KEPT) { return; }
  try { predictions = JSON.parse(event.newValue) || {}; } catch { return; }
  showAll();
});
