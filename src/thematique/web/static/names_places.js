/* Where things are on the page of names: what is marked, in which turn, and how to get there. */

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/* The pieces of something marked, on both sides; a wish may lie over a mask. */
export function pieces(item) {
  const name = CSS.escape(item);
  return all(`#texts mark[data-item="${name}"], #texts mark[data-also="${name}"]`);
}

/* What is masked in the original text, in its order; of a mask in several pieces the first. */
export function masks() {
  const seen = new Set();
  return all("#texts .raw mark.mask").filter((mark) => !seen.has(mark.dataset.item) && seen.add(mark.dataset.item));
}

/* Where a mark, or an entry of the list, stands: what the server is told instead of the words. */
export function placeOf(element) {
  const { start, end } = element.dataset;
  if ("turn" in element.dataset) {
    const { turn, where, place } = element.dataset;
    return { turn, where, key: place, start, end };
  }
  return { ...sideOf(element), start, end };
}

/* The text in which an element stands. */
export function sideOf(element) {
  const side = element.closest("[data-where]");
  return { turn: side.closest(".row").dataset.turn, where: side.dataset.where, key: side.dataset.place };
}

export function sideAt({ turn, where, key }) {
  const row = all(`#texts .row[data-turn="${CSS.escape(turn)}"]`);
  return row.flatMap((one) => all("[data-where]", one)).find((one) => one.dataset.where === where && one.dataset.place === key);
}

/* Does what was decided concern this mark? By its place, or by its name. */
export function concerns(decided, element) {
  if (!("turn" in decided)) return element.dataset.match === decided.match;
  const { turn, where, key, start, end } = placeOf(element);
  const same = turn === decided.turn && where === decided.where && key === decided.place;
  return same && Number(start) < Number(decided.end) && Number(decided.start) < Number(end);
}

/* Stretches that come near are laid out, and move what is below: so look again once they are. */
export function reach(element) {
  const row = element.closest(".row");
  let tries = 4;
  const settle = () => {
    const tall = row.offsetHeight > innerHeight / 2;
    (tall ? element : row).scrollIntoView({ block: "center" });
    if (--tries) requestAnimationFrame(settle);
  };
  settle();
}

/* The turn at the top of the window, where somebody who scrolled is reading. */
export function topRow() {
  const texts = document.getElementById("texts").getBoundingClientRect();
  const under = document.elementsFromPoint(texts.left + 20, Math.max(texts.top + 40, 60));
  return under.map((one) => one.closest(".row")).find(Boolean) ?? document.querySelector("#texts .row");
}
