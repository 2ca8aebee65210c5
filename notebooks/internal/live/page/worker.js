// A worker: it starts the program and answers the page. The page sends {engine} (a compiled
// module) first, then {id, call, args}; the worker answers {ready} or {failed}, {id, result}
// and, during training, {id, step}. A program that has ended answers {failed}.
"use strict";
let started;
self.nodulelabReady = () => started();
self.onmessage = async ({ data: message }) => {
  try {
    if (message.engine) {
      const go = new Go();
      const running = new Promise((resolve) => { started = resolve; });
      go.run(await WebAssembly.instantiate(message.engine, go.importObject)).then(() => self.postMessage({ failed: "the program has ended" }));
      await running;
      self.postMessage({ ready: self.nodulelab.about() });
      return;
    }
    const args = message.call === "train" ? message.args.concat((step) => self.postMessage({ id: message.id, step })) : message.args;
    self.postMessage({ id: message.id, result: self.nodulelab[message.call](...args) });
  } catch (error) {
    self.postMessage({ failed: error.message });
  }
};
