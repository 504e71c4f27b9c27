/* Words selected in the passage, by mouse, finger or keyboard, always whole. Positions count Unicode code points from
   the start of the passage, as on the server: a piece says where it starts, a sign shown by its number counts as one. */

const WORD = /\[[^\]\s]+\]|[\p{L}\p{M}\p{N}]+(?:[-‑·][\p{L}\p{M}\p{N}]+)*['’]?/gu;
const NAME = "chosen-words";

export class Selection {
  #passage = null;
  #words = [];
  #text = [];
  #changed;
  #first = -1;
  #last = -1;

  /* `changed` is called with the selection, or null, whenever it is another. */
  constructor(changed) {
    this.#changed = changed;
  }

  /* The passage that is shown now; what is selected stays when it is the same one. */
  attach(passage, { same }) {
    this.#passage = passage;
    this.#text = passage ? pieces(passage).flatMap((piece) => letters(piece)) : [];
    this.#words = words(this.#text);
    if (!same) this.drop();
    else this.#show();
  }

  /* What is selected: its positions and its words; null when nothing is. */
  get() {
    if (this.#first < 0) return null;
    const start = this.#words[this.#first].start;
    const end = this.#words[this.#last].end;
    return { start, end, text: this.#text.slice(start, end).join("") };
  }

  drop() {
    this.#forget();
    this.#select(-1, -1);
  }

  /* Take up what the mouse or the finger selected; what lies outside the passage is left out. */
  take() {
    const range = document.getSelection()?.rangeCount ? document.getSelection().getRangeAt(0) : null;
    if (!this.#passage || !range || !range.intersectsNode(this.#passage)) return;
    const span = this.#span(range);
    if (range.collapsed || !span) return;
    const touched = this.#words.flatMap((word, n) => (word.start < span.end && word.end > span.start ? [n] : []));
    if (touched.length) this.#select(touched[0], touched.at(-1));
  }

  /* Move an end of the selection by a word: left and right the last one, up and down the first one. */
  move(key) {
    const n = this.#words.length;
    if (!n) return;
    this.#forget();
    const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    if (this.#first < 0) {
      const at = step > 0 ? 0 : n - 1;
      this.#select(at, at);
    } else if (key === "ArrowLeft" || key === "ArrowRight") {
      const last = clamp(this.#last + step, n);
      this.#select(Math.min(this.#first, last), last);
    } else {
      const first = clamp(this.#first + step, n);
      this.#select(first, Math.max(first, this.#last));
    }
  }

  /* The browser's own selection would be taken up again at the next click. */
  #forget() {
    const own = document.getSelection();
    if (this.#passage && own?.rangeCount && own.getRangeAt(0).intersectsNode(this.#passage)) own.removeAllRanges();
  }

  #select(first, last) {
    const isNew = first !== this.#first || last !== this.#last;
    [this.#first, this.#last] = [first, last];
    this.#show();
    if (isNew) this.#changed(this.get());
  }

  #show() {
    const chosen = this.get();
    if (!globalThis.Highlight) return;
    if (!chosen || !this.#passage) return void CSS.highlights.delete(NAME);
    const range = new Range();
    range.setStart(...this.#point(chosen.start));
    range.setEnd(...this.#point(chosen.end));
    CSS.highlights.set(NAME, new Highlight(range));
  }

  /* Where the range starts and ends in the passage. */
  #span(range) {
    const touched = pieces(this.#passage).filter((piece) => range.intersectsNode(piece.firstChild));
    if (!touched.length) return null;
    const [first, last] = [touched[0], touched.at(-1)];
    const start = range.startContainer === first.firstChild ? before(first, range.startOffset) : 0;
    const end = range.endContainer === last.firstChild ? before(last, range.endOffset) : letters(last).length;
    return { start: at(first) + start, end: at(last) + end };
  }

  /* The text node and the offset in it where a position is. */
  #point(position) {
    const piece = pieces(this.#passage).findLast((one) => at(one) <= position);
    const text = piece.firstChild;
    const inside = position - at(piece);
    if ("sign" in piece.dataset) return [text, inside ? text.length : 0];
    return [text, [...text.data].slice(0, inside).join("").length];
  }
}

const at = (piece) => Number(piece.dataset.at);
const clamp = (n, size) => Math.max(0, Math.min(size - 1, n));

function pieces(passage) {
  return [...passage.querySelectorAll("[data-at]")].filter((piece) => piece.firstChild);
}

/* The code points of a piece; one that has no word for a sign shown by its number. */
function letters(piece) {
  return "sign" in piece.dataset ? ["\uFFFC"] : [...piece.textContent];
}

/* How many code points stand in a piece before an offset of the browser's. */
function before(piece, offset) {
  if ("sign" in piece.dataset) return offset ? 1 : 0;
  return [...piece.firstChild.data.slice(0, offset)].length;
}

function words(text) {
  const positions = [];
  text.forEach((letter, n) => positions.push(...Array(letter.length).fill(n)));
  positions.push(text.length);
  return [...text.join("").matchAll(WORD)].map((found) => ({
    start: positions[found.index],
    end: positions[found.index + found[0].length],
  }));
}
