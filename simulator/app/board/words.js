// Words: every one comes from Python with the plan; here they are only filled in.

/** A template with its `{names}` filled. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** A new element with properties, attributes (after "@") and children. */
function make(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("@")) node.setAttribute(key.slice(1), value);
    else node[key] = value;
  }
  node.append(...children);
  return node;
}

/** A new SVG element with attributes and children. */
function draw(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** A change with its sign and one decimal, as the reader writes it; an isolate keeps the sign before a number. */
function signed(state, number) {
  const { decimal, direction } = state.plan;
  const text = (number > 0 ? "+" : number < 0 ? "−" : "") + Math.abs(number).toFixed(1).replace(".", decimal);
  return direction === "rtl" ? `\u2066${text}\u2069` : text;
}

/** Set the text of a node, only where it differs. */
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The form of a counted text that a number takes in the reader's language; Python knows the rule. */
function form(state, forms, n) {
  return forms[+state.plan.plurals[n]];
}

/** One sentence on what is shown: under which rules, how many havens of this kind remain, how sure. */
function sentence(state) {
  const { texts } = state.plan;
  if (!state.result) return texts.choose;
  const now = shown(state);
  const { kept, havens } = now.kinds[state.kind].after;
  const sure = now.exact ? state.result.kinds[state.kind] : {};
  const forms = texts[`${state.kind}_${sure.band ? "range" : "claim"}`];
  const claim = fill(form(state, forms, kept), {
    condition: now.exact ? state.result.condition : condition(state),
    kept,
    havens,
    origin: state.result.origin,
    low: sure.band?.[0],
    high: sure.band?.[1],
  });
  const said = sure.uncertain ? fill(texts.depends_on, { claim, n: sure.uncertain }) : fill(texts.sentence, { claim });
  return `${said} ${state.result.edited}`.trim();
}

function condition(state) {
  const { texts, parties } = state.plan;
  const { lever, level } = state.moving;
  if (lever !== parties.id)
    return fill(texts.preview_condition, { lever: leverOf(state, lever).title, level: levelName(state, lever, level) });
  const n = manyAt(state, level);
  return fill(form(state, texts.preview_parties, n), { n });
}

/** What one state is shown as, in words. */
function label(state, place) {
  const { texts, states, code } = state.plan;
  const name = states[place][0] === states[place][1] ? states[place][0] : fill(texts.named, { code: states[place][0], name: states[place][1] });
  if (!state.result) return name;
  const now = shown(state);
  const status = state.result.status[place];
  if (status !== ".") return fill(texts.is, { name, words: texts[STATUS[status]] });
  const { after, before } = now.kinds[state.kind];
  const chance = (letter) => fill(texts.percent, { n: code.points * code.chances.indexOf(letter) });
  const { chances: band, depends } = now.exact ? state.result.kinds[state.kind] : {};
  const parts = [
    fill(texts.is, { name, words: texts[CLASSES[after.classes[place] % code.lost]] }),
    fill(texts[`${state.kind}_chance${band ? "_band" : ""}`], {
      now: chance(after.chances[place]),
      low: band && chance(band.low[place]),
      high: band && chance(band.high[place]),
      then: chance(before.chances[place]),
    }),
  ];
  if (state.result.candidates[place] === "1") parts.push(texts.candidate);
  if (after.classes[place] >= code.lost) parts.push(texts.lost);
  if (depends) parts.push(depends[place] === "1" ? texts.class_depends : texts.class_stands);
  return parts.join(texts.semicolon);
}

/** Keep room for the longest that the sentence and the words of a state can become while a lever moves: nothing below is pushed. */
function keepRoom(state) {
  const { levers, states } = state.plan;
  const views = ["data", "person"].map((kind) => ({ ...state, kind, moving: null }));
  const moves = levers.flatMap(({ id, levels }) => levels.map((level) => ({ lever: id, level: level.id })));
  const longest = (told) => told.reduce((most, text) => (text.length > most.length ? text : most), "");
  state.find(".sentence").dataset.room = longest(views.flatMap((view) => [null, ...moves].map((moving) => sentence({ ...view, moving }))));
  state.find(".tip").dataset.room = longest(views.flatMap((view) => states.map((_, place) => label(view, place))));
}
