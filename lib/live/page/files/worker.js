// A worker: it starts the program and answers the page. The page sends {engine} (a compiled
// module) and {kernels} (another, or null where the browser has no vectors) first, then {id, call, args}; the worker answers {ready}, {id, result} and, during
// training, {id, step}.
"use strict";
let started;
self.nodulelabReady = () => started();
self.onmessage = async (event) => {
  const message = event.data;
  if (message.engine) {
    const go = new Go();
    const running = new Promise((resolve) => { started = resolve; });
    const link = linkKernels(go.importObject);
    const program = await WebAssembly.instantiate(message.engine, go.importObject);
    await link(program, message.kernels);
    go.run(program);
    await running;
    self.postMessage({ ready: self.nodulelab.about() });
    return;
  }
  const args = message.call === "train" ? message.args.concat((step) => self.postMessage({ id: message.id, step })) : message.args;
  self.postMessage({ id: message.id, result: self.nodulelab[message.call](...args) });
};
