// The board: what it knows, when it paints, and what it hears from and tells Python.
const QUIET = 900; // without a change, before a screen reader is told [ms]

/** Everything the board knows. It lives as long as the page: over every update, and over visits to other pages. */
const state = (box.state ??= {
  kind: "data", when: "scenario", view: "tiles", zoom: { k: 1, x: 0, y: 0 }, roving: 0, card: null,
  stand: null, result: null, tables: new Map(), genuine: null, chosen: null,
});

function begin(root, plan) {
  hurry(state); // what was chosen by keyboard just now is still to be sent
  if (state.plan?.names !== plan.names) // other names stand in another order
    Object.assign(state, { stand: null, result: null, tables: new Map(), genuine: null, chosen: null });
  Object.assign(state, {
    plan, root, levers: new Map(), panes: [], drawn: null,
    moving: null, sent: null, held: null, later: null, pointed: null, typed: { word: "", at: -Infinity },
  });
  state.find = (selector) => root.querySelector(selector);
  state.paint = () => paint(state);
  state.hurry = () => hurry(state);
  Object.assign(root.querySelector("[data-board]"), { lang: plan.lang, dir: plan.direction });
  state.lay = layOf(state, columnsOf(state));
  state.find(".panes").replaceChildren();
  follow(state);
  state.find(".legend").dataset.shows = "";
  buildLevers(state);
  buildCounters(state);
  buildTools(state);
  state.find(".why").textContent = plan.texts.why;
  state.find(".why").addEventListener("click", toWhy);
}

/** Down the page to the reasons, for the eye and for the keyboard. */
function toWhy() {
  const reasons = document.querySelector(".st-key-why");
  reasons?.scrollIntoView();
  reasons?.querySelector("summary")?.focus({ preventScroll: true });
}

/** A row of buttons of which one is pressed. */
function choices(state, name, label, options) {
  const group = make("div", { className: "choices", "@role": "group", "@aria-label": label });
  group.append(...options.map((option) => {
    const button = make("button", { type: "button", textContent: state.plan.texts[option] });
    button.dataset.choice = option;
    button.addEventListener("click", () => { state[name] = option; state.paint(); describe(state); });
    return button;
  }));
  group.paint = () => {
    for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.choice === state[name]));
  };
  return group;
}

/** A counter for each kind of haven, of which one is looked at, and the price that genuine requests pay. */
function buildCounters(state) {
  const { texts } = state.plan;
  state.counters = ["data", "person"].map((kind) => {
    const number = make("b"), change = make("small", { title: texts[`${kind}_mean`] });
    const button = make("button", { type: "button", "@role": "radio" }, make("span", { textContent: texts[kind] }), number, change);
    button.dataset.kind = kind;
    button.addEventListener("click", () => { state.kind = kind; state.paint(); describe(state); });
    button.addEventListener("keydown", (event) => {
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const other = state.counters.find((one) => one.kind !== kind).button;
      other.click();
      other.focus();
    });
    return { kind, button, number, change };
  });
  state.cost = { number: make("b"), then: make("small") };
  state.find(".cost").replaceChildren(make("span", { textContent: texts.genuine }), state.cost.number, state.cost.then);
  const kinds = state.find(".kinds");
  kinds.setAttribute("aria-label", texts.kinds);
  kinds.replaceChildren(...state.counters.map((one) => one.button));
}

