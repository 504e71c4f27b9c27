/* What was decided on the page of names, marked before the texts follow: on both sides and in the list. */
import { concerns, pieces } from "./names_places.js";

const OUTCOMES = { leave: "laissé", declined: "écarté" };
const KINDS = Object.fromEntries(
  [...document.querySelectorAll("#kinds [data-chosen]")].map((one) => [one.dataset.chosen, one.lastChild.textContent.trim()]),
);
const soon = globalThis.Highlight ? new Highlight() : new Set();
const ranges = new Map();
const entries = () => [...document.querySelectorAll("#list li")];

if (globalThis.Highlight) CSS.highlights.set("soon-masked", soon);

/* The words that are selected, where the browser can mark them. */
export function chosenWords() {
  return globalThis.Highlight ? [...(CSS.highlights.get("chosen-words") ?? [])][0] : undefined;
}

/* `decided` is what the server says of a correction; `wish` the one it answers; `range` are the words it was sent for,
   if words were selected. */
export function settle(decided, { wish, range }) {
  const outcome = { unmask: "leave", mask: decided.kind || "PER", kind: decided.kind }[decided.did];
  const marks = outcome ? [...entries(), ...document.querySelectorAll("#texts .raw mark")] : [];
  for (const one of marks.filter((other) => concerns(decided, other))) {
    mark(one, outcome, decided.number);
    for (const piece of pieces(one.dataset.item)) mark(piece, outcome, decided.number);
  }
  const entry = wish && entries().find((one) => one.dataset.item === `w${wish}`);
  if (entry) mark(entry, decided.did ? (outcome ?? "answered") : "declined", decided.number ?? "");
  if (decided.did === "mask" && range) {
    ranges.set(decided.number, range);
    soon.add(range);
  }
}

/* What was decided earlier than this page has no mark to take away: the page is read anew. */
export function takeBack({ number, did }) {
  const touched = document.querySelectorAll(`[data-by="${CSS.escape(number ?? "none")}"]`);
  if (!touched.length && !ranges.has(number) && !["merge", "split"].includes(did)) location.reload();
  for (const one of touched) mark(one, "", "");
  if (ranges.has(number)) soon.delete(ranges.get(number));
  ranges.delete(number);
}

function mark(element, outcome, number) {
  element.dataset.state = outcome;
  element.dataset.by = number;
  const told = element.querySelector(".outcome");
  if (told) told.textContent = outcome && (OUTCOMES[outcome] ?? KINDS[outcome] ?? "répondu");
}
