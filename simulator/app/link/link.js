// The bar: sends what the address holds when the page opens, and keeps the address as the page stands.

/** What the bar knows. It lives as long as the page. */
const link = (box.link ??= { news: null, send: null, written: "", find: null, begun: "", trail: [], here: 0, going: null, later: [] });
const MOST = 100; // steps that are kept
const unanswered = (test = () => true) => acts.waiting.some((one) => one.n > link.news.answered && test(one.name));

/** Do something after all that was done before it; what that leads to is known only once Python has answered. */
function after(does, test) {
  box.state?.hurry?.();
  if (unanswered(test)) link.later.push(() => after(does, test));
  else does();
}

/** The address bar always holds the whole choice, the view among it; nothing of it is sent anywhere. */
function write() {
  if (!link.news || unanswered((name) => name === "opened")) return; // an opened link is not answered yet
  const parts = [link.news.link], views = viewsNow();
  for (const [name, known] of Object.entries(link.news.views))
    if (known.includes(views[name]) && views[name] !== known[0]) parts.push(`${name}=${views[name]}`);
  link.written = "#" + parts.join("&");
  if (location.hash !== link.written) history.replaceState(history.state, "", link.written);
}

const FIELDS = { kind: "kind", view: "view", under: "when" }; // parts of a link, and what the board calls them
const viewsNow = () =>
  Object.fromEntries(Object.entries(FIELDS).map(([name, field]) => [name, box.state?.[field] ?? link.news.views[name][0]]));

function showViews(views) {
  for (const [name, value] of Object.entries(views)) if (box.state && value) box.state[FIELDS[name]] = value;
  box.state?.paint?.();
}

/** Remember a step: another choice of Python's, by its number, or another view of it. What had been undone is then forgotten. */
function note() {
  const { begun, at } = link.news, views = viewsNow();
  if (link.begun !== begun) Object.assign(link, { begun, trail: [{ at, views }], here: 0, going: null });
  if (link.going !== null && at !== link.going && link.trail.some((one) => one.at >= at)) return; // the way back is not answered yet
  link.going = null;
  const last = link.trail[link.here];
  if (last.at !== at || Object.keys(FIELDS).some((name) => last.views[name] !== views[name])) {
    link.trail = [...link.trail.slice(0, link.here + 1), { at, views }].slice(-MOST);
    link.here = link.trail.length - 1;
  }
  showSteps();
}

const undo = () => after(() => go(-1), (name) => name !== "go"); // the steps themselves are known
const redo = () => after(() => go(1), (name) => name !== "go");

/** One step back or forth. */
function go(step) {
  const from = link.trail[link.here], to = link.trail[link.here + step];
  if (!to) return;
  link.here += step;
  showViews(to.views);
  if (to.at !== from.at) perform(link.send, "go", (link.going = to.at));
  showSteps();
  write();
}

function showSteps() {
  link.find("[data-act=undo]").disabled = link.here === 0 && !unanswered((name) => name !== "go");
  link.find("[data-act=redo]").disabled = link.here === link.trail.length - 1;
}

/** Tell Python what the address holds, unless this page wrote it there itself. */
function open() {
  if (location.hash.length < 2 || location.hash === link.written) return;
  perform(link.send, "opened", location.hash);
}

/** A link was opened: show the result as it says, and name what could not be used. */
function heardOpened(news) {
  showViews(news.shown);
  const notice = link.find(".faults");
  notice.querySelector("b").textContent = news.texts.faults;
  notice.querySelector("ul").replaceChildren(...news.faults.map((fault) => tell("li", fault)));
  notice.querySelector("[data-since]").replaceChildren(...(news.since ? changes(news.since) : []));
  notice.togglePopover(news.faults.length > 0);
}

const tell = (name, ...inside) => {
  const node = document.createElement(name);
  node.append(...inside);
  return node;
};

