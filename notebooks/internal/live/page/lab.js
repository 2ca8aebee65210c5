// The program runs in workers: one that answers, and one for each training.

const compiled = { engine: null }; // modules, compiled once

async function compile() {
  compiled.engine ||= await WebAssembly.compile(await part("engine"));
  return compiled;
}

let workerAddress; // of the workers' script

// Lab is a worker with the program in it. Its about, once ready, tells of the program.
class Lab {
  constructor() {
    this.calls = new Map();
    this.last = 0;
    workerAddress ||= URL.createObjectURL(new Blob([data.worker], { type: "text/javascript" }));
    this.worker = new Worker(workerAddress);
    this.ready = new Promise((resolve, reject) => {
      const fail = (why) => { const error = new Error(why); reject(error); this.end(error); };
      this.worker.onerror = (event) => fail(event.message || "the worker did not start");
      this.worker.onmessage = ({ data: message }) => {
        if (message.ready) { this.about = message.ready; resolve(this.about); }
        else if (message.failed) { fail(message.failed); }
        else { this.answer(message); }
      };
      compile().then((modules) => this.worker.postMessage(modules), (error) => fail(error.message));
    });
    this.ready.catch(() => {}); // calls tell of it
  }

  answer({ id, result, step }) {
    const call = this.calls.get(id);
    if (step) { call.onstep(step); return; }
    this.calls.delete(id);
    if (result.error) { call.reject(new Error(result.error)); } else { call.resolve(result); }
  }

  // call calls a function of the program (engine/main_js.go lists them). Onstep is called
  // with each step of a training.
  async call(name, args, onstep) {
    await this.ready;
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.calls.set(id, { resolve, reject, onstep });
      this.worker.postMessage({ id, call: name, args });
    });
  }

  // stop ends the worker, whatever it does.
  stop() {
    this.worker.terminate();
    this.end(new Error("stopped"));
  }

  // end rejects the calls that are open, and all to come.
  end(error) {
    this.ended = true;
    this.ready = Promise.reject(error);
    this.ready.catch(() => {});
    for (const call of this.calls.values()) { call.reject(error); }
    this.calls.clear();
  }
}
