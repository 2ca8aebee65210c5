// What is wrong with the names of regions and with the stops of the Tab key, in words.
(() => {
  const names = [...document.querySelectorAll("[role=region], nav, section[aria-label]")].map((e) => e.getAttribute("aria-label"));
  const faults = names.filter((n, i) => !n || names.indexOf(n) !== i).map((n) => `the name ${n} of several regions`);
  for (const box of document.querySelectorAll("main *")) {
    const sideways = box.scrollWidth > box.clientWidth && ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    if (sideways !== (box.getAttribute("tabindex") === "0")) {
      faults.push(`${sideways ? "scrolls and is no stop" : "is a stop and does not scroll"}: ${box.outerHTML.slice(0, 120)}`);
    }
  }
  return faults;
})()
