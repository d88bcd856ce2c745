// The world: every state as a tile or as a shape on the map, in one or two panes with one zoom and one selection.
const MAP = { width: 960, height: 468 };
const CLOSEST = 8;
const STILL = 0.004; // a finger that moves less has only pressed [share of the picture]
const LOOKS = {
  exposure: ["low", "raised", "high", "requesting", "not_assessed", "thin"],
  change: ["falls", "same", "rises", "rises_twice", "requesting", "not_assessed", "thin"],
};
let geometry = null;

/** Land and shapes, fetched when the map is first asked for. */
function shapesOfWorld() {
  geometry ??= fetch(new URL("app/static/world.json", document.baseURI)).then((answer) => answer.json());
  geometry.catch(() => { geometry = null; }); // without a line for a moment: asked for again
  return geometry;
}

/** A pane: an SVG with a layer of tiles and, once it is asked for, a layer of shapes. */
function buildPane(state, side) {
  const svg = draw("svg", { class: "world", role: "listbox", "aria-label": state.plan.texts.world });
  const pane = { side, svg, moving: draw("g"), title: make("figcaption"), tiles: buildTiles(state), shapes: null };
  pane.moving.append(pane.tiles.layer);
  svg.append(pane.moving);
  pane.node = make("figure", { className: "pane" }, pane.title, svg);
  pane.node.dataset.side = side;
  svg.addEventListener("click", (event) => choose(state, event.target));
  svg.addEventListener("pointerover", (event) => point(state, event.target));
  svg.addEventListener("pointerleave", () => point(state, null));
  svg.addEventListener("focusin", (event) => point(state, event.target));
  svg.addEventListener("keydown", (event) => walk(state, pane, event));
  zoomable(state, svg);
  return pane;
}

function buildTiles(state) {
  const { columns, cells, w, h, size, notes } = state.lay;
  const layer = draw("g", { class: columns ? "tiles blocks" : "tiles" });
  const nodes = state.plan.states.map(([code, , , , inside], place) => {
    const [column, row] = cells[place];
    const box = { x: 1, y: 1, width: w - 2, height: h - 2, rx: 2.5 };
    const node = draw("g", { transform: `translate(${(column * w).toFixed(2)} ${(row * h).toFixed(2)})` },
      draw("rect", { class: "face", ...box }),
      draw("path", { class: "notch one", d: `M${w - 2} ${h - 2}h-6l6 -6z` }),
      draw("path", { class: "notch two", d: `M${w - 2} ${h - 2}h-12l12 -12z` }),
      draw("rect", { class: "hatch", ...box }),
      draw("path", { class: "cross", d: `M4 4L${w - 4} ${h - 4}M${w - 4} 4L4 ${h - 4}` }),
      draw("text", { x: w / 2, y: h / 2 }));
    node.querySelector("text").textContent = code;
    return dress(node, code, place, [column, row], inside);
  });
  layer.append(...nodes);
  for (const { words, ...at } of notes) {
    const note = draw("text", { class: "note", ...at });
    note.textContent = words;
    layer.append(note);
  }
  return { layer, nodes, size };
}

function buildShapes(state, { land, shapes }) {
  const layer = draw("g", { class: "shapes" });
  const states = new Set(state.plan.states.map((one) => one[0]));
  const rest = Object.entries(shapes).filter(([code]) => !states.has(code)).map(([, shape]) => shape.d);
  layer.append(...[...land, ...rest].map((d) => draw("path", { class: "land", d })));
  const nodes = state.plan.states.map(([code, , , , inside], place) => {
    const { d, x, y, small } = shapes[code];
    const node = draw("g", {}, ...(d ? [draw("path", { class: "face", d }), draw("path", { class: "hatch", d })] : []));
    if (small) node.append(draw("circle", { class: "face", cx: x, cy: y, r: 3.4 }), draw("circle", { class: "hatch", cx: x, cy: y, r: 3.4 }));
    node.append(draw("path", { class: "cross", d: `M${x - 3} ${y - 3}l6 6m0 -6l-6 6` }));
    return dress(node, code, place, [x, y], inside, small);
  });
  layer.append(...nodes.filter((node) => !node.small), ...nodes.filter((node) => node.small));
  return { layer, nodes, size: MAP };
}

