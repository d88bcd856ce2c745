// Plays, pauses and steps through days. Python shows each; while they play, the next is asked for only once the last has come.
const PACE = 900; // between two days [ms]
// `asked` is the place that Python was asked for and has not shown yet: the controls stand there already, so that a second key
// pressed at once goes on from the first.
const player = (globalThis.safeHavensPlayer ??= { playing: false, timer: 0, asked: null });
const place = () => player.asked ?? player.data.at;

function show() {
  const { root, data: { days, texts } } = player, at = place(), find = (selector) => root.querySelector(selector);
  const by = texts.by.replace("{n}", days[at]), range = find("input");
  find(".player").ariaLabel = texts.days;
  for (const name of ["back", "forth"]) Object.assign(find(`[data-act=${name}]`), { title: texts[name], ariaLabel: texts[name] });
  find("[data-act=play]").textContent = player.playing ? texts.pause : texts.play;
  Object.assign(range, { max: days.length - 1, value: at, ariaLabel: texts.days, ariaValueText: by });
  find("output").textContent = by;
  find("[role=status]").textContent = `${by}; ${player.playing ? texts.playing : texts.paused}`;
}

function go(to) {
  if (to === place() || to < 0 || to >= player.data.days.length) return;
  player.asked = to;
  perform(player.send, "day", to);
}

function stop() {
  clearTimeout(player.timer);
  player.playing = false;
}

/** The next day after a while, or the end. */
function goOn() {
  clearTimeout(player.timer);
  const { days, at } = player.data;
  if (!player.playing || player.asked !== null) return;
  if (at < days.length - 1) player.timer = setTimeout(() => go(at + 1), PACE);
  else stop();
}

function play() {
  if (player.playing) stop();
  else {
    player.playing = true;
    if (place() === player.data.days.length - 1) go(0);
    else goOn();
  }
  show();
}

function step(by) {
  stop();
  go(place() + by);
  show();
}

function update({ data, parentElement: root, setTriggerValue }) {
  const fresh = player.root !== root;
  Object.assign(player, { root, data, send: setTriggerValue });
  if (fresh) {
    stop();
    player.asked = null;
    root.querySelector("[data-act=back]").addEventListener("click", () => step(-1));
    root.querySelector("[data-act=forth]").addEventListener("click", () => step(1));
    root.querySelector("[data-act=play]").addEventListener("click", play);
    root.querySelector("input").addEventListener("input", (event) => step(event.target.value - place()));
  }
  if (data.at === player.asked) player.asked = null;
  goOn();
  show();
}
