// Plays, pauses and steps through days. Python shows each; the next is asked for only once the last has come.
const PACE = 900; // between two days [ms]
const player = (globalThis.safeHavensPlayer ??= { playing: false, timer: 0 });

function show() {
  const { root, data: { days, at, texts } } = player, find = (selector) => root.querySelector(selector);
  const by = texts.by.replace("{n}", days[at]), range = find("input");
  find(".player").ariaLabel = texts.days;
  for (const name of ["back", "forth"]) Object.assign(find(`[data-act=${name}]`), { title: texts[name], ariaLabel: texts[name] });
  find("[data-act=play]").textContent = player.playing ? texts.pause : texts.play;
  Object.assign(range, { max: days.length - 1, value: at, ariaLabel: texts.days, ariaValueText: by });
  find("output").textContent = by;
  find("[role=status]").textContent = `${by}; ${player.playing ? texts.playing : texts.paused}`;
}

function go(place) {
  const { days, at } = player.data;
  if (place !== at && place >= 0 && place < days.length) player.send("day", place);
}

function stop() {
  clearTimeout(player.timer);
  player.playing = false;
}

/** The next day after a while, or the end. */
function goOn() {
  clearTimeout(player.timer);
  const { days, at } = player.data;
  if (!player.playing) return;
  if (at < days.length - 1) player.timer = setTimeout(() => go(at + 1), PACE);
  else if (player.begun) stop();
}

function play() {
  if (player.playing) stop();
  else {
    const { days, at } = player.data, again = at === days.length - 1;
    Object.assign(player, { playing: true, begun: !again });
    if (again) go(0);
    else goOn();
  }
  show();
}

function step(by) {
  stop();
  go(player.data.at + by);
  show();
}

export default function ({ data, parentElement: root, setTriggerValue }) {
  const fresh = player.root !== root;
  Object.assign(player, { root, data, send: setTriggerValue });
  if (fresh) {
    stop();
    root.querySelector("[data-act=back]").addEventListener("click", () => step(-1));
    root.querySelector("[data-act=forth]").addEventListener("click", () => step(1));
    root.querySelector("[data-act=play]").addEventListener("click", play);
    root.querySelector("input").addEventListener("input", (event) => step(event.target.value - player.data.at));
  }
  if (data.at < data.days.length - 1) player.begun = true;
  goOn();
  show();
}
