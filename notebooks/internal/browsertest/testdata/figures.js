// What the figures of the page that is open look like.
(() => {
  const faults = [];
  let smallest = Infinity;
  const figures = [...document.querySelectorAll("figure")];
  const light = (colour) => {
    const c = document.createElement("canvas").getContext("2d");
    c.fillStyle = colour;
    c.fillRect(0, 0, 1, 1);
    const [r, g, b] = c.getImageData(0, 0, 1, 1).data;
    return (r + g + b) / 3;
  };
  figures.forEach((figure, i) => {
    const svg = figure.querySelector("svg"), caption = figure.querySelector("figcaption");
    if (!svg || !caption || !caption.textContent.startsWith(`Figure ${i + 1}. `)) { faults.push(`figure ${i + 1}: ${caption?.textContent}`); return; }
    if (!document.querySelector(caption.querySelector(".enlarge")?.hash)) faults.push(`figure ${i + 1} cannot be enlarged`);
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) smallest = Math.min(smallest, parseFloat(getComputedStyle(text).fontSize) * scale);
    const text = svg.querySelector("text");
    if (text && light(getComputedStyle(text).fill) < 150) faults.push(`figure ${i + 1} has dark text on a dark page`);
    if (light(getComputedStyle(svg.parentElement).backgroundColor) > 60) faults.push(`figure ${i + 1} is a light box on a dark page`);
  });
  return { figures: figures.length, smallest, faults };
})()