function dress(node, code, place, at, inside, small) {
  node.setAttribute("role", "option");
  node.setAttribute("tabindex", "-1");
  node.dataset.state = code;
  return Object.assign(node, { place, at, inside, small, look: "" });
}

/** The class and the marks of one state, as names for the style sheet. */
function lookOf(state, now, place, when) {
  const { code } = state.plan;
  if (!state.result) return "none";
  const { after, before } = now.kinds[state.kind];
  const status = state.result.status[place];
  const chosen = state.chosen === state.plan.states[place][0] ? " chosen" : "";
  if (status !== ".") return STATUS[status] + chosen;
  const then = +before.classes[place] % code.lost, here = +after.classes[place] % code.lost;
  const step = Math.max(-1, here - then) + 1;
  const look = when === "change" ? LOOKS.change[step] : CLASSES[when === "baseline" ? then : here];
  const pale = state.result.candidates[place] === "1" ? "" : " aside";
  if (when === "baseline") return look + pale + chosen;
  const lost = after.classes[place] >= code.lost ? " lost" : "";
  const depends = now.exact && state.result.kinds[state.kind].depends?.[place] === "1" ? " depends" : "";
  return look + pale + lost + depends + chosen;
}

function paintWorld(state) {
  const when = state.when === "beside" ? ["baseline", "scenario"] : [state.when];
  while (state.panes.length < when.length) addPane(state);
  state.find(".panes").classList.toggle("two", when.length > 1);
  state.panes.forEach((pane, i) => {
    pane.node.hidden = i >= when.length;
    if (!pane.node.hidden) paintPane(state, pane, when[i], when.length > 1);
  });
  paintLegend(state);
}

function addPane(state) {
  const pane = buildPane(state, state.panes.length);
  state.panes.push(pane);
  state.find(".panes").append(pane.node);
  pane.tiles.nodes[state.roving].setAttribute("tabindex", "0");
  describe(state); // no state is without a name, not even at first
}

function paintPane(state, pane, when, titled) {
  say(pane.title, titled ? state.plan.texts[when] : "");
  if (onMap(state) && !pane.shapes) withShapes(state, pane); // until they have come the tiles stand for them
  const { layer, nodes, size: { width, height } } = layerOf(state, pane);
  pane.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  moveView(state, pane);
  for (const other of [pane.tiles.layer, pane.shapes?.layer]) if (other) other.style.display = other === layer ? "" : "none";
  const now = state.result && shown(state);
  for (const node of nodes) {
    const look = lookOf(state, now, node.place, when);
    if (look === node.look) continue;
    node.look = look;
    node.setAttribute("class", `state ${node.inside ? "" : "outside "}${look}`);
    node.dataset.level = look.split(" ")[0];
  }
}

function withShapes(state, pane) {
  shapesOfWorld().then((world) => {
    if (pane.shapes || !onMap(state)) return; // other names may have come meanwhile
    pane.shapes = buildShapes(state, world);
    pane.moving.append(pane.shapes.layer);
    pane.shapes.nodes[state.roving].setAttribute("tabindex", "0");
    state.paint();
    describe(state);
  }, () => addEventListener("online", state.paint, { once: true }));
}

const onMap = (state) => state.view === "map" && state.plan.map;
const layerOf = (state, pane) => (onMap(state) && pane.shapes ? pane.shapes : pane.tiles);
const stateAt = (target) => target?.closest?.("[data-state]");

/** Tell a screen reader every state; not while something moves. */
function describe(state) {
  for (const pane of state.panes)
    for (const node of layerOf(state, pane).nodes) {
      node.setAttribute("aria-label", label(state, node.place));
      node.setAttribute("aria-selected", String(node.dataset.state === state.chosen));
    }
}

function point(state, target) {
  const node = stateAt(target);
  state.pointed = node ? node.place : null;
  paintTip(state);
}

function choose(state, target) {
  const node = stateAt(target);
  if (!node || !node.inside || !state.result || state.result.status[node.place] === "r" || state.dragged) return;
  rove(state, node.place);
  state.chosen = node.dataset.state;
  perform(state.send, "choose", state.chosen);
  state.paint();
}

