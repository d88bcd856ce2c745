// Letters typed on a state lead to another: by its code, or by its name in any language, without accents.
const BETWEEN = 1000; // without a letter, before the next one begins another word [ms]

/** What is left of a name however it is written: as `plain` of simulator/words/finding.py, which made what is looked through. */
const letters = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").replaceAll("ة", "ه").replaceAll("ى", "ي");

/** Whether a key is a letter of a word; a space or a sign is, inside one. */
function spells(state, event) {
  if ([...event.key].length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  return event.timeStamp - state.typed.at < BETWEEN || /\p{L}/u.test(event.key);
}

/** The place of the state that the word so far leads to: whole names first, then beginnings, the reader's own name before others. */
function spelt(state, event) {
  const on = event.timeStamp - state.typed.at < BETWEEN;
  const word = (on ? state.typed.word : "") + letters(event.key);
  state.typed = { word, at: event.timeStamp };
  const { found } = state.plan, first = state.roving + (on ? 0 : 1); // a new word goes on from here
  const places = found.map((_, place) => (first + place) % found.length);
  const ways = [
    (names) => names.includes(word),
    (names) => names[0].startsWith(word),
    (names) => names.some((name) => name.startsWith(word)),
  ];
  return ways.map((leads) => places.find((place) => leads(found[place]))).find((place) => place !== undefined);
}
