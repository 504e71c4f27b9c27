/* The private page of names: a key or a button for each decision; what is decided is marked at once, and in the texts
   once it is applied. The server is told places, never words. */
import { Combobox } from "./combobox.js";
import { chosenWords, settle, takeBack } from "./names_outcomes.js";
import { masks, pieces, placeOf, reach, sideAt, sideOf, topRow } from "./names_places.js";
import { Selection } from "./selection.js";

const { send } = window.thematique;
const find = (id) => document.getElementById(id);
const panel = find("panel");
const entries = () => [...find("list").children];
const open = (entry) => !entry.dataset.state;

let current = null;
let row = null;
let side = null;
/* what each message was about when it left: one may be elsewhere when its answer comes */
const sent = new WeakMap();

const selection = new Selection((words) => {
  show();
  if (words) say(`Sélection : ${words.text}`);
});
const others = new Combobox(find("other"), find("entities"), {
  picked: ({ code }) => {
    closeMerge();
    decide("merge", { other: code, scope: "study" });
  },
  left: closeMerge,
});

/* what one is on: words that were selected, an entry of the list, or a mask */

function state() {
  if (selection.get()) return "selection";
  if (!current) return "none";
  if (current.matches("li")) return { mask: "wish", unmask: "wanted" }[current.dataset.wish] ?? "doubt";
  return current.classList.contains("mask") ? "mask" : "selection";
}

function place() {
  const words = selection.get();
  if (words) return { ...sideOf(side), start: words.start, end: words.end };
  return current && placeOf(current);
}

function show() {
  const on = state();
  const words = selection.get();
  panel.dataset.on = on;
  for (const one of document.querySelectorAll("mark.at, #list li.at")) one.classList.remove("at");
  for (const one of current ? pieces(current.dataset.item) : []) one.classList.add("at");
  if (current?.matches("li")) current.classList.add("at");
  if (words) return tell(words.text, "mots sélectionnés");
  if (!current) return undefined;
  if (current.matches("li")) return tell(current.querySelector("b").textContent, current.querySelector("small").textContent);
  return tell(current.textContent, [current.dataset.code, current.dataset.told].filter(Boolean).join(" · "));
}

function tell(what, why) {
  find("what").textContent = what;
  find("why").textContent = why;
  find("scope").textContent = {
    doubt: "Masquer dans toute l’étude (Maj : ici seulement). Laisser dans cet entretien (Maj : dans toute l’étude).",
    selection: "Masquer dans toute l’étude (Maj : ici seulement).",
    wish: "Masquer dans toute l’étude (Maj : ici seulement).",
    wanted: "Démasquer ici (Maj : dans toute l’étude).",
    mask: "Démasquer ici (Maj : dans toute l’étude). Changer de nature partout (m, l, o ; Maj : ici).",
  }[panel.dataset.on] ?? "";
}

function say(sentence) {
  find("said").textContent = sentence;
}

function goTo(next, { scroll = true } = {}) {
  current = next;
  selection.drop();
  const mark = next.matches("li") ? pieces(next.dataset.item)[0] : next;
  if (next.matches("li")) next.scrollIntoView({ block: "nearest" });
  if (mark) {
    stand(mark.closest(".row"));
    attach(mark.closest("[data-where]") ?? sideAt(placeOf(next)));
    if (scroll) reach(mark);
    (mark.closest(".raw") ? mark : row).focus({ preventScroll: true });
  }
  show();
  const at = entries().indexOf(next) + 1;
  say(`${at ? `${at} sur ${entries().length} : ` : ""}${find("what").textContent}, ${find("why").textContent}`);
}

function stand(next) {
  row?.classList.remove("at");
  row = next;
  row?.classList.add("at");
  if (row?.id) history.replaceState(null, "", `#${row.id}`);
}

function attach(text) {
  if (text === side) return;
  side = text;
  selection.attach(side, { same: false });
}

function step(by) {
  const all = entries();
  const from = current?.matches("li") ? all.indexOf(current) : by > 0 ? -1 : all.length;
  for (let at = from + by; at >= 0 && at < all.length; at += by) if (open(all[at])) return goTo(all[at]);
  return say(by > 0 ? "Il n’y a plus rien à regarder après." : "Il n’y a rien à regarder avant.");
}

