/*
 * The keyboard in the grid of the score desk: arrows move from cell to cell, Enter opens one (it is a link), and once
 * its points are saved the next cell below has the focus. Without scripts each cell is a link to its own page.
 */
const grid = document.querySelector("[data-score-grid]");

const linkAt = (row, place) => row?.cells[place]?.querySelector("[data-cell]");

function next(cell, down, right) {
  let row = cell.parentElement;
  let place = cell.cellIndex;
  do {
    if (down > 0) row = row.nextElementSibling;
    if (down < 0) row = row.previousElementSibling;
    place += right;
    if (!row || place < 0 || place >= row.cells.length) return null;
  } while (!linkAt(row, place));
  return linkAt(row, place);
}

const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

grid?.addEventListener("keydown", (event) => {
  const link = event.target.closest("[data-cell]");
  const move = MOVES[event.key];
  if (!link || !move) return;
  event.preventDefault();
  next(link.closest("td"), ...move)?.focus();
});

document.addEventListener("score-saved", () => {
  const saved = document.querySelector("#editor [data-saved]");
  const cell = saved && document.getElementById(`c-${saved.dataset.saved}`);
  if (!cell) return;
  (next(cell, 1, 0) ?? linkAt(cell.parentElement, cell.cellIndex))?.focus();
});
