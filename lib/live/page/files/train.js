// "Train your own": a training in a worker of its own. The network takes the place of the
// report's network of the same loss.

let trainer = null; // of the part, once it is built: request(training), run(trainings)

// requestTraining fills in the form of the part and leads to it. Scenario and seed are those
// of the wished network.
function requestTraining({ loss, scenario, seed }) {
  const [malignant, benign] = scenarioOf(scenario).training;
  trainer?.request({ ...lab.about.training, loss, malignant, benign, seed });
}

builders.train = (element) => {
  element.append(make("h2", {}, "Train your own"));
  lab.ready.then((about) => {
    if (about.notice) {
      element.append(make("p", {}, "Training is not offered here: this browser lacks the vector instructions (WebAssembly SIMD) without which it would take minutes. A current version of Firefox, Chrome, Edge or Safari has them."));
    } else { buildTraining(element); }
  }, () => {});
};

// buildTraining builds the part.
function buildTraining(element) {
  const form = makeForm((both) => run(both ? LOSSES.map((loss) => ({ ...form.get(), loss })) : [form.get()]));
  const stopButton = make("button", { type: "button", disabled: true, onclick: stop }, "Stop");
  const backButton = make("button", { type: "button", onclick: () => { choose(state.scenario, state.seed); say("The report's networks are back."); } }, "Back to the report's networks");
  const back = make("div", { class: "row back", hidden: true }), progress = make("progress", { max: 1, value: 0, "aria-label": "progress of the training" }), status = make("span", {});
  const bar = make("div", { class: "row train-progress", hidden: true }, progress, status), runs = make("div", {});
  let now = null; // the training that runs
  form.element.append(make("div", { class: "row" }, form.buttons.train, form.buttons.both, stopButton));
  element.append(
    make("p", {}, "Train a network as the report does, or change a setting. It is trained in this page and then stands in the place of the report's network of the same loss, everywhere on the page."),
    make("div", { class: "card" }, form.element, bar), back, runs);

  // run trains networks one after the other, until one is stopped or fails.
  async function run(trainings) {
    if (now) { return; }
    runs.replaceChildren();
    working(true);
    for (const t of trainings) { if (!await one(t)) { break; } }
    working(false);
  }
  function working(on) {
    form.settings.disabled = form.buttons.train.disabled = form.buttons.both.disabled = on;
    stopButton.disabled = !on;
    if (on) { stopButton.focus({ preventScroll: true }); } else if (document.activeElement === document.body || document.activeElement === stopButton) { form.buttons.train.focus({ preventScroll: true }); }
  }

  // one trains one network and returns whether it stands.
  async function one(training) {
    const helper = new Lab(), curves = makeCurves(training), result = make("div", { class: "outcome" });
    const words = trainingWords(training), stopped = new Promise((_, reject) => { now = { helper, reject }; });
    runs.append(make("section", { class: "run loss-" + training.loss }, make("h3", {}, make("span", { class: "swatch" }), words), curves.element, result));
    const doing = async () => {
      let last = null, begun = 0;
      status.textContent = "The program starts …";
      progress.value = 0;
      bar.hidden = false;
      say(`Training of ${words} begins`);
      const { network } = await helper.call("train", [JSON.stringify(training)], (step) => {
        if (!last) { begun = performance.now(); }
        last = step;
        curves.step(step);
        showProgress(training, step, begun);
      });
      status.textContent = `Trained in ${number((performance.now() - begun) / 1000, 1)} s. It is compared with the report …`;
      const scenario = data.scenarios.find((s) => s.training.join() === `${training.malignant},${training.benign}`);
      await put(LOSSES.indexOf(training.loss), network, { loss: training.loss, scenario: scenario ? scenario.number : state.scenario, seed: training.seed, own: true, training });
      curves.end(places[LOSSES.indexOf(training.loss)].points);
      result.append(...await outcome(helper, training, network));
      const end = `Trained in ${number((performance.now() - begun) / 1000, 1)} s: ${last.epochs} epochs, training accuracy ${number(last.accuracy)}.`;
      result.prepend(make("p", {}, end + " This network now answers on the whole page."));
      bar.hidden = true;
      say(`${end} ${words} now answers on the whole page.`);
    };
    try {
      await Promise.race([doing(), stopped]);
      return true;
    } catch (error) {
      bar.hidden = true;
      result.replaceChildren(make("p", { class: "alert" }, error.message === "stopped" ? "Stopped. The networks on the page are as they were." : `The training failed: ${error.message}. Change a setting and try again.`));
      say(result.textContent);
      return false;
    } finally {
      helper.stop();
      now = null;
    }
  }

  // showProgress tells how far a training is, a few times a second.
  let shown = 0;
  function showProgress(training, step, begun) {
    const time = performance.now(), stages = STAGES[training.loss], before = stages.findIndex(([stage]) => stage === step.stage);
    if (time - shown < 150 && step.epoch < step.epochs) { return; }
    shown = time;
    const done = before * step.epochs + step.epoch, all = stages.length * step.epochs, pace = (done - 1) / (time - begun) * 1000;
    progress.value = done / all;
    status.textContent = (stages[before][1] ? stages[before][1] + ", " : "") + `epoch ${step.epoch} of ${step.epochs}` + (done > 2 ? `, ${number(pace, pace < 10 ? 1 : 0)} epochs a second, about ${Math.ceil((all - done) / pace)} s to go` : "");
  }

  // stop ends the worker at once.
  function stop() {
    if (!now) { return; }
    now.helper.stop();
    now.reject(new Error("stopped"));
  }

  // A link can ask for networks that were trained in the page.
  const wished = state.own.split("~").map(unpackTraining).filter(Boolean);
  const banner = make("p", { class: "alert row" }, `This link shows a network that was trained in the page: ${wished.map(trainingWords).join("; and ")}. `,
    make("button", { type: "button", onclick: () => { banner.remove(); form.set(wished[0]); element.scrollIntoView(); run(wished); } }, wished.length > 1 ? "Train the networks of this link" : "Train the network of this link"));
  if (wished.length > 0) { document.querySelector("[data-live]").before(banner); }

  let had = false; // whether a network that was trained here stands
  onNetworks(() => {
    const own = places.filter((p) => p && p.own);
    back.hidden = own.length === 0;
    back.replaceChildren(`Trained here and in use: ${own.map((p) => trainingWords(p.training)).join("; ")}.`, backButton);
    if (own.length > 0 || had) { change({ own: own.map((p) => packTraining(p.training)).join("~") }); }
    had = own.length > 0;
  });
  trainer = {
    request(training) {
      if (!now) { form.set(training); }
      form.element.scrollIntoView({ block: "start" });
      (now ? stopButton : form.buttons.train).focus({ preventScroll: true });
    },
  };
}