/** Which side is seen, tiles or map, and how close. */
function buildTools(state) {
  const { texts } = state.plan;
  const zoom = make("div", { className: "choices zoom", "@role": "group", "@aria-label": texts.zoom });
  for (const [sign, name, factor] of [["+", "zoom_in", 1.5], ["−", "zoom_out", 1 / 1.5], ["⟲", "zoom_reset", 0]]) {
    const button = make("button", { type: "button", textContent: sign, title: texts[name], "@aria-label": texts[name] });
    button.addEventListener("click", () => zoomBy(state, factor));
    zoom.append(button);
  }
  state.choices = [choices(state, "when", texts.under, ["scenario", "baseline", "beside", "change"])];
  if (state.plan.map) state.choices.push(choices(state, "view", texts.views, ["tiles", "map"]));
  const instead = state.plan.map ? [] : [make("small", { className: "no-map", textContent: texts.no_map })];
  state.find(".keep").ariaLabel = texts.picture;
  state.find(".keep").replaceChildren(...["svg", "png"].map((form) => {
    const button = make("button", { type: "button", textContent: form.toUpperCase(), title: texts.picture });
    button.addEventListener("click", () => keepPicture(state, form));
    return button;
  }));
  state.find(".tools").replaceChildren(...state.choices, ...instead, zoom);
}

function paintCounters(state) {
  const { texts } = state.plan;
  const now = state.result && shown(state);
  for (const { kind, button, number, change } of state.counters) {
    const view = now?.kinds[kind].after;
    say(number, view ? fill(texts.kept_of, view) : texts.waiting);
    say(change, view ? fill(texts[`${kind}_points`], { n: signed(state, view.change) }) : "");
    button.setAttribute("aria-checked", String(state.kind === kind));
    button.tabIndex = state.kind === kind ? 0 : -1;
  }
}

/** What the same rules do for genuine cooperation; known for the scenario as it stands. */
function paintCost(state) {
  const { texts } = state.plan;
  const met = state.result && shown(state).exact && state.genuine?.against === state.result.id ? state.genuine : null;
  say(state.cost.number, met ? fill(texts.percent, { n: Math.round(met.now) }) : texts.waiting);
  say(state.cost.then, met ? fill(texts.genuine_then, { n: fill(texts.percent, { n: Math.round(met.then) }) }) : "");
}

function paintLegend(state) {
  const { texts } = state.plan;
  const looks = LOOKS[state.when === "change" ? "change" : "exposure"];
  const legend = state.find(".legend");
  const wanted = `${state.when === "change"}-${onMap(state)}`;
  if (legend.dataset.shows === wanted) return;
  legend.dataset.shows = wanted;
  const entry = (look, words) =>
    make("span", {}, draw("svg", { viewBox: "0 0 16 14", "aria-hidden": "true" }, draw("g", { class: `state ${look}` },
      draw("rect", { class: "face", x: 0.5, y: 0.5, width: 15, height: 13, rx: 2 }),
      draw("path", { class: "notch one", d: "M15 13h-5l5 -5z" }), draw("path", { class: "notch two", d: "M15 13h-9l9 -9z" }),
      draw("rect", { class: "hatch", x: 0.5, y: 0.5, width: 15, height: 13, rx: 2 }),
      draw("path", { class: "cross", d: "M3 3L13 11M13 3L3 11" }))), words);
  const entries = looks.map((look) => entry(look, texts[look]));
  entries.push(entry("low lost", texts.lost), entry("low depends", texts.depends), entry("low aside", texts.aside));
  if (onMap(state)) entries.push(make("span", { textContent: texts.borders }));
  legend.replaceChildren(...entries);
}

function paintTip(state) {
  const place = state.pointed ?? (state.chosen ? state.plan.states.findIndex((one) => one[0] === state.chosen) : -1);
  say(state.find(".tip span"), place >= 0 ? label(state, place) : state.plan.texts.hint);
}

