// Light or dark: as the reader's system says, until the button is used.
(function () {
  var root = document.documentElement;
  function kept() { try { return localStorage.getItem("theme"); } catch (e) { return null; } }
  function keep(theme) { try { localStorage.setItem("theme", theme); } catch (e) { /* a page on disk may not keep it */ } }
  var system = matchMedia("(prefers-color-scheme: dark)");
  function theme() { return kept() || (system.matches ? "dark" : "light"); }
  function apply(t) { root.dataset.theme = t; }
  apply(theme());
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.getElementById("theme");
    function label() { button.textContent = root.dataset.theme === "dark" ? "Light page" : "Dark page"; }
    button.hidden = false;
    label();
    button.addEventListener("click", function () {
      apply(root.dataset.theme === "dark" ? "light" : "dark");
      keep(root.dataset.theme);
      label();
    });
    system.addEventListener("change", function () { apply(theme()); label(); });
    if (innerWidth < 1024) {
      document.querySelectorAll(".contents details").forEach(function (d) { d.open = false; });
    }
  });
})();

// What scrolls sideways in this window, and nothing else, is a stop of the Tab key and has
// a name of its own.
(function () {
  var kinds = { Table: ".scroll", Figure: ".drawing", Code: ".input pre, .prose pre", Output: ".output pre", Formula: ".formula" };
  function mark(box, name) {
    var scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls === box.hasAttribute("role")) { return; }
    [["role", "region"], ["tabindex", "0"], ["aria-label", name + ", scrolls sideways"]].forEach(function (a) {
      if (scrolls) { box.setAttribute(a[0], a[1]); } else { box.removeAttribute(a[0]); }
    });
  }
  function markAll() {
    Object.keys(kinds).forEach(function (kind) {
      document.querySelectorAll(kinds[kind]).forEach(function (box, i) { mark(box, kind + " " + (i + 1)); });
    });
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.fonts.ready.then(function () { new ResizeObserver(markAll).observe(document.body); });
  });
  addEventListener("hashchange", markAll);
})();