/** One state of each layer can be reached by Tab; arrow keys move on from there. */
function rove(state, place) {
  for (const pane of state.panes)
    for (const { nodes } of [pane.tiles, pane.shapes].filter(Boolean)) {
      nodes[state.roving].setAttribute("tabindex", "-1");
      nodes[place].setAttribute("tabindex", "0");
    }
  state.roving = place;
}

const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function walk(state, pane, event) {
  const node = stateAt(event.target);
  if (!node) return;
  const { nodes } = layerOf(state, pane);
  if (spells(state, event)) {
    event.preventDefault();
    event.stopPropagation(); // the page framework has keys of its own
    return step(state, nodes[spelt(state, event)]);
  }
  const zoom = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 }[event.key];
  if (zoom !== undefined) zoomBy(state, zoom);
  else if (event.key === "Enter" || event.key === " ") { state.dragged = false; choose(state, node); }
  else if (event.key === "Home" || event.key === "End") step(state, nodes[event.key === "Home" ? 0 : nodes.length - 1]);
  else if (event.key in STEPS) step(state, neighbour(nodes, node, STEPS[event.key]));
  else return;
  event.preventDefault();
}

function step(state, node) {
  if (!node) return;
  rove(state, node.place);
  node.focus();
}

/** The state nearest in one direction: what lies aside counts double. */
function neighbour(nodes, from, [dx, dy]) {
  let best = null, least = Infinity;
  for (const node of nodes) {
    const [x, y] = [node.at[0] - from.at[0], node.at[1] - from.at[1]];
    const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > 2 * ahead) continue;
    if (ahead + 2 * aside < least) [best, least] = [node, ahead + 2 * aside];
  }
  return best;
}

/** Closer or farther about a point, given in shares of the picture; 0 shows the whole world again. */
function zoomBy(state, factor, at = [0.5, 0.5]) {
  const { k, x, y } = state.zoom;
  const next = factor ? Math.min(CLOSEST, Math.max(1, k * factor)) : 1;
  setZoom(state, next, at[0] - ((at[0] - x) / k) * next, at[1] - ((at[1] - y) / k) * next);
}

function setZoom(state, k, x, y) {
  const inside = (at) => Math.min(0, Math.max(1 - k, at));
  state.zoom = { k, x: inside(x), y: inside(y) };
  state.panes.forEach((pane) => moveView(state, pane));
}

function moveView(state, pane) {
  const { k, x, y } = state.zoom, { width, height } = layerOf(state, pane).size;
  pane.moving.setAttribute("transform", `translate(${(x * width).toFixed(2)} ${(y * height).toFixed(2)}) scale(${k.toFixed(4)})`);
  pane.svg.classList.toggle("near", k > 1);
  pane.svg.classList.toggle("close", k > 2);
}

/** Wheel with Ctrl, two fingers, and dragging once the view is closer than the whole world. */
function zoomable(state, svg) {
  const fingers = new Map();
  const placed = (event) => {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(state, Math.exp(-event.deltaY / 200), placed(event));
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => { fingers.set(event.pointerId, placed(event)); state.dragged = false; });
  svg.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return;
    const last = [...fingers.values()], from = fingers.get(event.pointerId), to = placed(event);
    if (fingers.size === 1 && (state.zoom.k === 1 || (!state.dragged && apart(from, to) < STILL))) return;
    fingers.set(event.pointerId, to);
    state.dragged = true;
    if (!svg.hasPointerCapture(event.pointerId)) svg.setPointerCapture(event.pointerId);
    if (fingers.size === 1) return setZoom(state, state.zoom.k, state.zoom.x + to[0] - from[0], state.zoom.y + to[1] - from[1]);
    const now = [...fingers.values()];
    zoomBy(state, apart(...now) / apart(...last), [(now[0][0] + now[1][0]) / 2, (now[0][1] + now[1][1]) / 2]);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"])
    svg.addEventListener(name, (event) => fingers.delete(event.pointerId));
}

const apart = ([a, b], [c, d]) => Math.hypot(a - c, b - d) || 1e-3;
