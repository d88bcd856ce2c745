// The levers: native sliders that preview while they move, and send the choice when released.
const PAUSE = 700; // after the last key, before a choice made by keyboard is sent [ms]

const leverOf = (state, id) =>
  id === state.plan.parties.id ? state.plan.parties : state.plan.levers.find((lever) => lever.id === id);

/** A level in words; those of the parties are a list, or a number along an order. */
function levelName(state, lever, level) {
  const { texts, parties } = state.plan;
  if (level === null) return texts.between;
  if (lever !== parties.id) return leverOf(state, lever).levels.find((one) => one.id === level).name;
  const list = parties.lists.find((one) => one.id === level);
  if (list) return fill(texts.is, { name: list.name, words: list.count });
  const many = split(level)[1];
  return Number.isNaN(many) ? fill(texts.own, { n: state.stand.parties }) : fill(texts.of_states, { n: many });
}

/** Where a lever stands: as was chosen last, or as Python last said. */
const standing = (state, lever) => waiting("move", (one) => one.lever === lever)?.value.level ?? state.stand.values[lever];

/** Where it is shown: under the hand, or as it stands. */
const levelNow = (state, lever) => (state.moving?.lever === lever ? state.moving.level : standing(state, lever));

/** How many parties a level of the parties' lever means. */
function manyAt(state, level) {
  const list = state.plan.parties.lists.find((one) => one.id === level);
  const many = list ? list.count : split(level)[1];
  return Number.isNaN(many) ? state.stand.parties : many;
}

function buildLevers(state) {
  const { plan } = state;
  const root = state.find(".levers");
  const { texts } = plan;
  const groups = plan.questions.map(([id, question]) => {
    const own = plan.levers.filter((lever) => lever.question === id).map((lever) => buildLever(state, lever));
    if (plan.parties.question === id) own.unshift(buildParties(state));
    for (const lever of own) lever.dataset.question = question;
    return make("fieldset", {}, make("legend", { textContent: question }), ...own);
  });
  const rail = make("div", { className: "rail" }, ...groups);
  const way = make("div", { className: "direction" }, make("span", { textContent: texts.direction }), turns(state, rail));
  root.replaceChildren(way, rail);
}

/** Two buttons for a phone, where the levers stand beside one another: to the one before and to the next. */
function turns(state, rail) {
  const { texts, direction } = state.plan;
  return make("div", { className: "choices turns", "@role": "group", "@aria-label": texts.levers }, ...[-1, 1].map((step) => {
    const name = texts[step > 0 ? "lever_next" : "lever_before"];
    const button = make("button", { type: "button", textContent: step > 0 ? "›" : "‹", title: name, "@aria-label": name }); // mirrored by itself
    const way = direction === "rtl" ? -step : step;
    button.addEventListener("click", () => rail.scrollBy({ left: way * rail.querySelector(".lever").offsetWidth }));
    return button;
  }));
}

/** One ordinal lever: a bar and a tick for each level, and a slider over them. */
function buildLever(state, lever) {
  const part = emptyLever(state, lever, lever.levels.length - 1);
  part.levels = lever.levels.map((level) => level.id);
  part.bars = lever.levels.map((level) => addBar(state, part, level.id));
  for (const level of lever.levels) {
    const adopted = level.id === lever.adopted;
    const text = adopted ? "▲" : state.plan.routes[level.route].glyph;
    part.node.querySelector(".ticks").append(make("span", { textContent: text, className: adopted ? "adopted" : "" }));
  }
  part.levelAt = (value) => part.levels[value];
  part.valueAt = (level) => part.levels.indexOf(level === null ? lever.adopted : level);
  return part.node;
}

/** Who has joined: a number along an order, lists beside it, and a line of what each number would keep. */
function buildParties(state) {
  const { parties, texts, states } = state.plan;
  const part = emptyLever(state, parties, states.filter((one) => one[4]).length);
  const curve = draw("svg", { class: "curve", viewBox: `0 0 ${part.range.max} 20`, preserveAspectRatio: "none" });
  part.curve = draw("path");
  curve.append(part.curve, draw("line", { class: "force", x1: parties.minimum, x2: parties.minimum, y1: 0, y2: 20 }));
  part.node.querySelector(".bars").append(curve);
  part.order = make("select", { "@aria-label": texts.order });
  part.order.append(...parties.orders.map(([id, words]) => make("option", { value: id, textContent: words })));
  part.order.addEventListener("change", () => commit(state, parties.id, part.levelAt(part.range.value)));
  part.lists = parties.lists.map((list) => {
    const button = make("button", { type: "button", textContent: list.name, title: list.count });
    button.dataset.level = list.id;
    peek(state, button, parties.id, list.id);
    button.addEventListener("click", () => commit(state, parties.id, list.id));
    return button;
  });
  part.node.querySelector(".ticks").replaceWith(
    make("div", { className: "lists", "@role": "group", "@aria-label": texts.lists }, ...part.lists), part.order);
  part.levelAt = (value) => `${part.order.value}-${value}`;
  part.valueAt = (level) => manyAt(state, level);
  return part.node;
}

function emptyLever(state, lever, top) {
  const node = state.find("#lever").content.cloneNode(true).firstElementChild;
  const range = node.querySelector("input");
  const part = { id: lever.id, node, range, now: node.querySelector("output") };
  node.dataset.lever = lever.id;
  range.id = `lever-${lever.id}`;
  range.max = top;
  const name = node.querySelector("label");
  name.textContent = lever.title;
  name.htmlFor = range.id;
  part.now.htmlFor = range.id;
  state.levers.set(lever.id, part);
  listen(state, part);
  return part;
}

