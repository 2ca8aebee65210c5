// Runs a Go program for GOOS=js in Node with the native engine's kernels:
//
//	node --stack-size=8192 exec.js wasm_exec.js kernels.wasm program.wasm arguments…
//
// As go test -exec takes it. Where kernels.wasm is "none", there are no vectors.
"use strict";

const fs = require("fs");
const os = require("os");
const path = require("path");
const vm = require("vm");

const [support, kernels, ...command] = process.argv.slice(2);
Object.assign(globalThis, { require, fs, path });
require(support);
vm.runInThisContext(fs.readFileSync(path.join(__dirname, "../link.js"), "utf8"));

async function run() {
	const go = new Go();
	go.argv = command;
	go.env = { TMPDIR: os.tmpdir(), ...process.env };
	go.exit = process.exit;
	const link = linkKernels(go.importObject);
	const side = kernels === "none" ? null : await WebAssembly.compile(fs.readFileSync(kernels));
	const { instance } = await WebAssembly.instantiate(fs.readFileSync(command[0]), go.importObject);
	await link(instance, side);
	process.on("exit", (code) => { // nothing is left to wait for: Go reports the deadlock
		if (code === 0 && !go.exited) {
			go._pendingEvent = { id: 0 };
			go._resume();
		}
	});
	await go.run(instance);
}

run().catch((error) => {
	console.error(error);
	process.exit(1);
});
