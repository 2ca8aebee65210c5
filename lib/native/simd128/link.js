// linkKernels adds the native engine's kernels to what a Go program imports. It must
// come before the program's instance is made; link, which it returns, after that and
// before the program runs.
//
// The kernels compute in the program's memory, which exists only with its instance.
// Until then the program's imports lead to functions that look for the kernels where
// they are called.
function linkKernels(imports) {
	let kernels = { available: () => 0 };
	imports.kernels = new Proxy({}, { get: (_, name) => (...numbers) => kernels[name](...numbers) });

	// side is the kernels' module, compiled, or null where vectors are missing.
	return async function link(program, side) {
		if (side) {
			kernels = (await WebAssembly.instantiate(side, { go: { mem: program.exports.mem } })).exports;
		}
	};
}
