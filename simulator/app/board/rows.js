// Rows of one character a state, as `simulator/presentation/preview.py` packs them, and which of them is shown now.
const CLASSES = ["low", "raised", "high"];
const STATUS = { r: "requesting", o: "other", u: "not_assessed", t: "thin" };

/** The row of which `text` is the difference from `reference`. */
function restored(text, reference) {
  const marks = text.replace(/\((\d+)\)/g, (_, n) => ".".repeat(+n));
  let row = "";
  for (let i = 0; i < marks.length; i++) row += marks[i] === "." ? reference[i] : marks[i];
  return row;
}

/** The levels of a table, each with both kinds of haven, from the differences that were sent. */
function unpacked(table, result) {
  const levels = new Map(table.levels.map((id) => [id, {}]));
  for (const kind of ["data", "person"]) {
    let last = result.kinds[kind];
    table[kind].forEach(([classes, chances, kept, havens, change, ...before], i) => {
      const after = {
        classes: restored(classes, last.after.classes),
        chances: restored(chances, last.after.chances),
        kept, havens, change,
      };
      const then = before.length
        ? { classes: restored(before[0], last.before.classes), chances: restored(before[1], last.before.chances) }
        : last.before;
      last = { after, before: then };
      levels.get(table.levels[i])[kind] = last;
    });
  }
  return levels;
}

/** Keep a table that belongs to the result on the screen; one of the same key is added to. */
function keep(state, table) {
  if (state.result?.id !== table.against) return;
  const known = state.tables.get(table.lever);
  const levels = unpacked(table, state.result);
  if (known?.key === table.key) for (const [id, row] of levels) known.levels.set(id, row);
  else state.tables.set(table.lever, { key: table.key, levels });
}

/** Levels of a lever that are known all else as the scenario stands, or none. */
function known(state, lever) {
  const table = state.tables.get(lever);
  return table && table.key === state.result?.keys[lever] ? table.levels : null;
}

/** What is to be seen: the level under the hand where it is known, else the result. */
function shown(state) {
  const whole = { kinds: state.result.kinds, exact: true };
  if (!state.moving) return whole;
  const levels = known(state, state.moving.lever);
  if (!levels) return whole;
  if (levels.has(state.moving.level)) return { kinds: levels.get(state.moving.level), exact: false };
  const near = nearest(levels, state.moving.level);
  return near ? { kinds: levels.get(near), exact: false, near } : whole;
}

/** The known number of parties next below a level `order-number`; Python says which numbers are alike. */
function nearest(levels, level) {
  const [order, many] = split(level);
  let best = null, most = -1;
  for (const id of levels.keys()) {
    const [along, count] = split(id);
    if (along === order && count <= many && count > most) [best, most] = [id, count];
  }
  return best;
}

function split(level) {
  const at = level.lastIndexOf("-");
  return at < 0 ? [level, NaN] : [level.slice(0, at), +level.slice(at + 1)];
}