/** What is no longer as in the version that made the link: a title, a table of what, then and now, and a note. */
function changes({ title, heads, rows, note }) {
  const line = (name, cells) => tell("tr", ...cells.map((cell) => tell(name, cell)));
  const table = tell("table", tell("caption", title), tell("thead", line("th", heads)), tell("tbody", ...rows.map((row) => line("td", row))));
  return [rows.length ? table : tell("p", title), ...(note ? [tell("small", note)] : [])];
}

async function copy() {
  write();
  const { texts } = link.news;
  const said = await navigator.clipboard?.writeText(location.href).then(() => texts.copied, () => texts.by_hand);
  link.find("[role=status]").textContent = said ?? texts.by_hand;
  setTimeout(() => (link.find("[role=status]").textContent = ""), 3000);
}

function act(name) {
  link.find(".menu").hidePopover();
  perform(link.send, "reset", name);
}

function menu() {
  const at = link.find("[data-menu]").getBoundingClientRect(), list = link.find(".menu");
  list.togglePopover();
  list.style.top = `${at.bottom + 2}px`;
  list.style.left = `${Math.max(0, Math.min(at.left, innerWidth - list.offsetWidth))}px`;
}

/** Ctrl+Z and Ctrl+Y, but where somebody types: there they belong to the text. */
function onKey(event) {
  const field = event.composedPath()[0];
  if (!(event.ctrlKey || event.metaKey) || event.altKey || field.isContentEditable) return;
  if (field.matches?.("textarea, input:not([type=range], [type=radio], [type=checkbox])")) return;
  const key = event.key.toLowerCase();
  const does = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
  if (!does || !link.find("[data-link]").isConnected) return;
  event.preventDefault();
  does();
}

/** On a phone the choices above the board are one line, until it is opened; with nothing chosen they stand open. */
function showAsked(open) {
  document.documentElement.dataset.asked = open ? "open" : "";
  link.find("[data-asked]").setAttribute("aria-expanded", String(open));
}

const close = () => link.find(".faults").hidePopover();
const BUTTONS = [["[data-menu]", "reset", menu], ["[data-copy]", "copy", () => after(copy)], ["[data-close]", "close", close],
  ["[data-asked]", "asked", () => showAsked(document.documentElement.dataset.asked !== "open")],
  ["[data-act=undo]", "undo", undo], ["[data-act=redo]", "redo", redo],
  ...["policies", "assumptions", "everything"].map((name) => [`[data-act=${name}]`, name, () => act(name)])];

function build() {
  for (const [selector, , does] of BUTTONS) link.find(selector).addEventListener("click", does);
}

/** Every word, in the language of the reader. */
function name(texts) {
  link.find("[data-link]").setAttribute("aria-label", texts.bar);
  for (const [selector, words] of BUTTONS) link.find(selector).textContent = texts[words];
}

/** Once for the page: no address is told to anyone it leads to, keys act, and a view chosen is written. */
function begin() {
  const meta = document.createElement("meta");
  Object.assign(meta, { name: "referrer", content: "no-referrer" });
  document.head.append(meta);
  addEventListener("keydown", onKey);
  addEventListener("hashchange", () => link.find("[data-link]").isConnected && open());
  for (const event of ["click", "keyup"]) addEventListener(event, () => setTimeout(() => {
    if (!link.find("[data-link]").isConnected) return;
    note();
    write();
  }));
}

function update({ data, parentElement: root, setTriggerValue }) {
  const news = JSON.parse(data.news), before = link.news;
  const fresh = link.root !== root, opened = news.opened > (before?.opened ?? 0), lost = before && !opened && news.begun !== before.begun;
  Object.assign(link, { news, root, send: setTriggerValue, find: (selector) => root.querySelector(selector) });
  if (fresh) build();
  name(news.texts);
  if (!before) begin();
  if (lost) link.written = ""; // the server began anew and knows nothing: the address still does
  if (!before || lost) open();
  if (fresh || news.chosen !== before.chosen) showAsked(!news.chosen);
  if (opened) heardOpened(news);
  note();
  write();
  for (const does of link.later.splice(0)) does();
}
