// Package live is the instrument of the report's live page: one nodule with every
// property at the reader's choice, two networks that answer at once, maps of where a
// network fails, and training. It computes with package native and draws with package
// nodule, as everything else in the project does, and is built for the browser (js/wasm)
// as well as for the machine that tests it. The page around it only draws and asks.
package live
