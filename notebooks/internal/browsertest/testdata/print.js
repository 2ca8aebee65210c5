// What would be missing on paper of the page that is open, in words.
(() => {
  const faults = [];
  for (const details of document.querySelectorAll("main details:not(.words)")) {
    const inner = details.querySelector(":scope > :not(summary)");
    if (!inner || inner.getBoundingClientRect().height === 0) faults.push(`folded: ${details.textContent.slice(0, 60)}`);
  }
  for (const box of document.querySelectorAll(".drawing svg, .formula math, pre")) {
    if (box.getBoundingClientRect().right > innerWidth + 1) faults.push(`cut off: ${box.outerHTML.slice(0, 100)}`);
  }
  return faults;
})()