/** What every level of the lever in hand would do: the same as its bars, with figures and routes. */
function paintCard(state) {
  const card = state.find(".card");
  const { texts, parties, routes } = state.plan;
  const lever = leverOf(state, (state.card ??= state.plan.levers[0].id));
  const levels = lever.levels ?? parties.lists;
  const now = levelNow(state, lever.id);
  const table = known(state, lever.id);
  if (state.drawn !== lever.id) drawCard(state, card, lever, levels);
  state.cells.forEach(({ head, cells }, i) => {
    const row = table?.get(levels[i].id);
    head.classList.toggle("now", levels[i].id === now);
    ["data", "person"].forEach((kind, j) => say(cells[j], row ? fill(texts.kept_of, row[kind].after) : texts.waiting));
    say(cells[2], row ? signed(state, row.data.after.change) : texts.waiting);
    const route = routes[levels[i].route];
    say(cells[3], route ? `${route.glyph} · ${route.name}` : texts.joining);
    say(cells[4], levels[i].id === lever.adopted ? texts.adopted : route?.from ?? "");
  });
}

function drawCard(state, card, lever, levels) {
  const { texts } = state.plan;
  const names = ["table_data", "table_person", "table_change", "table_route", "table_from"];
  const heads = levels.map((level) => make("th", { scope: "col", textContent: level.name, title: level.reading ?? "" }));
  const rows = names.map((name) => make("tr", {}, make("th", { scope: "row", textContent: texts[name] }), ...levels.map(() => make("td"))));
  state.cells = heads.map((head, i) => ({ head, cells: rows.map((row) => row.children[i + 1]) }));
  state.drawn = lever.id;
  card.replaceChildren(make("table", {},
    make("caption", { textContent: fill(texts.table, { lever: lever.title }) }),
    make("thead", {}, make("tr", {}, make("th", { textContent: texts.level, scope: "row" }), ...heads)),
    make("tbody", {}, ...rows)));
}

/** Whether what is seen is a preview or the full result. */
function paintMark(state) {
  const { texts } = state.plan;
  const mark = state.find(".mark");
  let look = "full", words = state.result?.full ?? "";
  if (waiting("move")) [look, words] = ["sent", texts.mark_sent];
  if (state.moving && state.result) {
    const now = shown(state);
    look = now.exact ? "none" : state.sent ? "sent" : "preview";
    words = now.near ? fill(texts.mark_nearest, { n: split(now.near)[1] }) : texts["mark_" + look];
    if (now.exact && state.sent) words = texts.mark_sent;
  }
  mark.dataset.look = look;
  say(mark, words);
}

/** Everything that depends on what is shown. Small enough to run for each level that a lever crosses. */
function paint(state) {
  if (!state.stand) return;
  paintLevers(state);
  paintCounters(state);
  paintCost(state);
  paintWorld(state);
  paintTip(state);
  paintCard(state);
  paintMark(state);
  for (const part of [".why", ".keep"]) state.find(part).hidden = !state.result;
  for (const group of state.choices) group.paint();
  say(state.find(".sentence span"), sentence(state));
  settle(state);
}

/** Once nothing has changed for a while: tell a screen reader. */
function settle(state) {
  clearTimeout(state.quiet);
  state.quiet = setTimeout(() => {
    say(state.find("[aria-live]"), state.find(".sentence").textContent);
    describe(state);
  }, QUIET);
}

/** News from Python: where the levers stand and what that gives, or the table of a lever. */
function hear(news) {
  if (news.names !== state.plan.names) return;
  if (news.feed === "result") heardResult(news);
  else if (news.feed === "genuine") state.genuine = news;
  else keep(state, news);
  state.paint();
  if (news.feed === "result") keepRoom(state);
}

function heardResult(news) {
  answered(news.answered);
  state.stand = news;
  state.result = news.result;
  state.chosen = waiting("choose")?.value ?? news.host;
  if (state.sent !== null && news.answered >= state.sent) state.moving = state.sent = null;
}

function update(component) {
  const { data, parentElement: root, setTriggerValue } = component;
  const board = root.querySelector("[data-board]");
  state.send = setTriggerValue;
  if (board.plan !== data.plan) { // a new page, or another language
    board.plan = data.plan;
    begin(root, JSON.parse(data.plan));
    for (const news of box.heard.values()) hear(news);
    box.hear = hear;
  }
  return () => { if (!board.isConnected) box.hear = null; };
}
