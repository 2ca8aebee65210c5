// The data beside the page: live-data.js sets the global nodulelabData. Its parts are
// compressed bytes, written seven bits a character.

const data = globalThis.nodulelabData;

// missing says in words why the page cannot work here; an empty text if it can.
function missing() {
  if (!data) { return "The file live-data.js is missing. It belongs beside this page, in the same folder: put it there and load the page again."; }
  const needs = { Worker: "workers", WebAssembly: "WebAssembly", DecompressionStream: "DecompressionStream" };
  const lacks = Object.keys(needs).filter((name) => typeof globalThis[name] === "undefined").map((name) => needs[name]);
  return lacks.length ? `This browser has no ${lacks.join(", no ")}. Open the page in a current version of Firefox, Chrome, Edge or Safari.` : "";
}

// part returns the bytes of a part of the data; null if there is no part of that name.
async function part(name) {
  const text = data.parts[name];
  if (text === undefined) { return null; }
  const unzipped = new Blob([decode(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

// decode reads text of seven bits a character. Characters from U+0080 on stand for
// those that cannot stand in a script.
function decode(text) {
  const escaped = [0, 10, 13, 34, 92];
  const bytes = new Uint8Array(Math.floor(text.length * 7 / 8));
  let bits = 0, n = 0, at = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    bits = bits << 7 | (c < 128 ? c : escaped[c - 128]);
    n += 7;
    if (n >= 8) {
      n -= 8;
      bytes[at++] = bits >> n;
      bits &= (1 << n) - 1;
    }
  }
  return bytes;
}