function stepMask(by) {
  const all = masks();
  const from = current?.matches(".mask") ? current : (row ?? topRow());
  const at = all.indexOf(from);
  const behind = all.findIndex((one) => from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = at >= 0 ? at + by : by > 0 ? behind : (behind < 0 ? all.length : behind) - 1;
  if (all[next]) goTo(all[next]);
  else say(by > 0 ? "C’était le dernier masque." : "C’était le premier masque.");
}

function stepRow(by) {
  const all = [...document.querySelectorAll("#texts .row")];
  const next = all[all.indexOf(row ?? topRow()) + (row ? by : 0)];
  if (!next) return;
  current = null;
  stand(next);
  attach(next.querySelector(".raw .says"));
  selection.drop();
  reach(next);
  next.focus({ preventScroll: true });
  show();
}

/* what one can decide */

function decide(what, { kind = "", scope = "here", other = "" } = {}) {
  const where = place();
  if (!where) return say("Choisissez d’abord un doute, un masque, ou des mots du texte d’origine.");
  const wish = current?.dataset.wish ? current.dataset.item.slice(1) : "";
  if (what === "mask" && wish && !selection.get() && "long" in current.dataset) {
    return say("Ce signalement porte sur tout un passage : sélectionnez d’abord les mots à masquer."), tell(find("what").textContent, find("said").textContent);
  }
  const values = { do: what, kind, scope, other, wish, document: find("desk").dataset.document, ...where };
  post("/nom/decision/", Object.entries(values).filter(([, value]) => value !== ""));
}

function post(url, values) {
  const about = { item: current, range: chosenWords() };
  sent.set(send({ url, values, target: "#done" }), about);
}

const actions = {
  next: () => step(1),
  previous: () => step(-1),
  mask: ({ kind, far }) => state() === "mask"
    ? decide("kind", { kind, scope: far ? "here" : "study" })
    : decide("mask", { kind, scope: far ? "here" : "study" }),
  leave: ({ far }) => state() === "doubt" && decide("leave", { scope: far ? "study" : "document" }),
  unmask: ({ far }) => ["mask", "wanted"].includes(state()) && decide("unmask", { scope: far ? "study" : "here" }),
  split: () => state() === "mask" && decide("split", { scope: "document" }),
  decline: () => ["wish", "wanted"].includes(state()) && decide("decline"),
  merge() {
    if (state() !== "mask") return say("Choisissez d’abord un nom masqué.");
    find("merge").hidden = false;
    others.open();
  },
  kinds: () => place() && find("kinds").showModal(),
  undo: () => post("/nom/annuler/", []),
  help: () => find("help").showModal(),
  drop: () => selection.drop(),
};

function closeMerge() {
  find("merge").hidden = true;
  row?.focus({ preventScroll: true });
}

/* what the server answers */

document.addEventListener("sending:answered", ({ detail }) => {
  const answer = find("done").dataset;
  const refused = find("done").classList.contains("problem");
  const about = sent.get(detail);
  if (!refused && "undone" in answer) takeBack(answer);
  else if (!refused) settle(answer, { wish: detail.values.find(([name]) => name === "wish")?.[1], range: about?.range });
  if (!refused && find("apply-form")) find("apply-form").hidden = false;
  say(find("done").textContent);
  count();
  const stayed = about?.item === current && about.range === chosenWords();
  if (refused || !stayed || "undone" in answer) return show();
  const decided = current?.matches("li") && !open(current);
  selection.drop();
  return decided ? step(1) : show();
});

function count() {
  const left = entries().filter(open).length;
  find("left").textContent = entries().length ? `${left} sur ${entries().length}` : "";
}

/* keys, buttons, mouse */

const KEYS = {
  j: ["next"], k: ["previous"], m: ["mask", "PER"], l: ["mask", "LOC"], o: ["mask", "ORG"], n: ["kinds"], p: ["leave"],
  u: ["unmask"], f: ["merge"], s: ["split"], x: ["decline"], z: ["undo"], "?": ["help"], Escape: ["drop"],
};
const MOVES = {
  ArrowRight: () => stepMask(1), ArrowLeft: () => stepMask(-1), ArrowDown: () => stepRow(1), ArrowUp: () => stepRow(-1),
};

function extend(key) {
  if (!selection.get() && current && !current.matches("li") && current.closest(".raw")) {
    getSelection().selectAllChildren(current);
    selection.take();
  }
  if (!side && row) attach(row.querySelector(".raw .says"));
  selection.move(key);
}

document.addEventListener("keydown", (event) => {
  const { key, shiftKey, target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (find("kinds").open) return chooseKind(event);
  if (find("help").open || target.closest("input, select, textarea, dialog")) return;
  if ((key === "Enter" || key === " ") && target.closest("a, button, summary")) return;
  const move = shiftKey && key in MOVES ? () => extend(key) : MOVES[key];
  const letter = key.length === 1;
  if (!move && (event.repeat || (letter && key !== "?" && !letters.checked))) return;
  const [action, kind] = KEYS[letter ? key.toLowerCase() : key] ?? [];
  if (!move && !action) return;
  event.preventDefault();
  if (move) move();
  else actions[action]({ kind, far: shiftKey });
});

function chooseKind(event) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const chosen = digit && document.querySelectorAll("#kinds [data-chosen]")[digit - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const chosen = target.closest("[data-chosen]");
  const button = target.closest("[data-do]");
  const entry = target.closest("#list li");
  const clicked = target.closest("#texts mark");
  if (chosen) {
    find("kinds").close();
    actions.mask({ kind: chosen.dataset.chosen, far: false });
  } else if (button) {
    // the second half of a double click is no second decision
    if (event.detail < 2) actions[button.dataset.do]({ kind: button.dataset.kind, far: event.shiftKey });
  } else if (entry) goTo(entry);
  else if (clicked && getSelection().isCollapsed) goTo(meant(clicked), { scroll: false });
});

/* A doubt or a wish is meant by its entry in the list, a mask by its first piece in the original text. */
function meant(clicked) {
  const entry = entries().find((one) => [clicked.dataset.item, clicked.dataset.also].includes(one.dataset.item));
  return entry ?? pieces(clicked.dataset.item)[0] ?? clicked;
}

document.addEventListener("pointerup", () => setTimeout(() => {
  const own = getSelection();
  if (own.isCollapsed) return;
  const from = own.getRangeAt(0).startContainer.parentElement?.closest("#texts .raw [data-where]");
  if (!from) return;
  // to go to another text forgets what is selected
  const range = own.getRangeAt(0).cloneRange();
  stand(from.closest(".row"));
  attach(from);
  own.removeAllRanges();
  own.addRange(range);
  selection.take();
}));
document.addEventListener("pointerdown", ({ target }) => target.closest("#texts") && selection.drop());

const letters = find("letters");
letters.checked = localStorage.getItem("thematique-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("thematique-letters", letters.checked ? "on" : "off"));

count();
const asked = /^#t\d+$/.test(location.hash) && document.querySelector(location.hash);
if (asked) {
  stand(asked);
  reach(asked);
}
find("main").focus({ preventScroll: true });
