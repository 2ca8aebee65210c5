// What a screen reader is told: the last message, half a second after the last change.

let region, sayTimer;

function say(text) {
  if (!region) {
    region = document.createElement("div");
    region.className = "spoken";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => { region.textContent = text; }, 500);
}

// The parts of the page: functions that build a part in an element, by the name that the
// element has in data-live.
const builders = {};
