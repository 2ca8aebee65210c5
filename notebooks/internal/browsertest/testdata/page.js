// What a test wants to know of the page that is open.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const colour = (element, property) => element ? getComputedStyle(element)[property] : "";

  // Text that a reader sees as text: not code, not formulas.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const prose = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("code, pre, script, style, math")) prose.push(node.data);
  }

  const token = document.querySelector(".input .highlight .kn, .input .highlight .kd, .input .highlight .s");
  const images = all("img, figure svg").map((i) => ({
    alt: i.alt ?? i.getAttribute("aria-label"), loaded: i.complete !== false && i.naturalWidth !== 0, width: i.getBoundingClientRect().width, height: i.getBoundingClientRect().height,
  }));
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: all("h1, h2, h3, h4, h5, h6").map((h) => Number(h.tagName[1])),
    images,
    namelessDrawings: all("svg").filter((s) => !(s.getAttribute("role") === "img" && (s.querySelector("title") || s.getAttribute("aria-label")))).length,
    formulas: all("math").length,
    unstretched: all("math mtable").filter((cases) => {
      const brace = cases.parentElement.querySelector(":scope > mo:first-child"); // of cases
      return brace?.textContent === "{" && brace.getBoundingClientRect().height < cases.getBoundingClientRect().height;
    }).length,
    rawMath: prose.filter((t) => /\$|\\[([]/.test(t)),
    rows: all("main table tbody tr").length,
    links: all("a[href]").map((a) => a.getAttribute("href")),
    deadAnchors: all('a[href^="#"]').map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(decodeURIComponent(id))),
    sameIDs: all("[id]").map((e) => e.id).filter((id, i, ids) => ids.indexOf(id) !== i),
    code: all(".input pre").length,
    tokenColour: colour(token, "color"),
    codeColour: colour(token?.closest("pre"), "color"),
    theme: document.documentElement.dataset.theme,
    paper: colour(document.documentElement, "backgroundColor"),
    ink: colour(document.body, "color"),
    overflow: document.documentElement.scrollWidth - innerWidth,
  };
})()
