// Acts: what somebody did and Python has not answered yet. All of it goes with the next, each under its number.
const box = (globalThis.safeHavens ??= { heard: new Map() });
const acts = (box.acts ??= { count: 0, waiting: [], send: null, line: new MutationObserver(again) });
acts.line.observe(document.querySelector("[data-testid=stApp]"), { attributeFilter: ["data-test-connection-state"] });

/** Send an act by a component, and all before it that may not have arrived; its number. */
function perform(send, name, value) {
  acts.waiting.push({ n: ++acts.count, name, value });
  acts.send = send;
  send("acts", [...acts.waiting]);
  return acts.count;
}

/** Once the line to the server is there again: what was done meanwhile goes now. */
function again([{ target }]) {
  if (target.dataset.testConnectionState === "CONNECTED" && acts.waiting.length) acts.send("acts", [...acts.waiting]);
}

/** Forget what Python has answered. */
function answered(number) {
  acts.count = Math.max(acts.count, number);
  acts.waiting = acts.waiting.filter(({ n }) => n > number);
}

/** The last act of a name that waits for its answer, of those that a test lets through. */
const waiting = (name, test = () => true) => acts.waiting.findLast((one) => one.name === name && test(one.value));
