// How tiles lie: by hand, so that neighbours touch; or, where a finger could not tell them apart, in blocks of regions.
const NARROW = 620; // of the board [px]; board.css has the same
const CELL = { w: 27.5, h: 24.5 }; // of a tile in a block, in pixels of a phone: no side under 24
const LETTERS = "600 11px sans-serif"; // about as wide as those of a block's name

/** Columns of blocks that have room, or 0 for the grid laid by hand. */
function columnsOf(state) {
  const width = state.find("[data-board]").clientWidth;
  return width > 0 && width <= NARROW ? Math.floor(width / (CELL.w - 0.5)) : 0;
}

/** The cell of every state, the size of a cell and of the picture, and the words between the tiles. */
function layOf(state, columns) {
  return columns ? inBlocks(state, columns) : byHand(state);
}

function byHand(state) {
  const { states, grid: [columns, rows], texts } = state.plan;
  const w = MAP.width / columns, h = MAP.height / rows;
  const apart = states.filter((one) => !one[4]);
  const notes = [{ words: texts.outside, x: 2, y: Math.min(...apart.map((one) => one[3])) * h - 4 }];
  return { columns: 0, cells: states.map((one) => one.slice(2, 4)), w, h, size: MAP, notes };
}

/** Regions one below the other: the name of each stands before its first, shorter row. */
function inBlocks(state, columns) {
  const { states, regions, texts, direction } = state.plan;
  const { w, h } = CELL, cells = [], notes = [];
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = LETTERS;
  let row = 0;
  [...regions, texts.outside].forEach((words, block) => {
    const members = states.flatMap((one, place) => ((one[4] ? one[5] : regions.length) === block ? [place] : []));
    const room = Math.ceil((pen.measureText(words).width + 8) / w); // cells that the name takes
    const before = columns * Math.ceil((members.length + room) / columns) - members.length;
    members.forEach((place, i) => {
      const at = before + i, column = at % columns;
      cells[place] = [direction === "rtl" ? columns - 1 - column : column, row + Math.floor(at / columns)];
    });
    notes.push({ words, x: direction === "rtl" ? columns * w - 2 : 2, y: (row + 0.68) * h });
    row += Math.ceil((before + members.length) / columns);
  });
  return { columns, cells, w, h, size: { width: columns * w, height: row * h }, notes };
}

/** Lay the tiles anew when the board has become wider or narrower. */
function follow(state) {
  state.watch?.disconnect();
  state.watch = new ResizeObserver(() => {
    const columns = columnsOf(state);
    if (columns === state.lay.columns) return;
    state.lay = layOf(state, columns);
    state.panes = [];
    state.find(".panes").replaceChildren();
    state.paint();
  });
  state.watch.observe(state.find("[data-board]"));
}
