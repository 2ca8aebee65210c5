// The start of the page: its parts, the networks of the address, the first question.

let firstPicture;
const ready = new Promise((resolve, reject) => { firstPicture = { resolve, reject }; });
ready.catch(() => {}); // the page tells of it

// fail says why the page cannot work, in place of its parts.
function fail(why) {
  document.querySelector(".live-lead")?.setAttribute("hidden", "");
  tell(why);
  firstPicture.reject(new Error(why));
}

// build builds the parts that the address does not hide, and hides single controls that it
// names. Without the nodule, the words over it are for nothing.
function build() {
  const hidden = state.only ? Object.keys(builders).filter((name) => name !== state.only) : state.hide.split(",");
  if (hidden.includes("ask")) { document.querySelectorAll("main > h1, .live-lead").forEach((element) => { element.hidden = true; }); }
  if (builders[state.only] && !document.querySelector(`[data-live="${state.only}"]`)) { document.querySelector("main").append(make("section", { "data-live": state.only })); }
  document.querySelectorAll("[data-live]").forEach((element) => {
    const name = element.dataset.live;
    if (hidden.includes(name)) { element.hidden = true; } else { builders[name]?.(element); }
  });
  document.querySelectorAll("[data-control]").forEach((element) => {
    if (hidden.includes(element.dataset.control)) { element.classList.add(element.matches(".view") ? "veiled" : "gone"); }
  });
}

// needNetworks tells whether a part of the page has networks; rulers have none.
function needNetworks() { return Boolean(document.querySelector('[data-live]:not([hidden], [data-live="rulers"])')); }

// notice tells in words what the program says of this browser, once.
function notice({ notice: text }) {
  if (!text) { return; }
  document.querySelector("[data-live]")?.append(make("p", { class: "quiet", role: "note" }, `Answers take longer in this browser: ${text}.`));
}

async function start() {
  readAddress(options.address ?? location.hash);
  build();
  startAsking();
  watch((keys) => {
    if (needNetworks() && (keys.includes("scenario") || keys.includes("seed"))) { choose(state.scenario, state.seed).catch(broken); }
  });
  try {
    lab.ready.then(notice, () => {});
    if (needNetworks()) { await choose(state.scenario, state.seed); } else { ask(); }
    onAnswer((answer) => {
      if (timings.firstPicture || !answer.picture || answer.places.some((place, i) => place !== places[i])) { return; }
      timings.firstPicture = performance.now();
      firstPicture.resolve();
    });
  } catch (error) {
    broken(error);
  }
}

// broken tells that the program, or a network, failed.
function broken(error) { fail(`The program failed: ${error.message}. Load the page again; if it fails again, try another browser.`); }

globalThis.nodulelabPage = { ready, state, places, lab, timings };
start();
