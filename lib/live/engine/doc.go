// Engine is the program of the live page, built for the browser (GOOS=js
// GOARCH=wasm). It gives package live to the page's scripts: it sets the global
// object nodulelab, whose functions are listed in main_js.go, and calls the global
// function nodulelabReady.
package main
