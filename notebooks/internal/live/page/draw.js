// Drawing on canvases.

// css returns the value of a CSS variable, as "--ink", for this page's light or dark.
function css(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }

// paintGrey paints an image of side * side grey levels, 0 to 255, one pixel each.
function paintGrey(canvas, pixels, side) {
  canvas.width = canvas.height = side;
  const image = new ImageData(side, side);
  for (let i = 0; i < pixels.length; i++) {
    image.data.fill(pixels[i], 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}
