// What a screen reader is told: the last message, half a second after the last change. One
// to keep is told even if others follow at once.

let region, sayTimer, kept = "";

function say(text, keep = false) {
  if (!region) {
    region = document.createElement("div");
    region.className = "spoken";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  clearTimeout(sayTimer);
  if (keep) { kept = text; }
  sayTimer = setTimeout(() => {
    region.textContent = kept && kept !== text ? `${kept} ${text}` : text;
    kept = "";
  }, 500);
}

// The parts of the page: functions that build a part in an element, by the name that the
// element has in data-live.
const builders = {};
