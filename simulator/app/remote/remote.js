// The steps of a story: by two buttons, and by the keys that a presenter's remote sends, wherever the focus is.
const remote = (box.remote ??= {});
const step = (by) => perform(remote.send, "step", by);
const KEYS = { PageUp: -1, PageDown: 1 };

function onKey(event) {
  if (!(event.key in KEYS) || !remote.root.isConnected) return;
  event.preventDefault();
  step(KEYS[event.key]);
}

function update({ data, parentElement: root, setTriggerValue }) {
  const before = remote.root, buttons = [...root.querySelectorAll("button")];
  Object.assign(remote, { root, send: setTriggerValue });
  buttons.forEach((button, i) => { button.textContent = data.words[i]; });
  if (!before) addEventListener("keydown", onKey, true);
  if (before !== root) for (const button of buttons) button.addEventListener("click", () => step(+button.dataset.step));
}
