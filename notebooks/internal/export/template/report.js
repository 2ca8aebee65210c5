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
