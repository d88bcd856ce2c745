// Brings the board one piece of news; without a face.
function update({ data }) {
  const box = (globalThis.safeHavens ??= { heard: new Map() });
  box.heard.set(data.feed, data);
  box.hear?.(data);
}