function addBar(state, part, level) {
  const bar = make("span", { className: "bar" }, make("i"), make("b"));
  bar.dataset.level = level;
  peek(state, bar, part.id, level);
  bar.addEventListener("click", () => commit(state, part.id, level));
  part.node.querySelector(".bars").append(bar);
  return bar;
}

/** Preview a level while the pointer rests on it. */
function peek(state, node, lever, level) {
  node.addEventListener("pointerenter", (event) => {
    if (event.pointerType === "mouse" && !busy(state)) moveTo(state, lever, level);
  });
  node.addEventListener("pointerleave", () => {
    if (!busy(state)) moveTo(state, null);
  });
}

/** Whether a lever is in hand, or its choice on the way: no preview takes its place. */
const busy = (state) => state.held || state.sent || state.later;

function listen(state, part) {
  const { range } = part;
  range.addEventListener("pointerdown", (event) => {
    state.held = part.id;
    range.setPointerCapture(event.pointerId); // so that letting go beside the slider is heard too
  });
  range.addEventListener("pointerup", () => letGo(state, part));
  range.addEventListener("pointercancel", () => takeBack(state)); // the finger went on to scroll
  range.addEventListener("input", () => {
    moveTo(state, part.id, part.levelAt(range.value));
    if (!state.held) later(state, part);
  });
  range.addEventListener("keydown", (event) => {
    if (event.key === "Enter") letGo(state, part);
    if (event.key === "Escape") takeBack(state);
  });
  range.addEventListener("focus", () => { state.card = part.id; state.paint(); });
  range.addEventListener("blur", () => hurry(state));
  part.node.addEventListener("pointerenter", () => { if (!state.held) { state.card = part.id; state.paint(); } });
}

/** Send a choice made by keyboard after a short pause. */
function later(state, part) {
  clearTimeout(state.later?.timer);
  state.later = { part, timer: setTimeout(() => letGo(state, part), PAUSE) };
}

/** Send it now: something else is about to be done. */
function hurry(state) {
  if (state.later) letGo(state, state.later.part);
}

function letGo(state, part) {
  release(state);
  if (state.moving?.lever === part.id && !state.sent) commit(state, part.id, state.moving.level);
}

function takeBack(state) {
  release(state);
  moveTo(state, null);
}

/** The hand is open: no lever is in it, and none waits to be sent. */
function release(state) {
  state.held = null;
  clearTimeout(state.later?.timer);
  state.later = null;
}

/** Show a level without choosing it; no lever means none. */
function moveTo(state, lever, level) {
  if (state.later && state.later.part.id !== lever) hurry(state);
  state.moving = lever === null ? null : { lever, level };
  state.sent = null;
  if (lever !== null) state.card = lever;
  state.paint();
}

/** Choose a level; the preview stays until Python has answered. */
function commit(state, lever, level) {
  hurry(state);
  const stands = standing(state, lever) === level;
  if (stands && !waiting("move")) return moveTo(state, null);
  state.moving = { lever, level };
  state.sent = stands ? acts.count : perform(state.send, "move", { lever, level });
  state.card = lever;
  state.paint();
}

/** Put every slider where it stands, with its name, its bars and what is marked on it. */
function paintLevers(state) {
  const { texts } = state.plan;
  for (const part of state.levers.values()) {
    const level = levelNow(state, part.id);
    const name = levelName(state, part.id, level);
    const value = String(part.valueAt(level));
    if (part.range.value !== value) part.range.value = value;
    const changed = state.stand.values[part.id] !== state.stand.original[part.id];
    const words = part.lists && !inForce(state, level) ? [name, fill(texts.not_in_force, { n: state.plan.parties.minimum })].join(texts.comma) : name;
    say(part.now, words);
    part.range.setAttribute("aria-valuetext", [words, keptAt(state, part.id, level)].filter(Boolean).join(texts.semicolon));
    part.node.classList.toggle("moved", changed);
    part.node.classList.toggle("between", level === null);
    part.node.classList.toggle("shown", state.card === part.id);
    if (part.lists) paintParties(state, part, level);
    else paintBars(state, part, level);
  }
}

function inForce(state, level) {
  if (level === state.stand.values[state.plan.parties.id]) return state.stand.in_force;
  return manyAt(state, level) >= state.plan.parties.minimum;
}

/** Havens of the kind shown that a level keeps, in words, where it is known. */
function keptAt(state, lever, level) {
  const view = known(state, lever)?.get(level)?.[state.kind].after;
  return view ? fill(state.plan.texts[state.kind + "_kept"], view) : "";
}

function paintBars(state, part, level) {
  const levels = known(state, part.id);
  for (const bar of part.bars) {
    const view = levels?.get(bar.dataset.level)?.[state.kind].after;
    bar.style.setProperty("--share", view ? view.kept / Math.max(view.havens, 1) : 0);
    say(bar.lastChild, view ? String(view.kept) : "");
    bar.classList.toggle("now", bar.dataset.level === level);
    bar.classList.toggle("unknown", !view);
  }
}

function paintParties(state, part, level) {
  const levels = known(state, part.id);
  const along = split(level)[0];
  if (!Number.isNaN(split(level)[1]) && part.order.value !== along) part.order.value = along;
  for (const button of part.lists) button.setAttribute("aria-pressed", String(button.dataset.level === level));
  const points = [...(levels ?? [])]
    .map(([id, row]) => [split(id), row[state.kind].after])
    .filter(([[order, many]]) => order === part.order.value && !Number.isNaN(many))
    .map(([[, many], view]) => [many, 19 - (18 * view.kept) / Math.max(view.havens, 1)])
    .sort((one, other) => one[0] - other[0]);
  const steps = points.map(([x, y], i) => (i ? `H${x}V${y}` : `M${x} ${y}`)).join("");
  part.curve.setAttribute("d", points.length ? `${steps}H${part.range.max}V20H${points[0][0]}Z` : "");
}
