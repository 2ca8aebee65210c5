// The start of the page: the networks of the address, then all parts.

async function start() {
  readAddress(location.hash);
  document.querySelectorAll("[data-live]").forEach((element) => {
    if (state.hide.split(",").includes(element.dataset.live)) { element.hidden = true; } else { builders[element.dataset.live](element); }
  });
  await choose(state.scenario, state.seed);
  watch((keys) => {
    if (keys.includes("scenario") || keys.includes("seed")) { choose(state.scenario, state.seed); }
  });
}

document.addEventListener("DOMContentLoaded", start);
