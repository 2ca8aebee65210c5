// The loader. The live page has its parts in it and its data beside it. A notebook's page has
// figures that open into parts; it loads the data when the first of them is opened.

// run runs the page's script, which is a part of the data, on the parts of the document.
// Options: address, the state to begin with, where the page's own address is not for it.
async function run(options) {
  new Function("data", "part", "tell", "options", await words("script"))(globalThis.nodulelabData, part, tell, options);
}

// begin runs the script, or says in the first part why it cannot.
function begin(options) {
  const why = missing();
  if (why) { tell(why); } else { run(options).catch((error) => tell(`The page's script failed: ${error.message}.`)); }
}

// tell says in the first part why nothing works, and hides the others. Of a notebook's parts
// each says it: the reader opens them one by one.
function tell(why) {
  document.querySelectorAll("[data-live]").forEach((element, i) => {
    if (i > 0 && !element.closest("details.try")) { element.hidden = true; return; }
    const words = document.createElement("p");
    words.className = "alert";
    words.setAttribute("role", "alert");
    words.append(Object.assign(document.createElement("b"), { textContent: "The networks cannot be asked here. " }), why);
    element.replaceChildren(words);
  });
}

const INVITATIONS = {
  ask: "Try it: a nodule of your own", predict: "Mark your guess, and see the map when you want to",
  rulers: "Try it: three rulers and one nodule", logits: "Try it: what the logit follows",
};

// offer puts a closed part under a figure of a notebook.
function offer(figure) {
  const details = document.createElement("details"), section = document.createElement("section"), link = document.createElement("a");
  details.className = "try";
  details.append(Object.assign(document.createElement("summary"), { textContent: INVITATIONS[figure.dataset.part] }), section);
  section.dataset.live = figure.dataset.part;
  link.href = `live.html#${figure.dataset.address}`;
  link.textContent = "More on the live page: tasks, predictions, training";
  details.append(link);
  figure.after(details);
  details.addEventListener("toggle", () => fetchData(figure.dataset.address), { once: true });
}

let fetching = false;

// fetchData loads the data and begins, once.
function fetchData(address) {
  if (fetching) { return; }
  fetching = true;
  const script = document.createElement("script");
  script.src = "live-data.js";
  script.onerror = () => begin({ address });
  script.onload = async () => {
    const style = document.createElement("style");
    style.textContent = await words("style");
    document.head.append(style);
    begin({ address });
  };
  document.head.append(script);
}

document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector("[data-live]")) { begin({}); }
  document.querySelectorAll(".nodulelab-live").forEach(offer);
});
