// The part "tasks": a list of tasks, each open or done.

const taskWatchers = new Set();

// onTask calls a function with the words of the task that is under way.
function onTask(watcher) { taskWatchers.add(watcher); }

function tellTask(text) { for (const watcher of taskWatchers) { watcher(text); } }

// done keeps what was seen by the tasks that are done, for this session if the browser lets.
const done = {
  seen: {},
  read() { try { this.seen = JSON.parse(sessionStorage.getItem("nodulelab tasks")) || {}; } catch { /* kept in memory */ } },
  keep() { try { sessionStorage.setItem("nodulelab tasks", JSON.stringify(this.seen)); } catch { /* kept in memory */ } },
};

builders.tasks = (element) => {
  done.read();
  const items = TASKS.map(taskItem), count = make("p", { class: "quiet" });
  element.append(make("h2", {}, "Make it fail"),
    make("p", {}, "Tasks for the sliders above. Each is checked as you move them."), count,
    make("ol", { class: "tasks" }, ...items.map((item) => item.element)));
  const show = () => { count.textContent = `${Object.keys(done.seen).length} of ${TASKS.length} done`; };
  show();
  onAnswer((answer) => {
    if (answer.error) { return; }
    for (const item of items) { item.take(answer); }
    show();
  });
};

let touched = false; // the nodule has been changed since the page was opened
watch((keys) => { touched ||= keys.some((key) => KNOBS.includes(key)); });

let current = null; // {task, state, start, seen}: the task under way, the state that was set up, the answer to it

// taskItem builds the item of a task. It returns its element and take(answer).
function taskItem(task) {
  const badge = make("span", { class: "badge" }), note = make("span", { class: "quiet" }), seen = make("p", { class: "seen-then" });
  const button = make("button", { type: "button", onclick: () => begin(task) }, "Set it up", make("span", { class: "unseen" }, `: ${task.title}`));
  if (!setupOf(task)) { button.hidden = true; }
  const element = make("li", { class: "card" }, make("h3", {}, task.title, " ", badge), make("p", {}, task.words), make("div", { class: "row" }, button, note), seen);
  let shown = null; // the words
  const show = () => {
    const words = done.seen[task.id] || "";
    if (words === shown) { return; }
    shown = words;
    badge.textContent = words ? "done" : "open";
    element.classList.toggle("done", words !== "");
    seen.replaceChildren(...(words ? [make("b", {}, "What you saw: "), words] : []));
  };
  show();
  return { element, take: (answer) => { note.textContent = take(task, answer); show(); } };
}

// begin sets up the networks and the nodule of a task.
function begin(task) {
  current = { task, state: setupOf(task), start: null, seen: "" };
  tellTask(`Task: ${task.words}`);
  change({ ...current.state });
  if (current.task.only) { ask(); } // also where nothing has changed
  const part = document.querySelector('[data-live="ask"]');
  part?.scrollIntoView({ block: "start" });
  part?.querySelector(`[data-key="${task.only ? task.only.at(-1) : "foreground"}"]`)?.focus({ preventScroll: true });
}

// take checks a task on an answer and returns what to tell of it.
function take(task, answer) {
  const lack = lackFor(task, answer), under = current && current.task === task ? current : null;
  if (lack) { return done.seen[task.id] ? "" : lack; }
  if (under) { startFrom(under, answer); }
  const start = under && under.start;
  if (task.only && !start) { return ""; }
  const moved = task.only ? strayed(task, answer, start) : [];
  const seen = touched && moved.length === 0 && task.check(answer, start);
  if (seen && !done.seen[task.id]) { finish(task, seen); }
  if (under) { under.seen ||= seen; }
  const told = telling(task, answer, start, moved);
  if (under) { tellTask(under.seen ? `Done. ${under.seen}` : `Task: ${task.words}${told && ` (Now: ${told}.)`}`); }
  return done.seen[task.id] ? "" : told;
}

// startFrom keeps the first answer to what was set up, once the networks chosen are there
// (one that the reader trained stays). Other networks end the comparison.
function startFrom(under, answer) {
  if (under.start && under.task.places.some((place) => under.start.places[place] !== answer.places[place])) { under.start = null; }
  const asSet = Object.keys(under.state).every((key) => answer.state[key] === under.state[key]);
  const chosen = ({ own, scenario, seed }) => own || scenario === under.state.scenario && seed === under.state.seed;
  if (!under.start && asSet && under.task.places.every((place) => chosen(answer.places[place]))) { under.start = answer; }
}

// telling says how far a task under way is.
function telling(task, answer, start, moved) {
  if (moved.length) { return `also moved: ${[...new Set(moved)].join(", ")}; move it back or set it up again`; }
  return task.tell && start ? task.tell(answer, start) : "";
}

// finish keeps that a task is done, and says it.
function finish(task, seen) {
  done.seen[task.id] = seen;
  done.keep();
  say(`Done: ${task.title}. ${seen}`, true);
}
