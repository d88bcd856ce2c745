// The view as a picture to keep: an SVG that needs nothing beside it, or the same drawn as PNG. Made here, asking nobody.
const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
  "opacity", "paint-order", "font-size", "font-weight", "text-anchor", "dominant-baseline", "direction"];
const TYPE = { head: 19, text: 12 }; // [px]
const MARGIN = 16;
const CLOSE_UP = 2; // pixels of a PNG for each of the picture's own

/** A copy with its looks written into it, instead of the classes of a style sheet. */
function plain(node) {
  const copy = node.cloneNode(false), looks = getComputedStyle(node);
  if (looks.display === "none") return null;
  for (const { name } of [...copy.attributes]) if (/^(class|style|role|tabindex|data-|aria-)/.test(name)) copy.removeAttribute(name);
  for (const name of DRAWN) write(copy, name, looks.getPropertyValue(name));
  for (const child of node.childNodes) {
    const inner = child.nodeType === Node.ELEMENT_NODE ? plain(child) : child.cloneNode();
    if (inner) copy.append(inner);
  }
  return copy;
}

/** A transparent colour as colour and opacity: not every program reads it as one. */
function write(copy, name, value) {
  const [, r, g, b, a] = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(value) ?? [];
  if (a === undefined) return copy.setAttribute(name, value.replaceAll('"', ""));
  copy.setAttribute(name, `rgb(${r}, ${g}, ${b})`);
  copy.setAttribute(`${name}-opacity`, a);
}

/** Text in lines no longer than a width, and how wide it is in one. */
function lines(state, text, width, size) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `600 ${size}px ${faceOf(state)}`;
  const found = [""];
  for (const { segment } of new Intl.Segmenter(state.plan.lang, { granularity: "word" }).segment(text)) {
    if (pen.measureText(found.at(-1) + segment).width > width && found.at(-1)) found.push("");
    found[found.length - 1] += segment;
  }
  return { found: found.map((line) => line.trim()), wide: pen.measureText(text).width };
}

const faceOf = (state) => getComputedStyle(state.find("[data-board]")).fontFamily;

/** Sentence, panes, legend and stamp, one below the other. */
function pictureOf(state) {
  const { plan: { lang, direction, texts }, result: { stamp } } = state;
  const panes = state.panes.filter((pane) => !pane.node.hidden);
  const across = layerOf(state, panes[0]).size.width, width = across + 2 * MARGIN;
  const at = (x) => (direction === "rtl" ? width - x : x);
  const parts = [];
  let y = MARGIN;
  const put = (text, size, bold) => {
    for (const line of lines(state, text, across * 0.97, size).found) {
      y += 1.3 * size;
      const node = draw("text", { x: at(MARGIN), y, "font-size": size, "font-weight": bold ? 600 : 400 });
      node.textContent = line;
      parts.push(node);
    }
  };
  put(state.find(".sentence").textContent, TYPE.head, true);
  for (const pane of panes) {
    put(panes.length > 1 ? pane.title.textContent : `${texts[state.kind]}: ${texts[state.when]}`, TYPE.text, true);
    const { layer, size } = layerOf(state, pane);
    parts.push(draw("g", { transform: `translate(${MARGIN} ${(y += 8)})` }, plain(layer)));
    y += size.height + 8;
  }
  y = legendIn(state, parts, y + 14, across, at);
  put(stamp, TYPE.text, false);
  const ground = draw("rect", { width, height: y + MARGIN, fill: "#ffffff" });
  const svg = draw("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${y + MARGIN}`, width, height: y + MARGIN,
    "font-family": faceOf(state).replaceAll('"', "'"), "font-weight": 400, fill: getComputedStyle(state.find("[data-board]")).color, direction, "xml:lang": lang }, draw("title"), draw("desc"), plain(state.find("defs")), ground, ...parts);
  svg.querySelector("title").textContent = state.find(".sentence").textContent;
  svg.querySelector("desc").textContent = stamp;
  return svg;
}

/** The entries of the legend in rows; where the last row stands. */
function legendIn(state, parts, y, across, at) {
  let x = MARGIN;
  for (const entry of state.find(".legend").children) {
    const face = entry.querySelector("g"), words = entry.textContent, room = face ? 22 : 0;
    const { wide } = lines(state, words, Infinity, TYPE.text);
    if (x > MARGIN && x + room + wide > across + MARGIN) [x, y] = [MARGIN, y + 20];
    if (face) parts.push(draw("g", { transform: `translate(${Math.min(at(x), at(x + 16))} ${y - 11})` }, plain(face)));
    const node = draw("text", { x: at(x + room), y, "font-size": TYPE.text });
    node.textContent = words;
    parts.push(node);
    x += room + wide + 14;
  }
  return y + 4;
}

/** Save the view; on paper, whatever the page's own light. */
async function keepPicture(state, form) {
  const board = state.find("[data-board]");
  const download = `${state.result.file}-${state.kind}-${onMap(state) ? "map" : "tiles"}-${state.when}.${form}`; // of what is seen now
  board.classList.add("paper");
  const svg = pictureOf(state);
  board.classList.remove("paper");
  const picture = form === "svg" ? written(svg) : await inPixels(svg);
  const link = make("a", { href: URL.createObjectURL(picture), download });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const written = (svg) => new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

/** Shapes first, then every text over them in the page's own letters, which a picture inside a picture does not know. */
async function inPixels(svg) {
  const shapes = svg.cloneNode(true), image = new Image(), canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  for (const text of shapes.querySelectorAll("text")) text.remove();
  image.src = URL.createObjectURL(written(shapes));
  await image.decode();
  canvas.width = CLOSE_UP * svg.getAttribute("width");
  canvas.height = CLOSE_UP * svg.getAttribute("height");
  pen.scale(CLOSE_UP, CLOSE_UP);
  pen.drawImage(image, 0, 0, svg.getAttribute("width"), svg.getAttribute("height"));
  URL.revokeObjectURL(image.src);
  for (const text of svg.querySelectorAll("text")) put(pen, text, svg);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** One text where the picture has it; everything around it is moved, never turned. */
function put(pen, text, svg) {
  const look = (name) => text.getAttribute(name) ?? svg.getAttribute(name);
  let x = +look("x"), y = +look("y");
  for (let node = text.parentNode; node !== svg; node = node.parentNode) {
    const moved = node.transform.baseVal.consolidate()?.matrix;
    [x, y] = [x + (moved?.e ?? 0), y + (moved?.f ?? 0)];
  }
  Object.assign(pen, {
    font: `${look("font-weight")} ${look("font-size").replace("px", "")}px ${look("font-family")}`,
    direction: look("direction"),
    textAlign: { middle: "center" }[look("text-anchor")] ?? look("text-anchor") ?? "start",
    textBaseline: look("dominant-baseline") === "central" ? "middle" : "alphabetic",
    globalAlpha: look("opacity") ?? 1,
    lineWidth: parseFloat(look("stroke-width") ?? 0),
    lineJoin: "round",
    fillStyle: look("fill"),
  });
  if ((look("stroke") ?? "none") !== "none") {
    pen.strokeStyle = look("stroke");
    pen.strokeText(text.textContent, x, y);
  }
  pen.fillText(text.textContent, x, y);
}
