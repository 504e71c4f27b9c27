/* The review page: a key or a button for each action; the passage is exchanged without reloading the page. */
import { Combobox } from "./combobox.js";
import { Selection } from "./selection.js";

const { send, isLost } = window.thematique;
const find = (id) => document.getElementById(id);
const card = () => find("card");
const lines = () => [...document.querySelectorAll("#card .line")];
const draftOf = (reading) => `thematique-memo-${document.body.dataset.outbox}-${reading}`;
const ALWAYS = ["next", "previous", "undo", "help", "drop"];
const DOUBLE = 400;

let chosen = -1;
let shown = "";
let leaving = false;
let last = { action: "", at: 0, waits: false };

const selection = new Selection((words) => {
  find("selected").hidden = !words;
  document.querySelector("#selected q").textContent = words?.text ?? "";
  if (words) say(`Sélection : ${words.text}`);
});
const codes = new Combobox(find("other"), find("codes"), {
  picked: ({ code, name }) => {
    toPassage();
    act("accept", { code, name });
  },
  left: () => toPassage(),
});

/* the server's side */

function post(url, extra = {}, options = {}) {
  const { reading, after } = card().dataset;
  const filter = new URLSearchParams(location.search);
  filter.delete("passage");
  const values = Object.entries({ ...Object.fromEntries(filter), ...(reading && { reading, after }), ...extra });
  last.waits = true;
  return send({ url, values, ...options });
}

function decide(line, { code, name, verdict, part }) {
  const words = part ? selection.get() : null;
  post("/relire/decision/", { code, verdict, ...(words && { start: words.start, end: words.end }) });
  if (part) selection.drop();
  line?.classList.add("waiting");
  say(`Envoi : ${name}`);
}

function leave(url, extra, options) {
  leaving = true;
  post(url, extra, options);
}

/* what one can do */

const actions = {
  accept({ line = lines()[chosen], code, name } = {}) {
    const part = Boolean(selection.get());
    if (!code && (!line || (line.classList.contains("accept") && !part))) return say(line ? "Déjà accepté." : "");
    const target = code ? lines().find((one) => one.dataset.code === code && !("part" in one.dataset)) : line;
    const given = { code: code ?? line.dataset.code, name: name ?? line.dataset.name };
    decide(part ? null : target, { ...given, verdict: "accept", part });
    if (!part && target) advance();
  },
  reject({ line = lines()[chosen] } = {}) {
    if (!line || "part" in line.dataset) return;
    if (line.classList.contains("reject")) return say("Déjà rejeté.");
    decide(line, { code: line.dataset.code, name: line.dataset.name, verdict: "reject", part: false });
    advance();
  },
  withdraw({ line = lines()[chosen] } = {}) {
    if (!line?.dataset.coding) return;
    post("/relire/retrait/", { coding: line.dataset.coding });
    line.classList.add("waiting");
  },
  nothing: () => leave("/relire/decision/", { code: "" }),
  next: () => leave("/relire/pas/", { to: "next" }, { keep: false }),
  previous: () => leave("/relire/pas/", { to: "previous" }, { keep: false }),
  undo: () => leave("/relire/annuler/"),
  code: ({ letters } = {}) => codes.open(letters),
  name() {
    const words = selection.get();
    if (!words) return say("Sélectionnez d’abord les mots qui désignent quelqu’un.", { loud: true });
    const wish = /^\[[^\]\s]+\]$/u.test(words.text) ? "unmask" : "mask";
    post("/relire/nom/", { start: words.start, end: words.end, wish });
    selection.drop();
  },
  memo() {
    find("memo").hidden = false;
    const field = find("memo-field");
    const draft = sessionStorage.getItem(draftOf(shown));
    field.value = draft ?? find("memo-text")?.textContent ?? "";
    field.focus();
  },
  "leave-memo": () => closeMemo(),
  drop: () => selection.drop(),
  context() {
    const whole = card().classList.toggle("whole");
    document.querySelector("[data-do=context]")?.setAttribute("aria-expanded", String(whole));
  },
  help: () => find("help").showModal(),
};

/* Do it, unless it is the same key twice for one thing, or the passage is just being left. */
function act(action, details = {}) {
  const now = performance.now();
  const same = `${action} ${details.code ?? details.line?.dataset.number ?? ""}`;
  if (last.waits && same === last.action && now - last.at < DOUBLE) return;
  if (leaving && !isLost() && action !== "help") return say("Le passage suivant arrive.");
  if (!card().dataset.reading && !ALWAYS.includes(action)) return;
  if (isLost() && ["next", "previous"].includes(action)) {
    return say("La connexion est perdue : restez sur ce passage, vos décisions sont gardées.", { loud: true });
  }
  last = { action: same, at: now, waits: false };
  actions[action](details);
}

function choose(at, { focus = false } = {}) {
  const all = lines();
  chosen = all.length ? Math.max(0, Math.min(all.length - 1, at)) : -1;
  all.forEach((line, n) => {
    line.classList.toggle("chosen", n === chosen);
    line.tabIndex = n === chosen ? 0 : -1;
  });
  const number = all[chosen]?.dataset.number;
  for (const word of document.querySelectorAll("#passage u")) {
    word.classList.toggle("now", word.dataset.for.split(" ").includes(number));
  }
  if (focus) all[chosen]?.focus();
}

/* The next suggestion on which nothing is decided; where all are, the choice stays. */
function advance() {
  const all = lines();
  const open = (line) => !line.matches(".accept, .reject, .waiting");
  const at = all.findIndex((line, n) => n > chosen && open(line));
  choose(at >= 0 ? at : Math.max(all.findIndex(open), 0) || chosen);
}

function say(sentence, { loud = false } = {}) {
  find("said").textContent = sentence;
  if (loud) find("told").textContent = sentence;
}

function toPassage() {
  (find("passage") ?? find("main")).focus({ preventScroll: true });
}

function closeMemo() {
  find("memo").hidden = true;
  toPassage();
}

/* The card as it is now: at the start, and after each answer. */
function show() {
  const { reading = "" } = card().dataset;
  const same = reading === shown && reading !== "";
  const at = chosen;
  shown = reading;
  selection.attach(find("passage"), { same });
  if (same) choose(at);
  else choose(0);
  if (lines()[chosen]?.matches(".accept, .reject")) advance();
  if (!same) {
    scrollTo(0, 0);
    find("memo").hidden = true;
  }
  return same;
}

document.addEventListener("sending:answered", ({ detail }) => {
  const { activeElement: focused } = document;
  const onLine = focused === document.body || focused?.closest("#card");
  leaving = false;
  last.waits = false;
  const same = show();
  say(find("told").textContent);
  if (detail.url === "/relire/memo/") sessionStorage.removeItem(draftOf(shown));
  if (focused?.matches("input, textarea, select, summary")) return;
  if (same && onLine && lines()[chosen]) lines()[chosen].focus({ preventScroll: true });
  else toPassage();
});
for (const event of ["sending:lost", "sending:refused"]) {
  document.addEventListener(event, () => {
    leaving = false;
    last.waits = false;
  });
}

/* keys, buttons, mouse */

const KEYS = {
  a: "accept", r: "reject", n: "nothing", u: "undo", m: "memo", c: "code", i: "name", x: "context", "?": "help",
  Enter: "next", ArrowRight: "next", ArrowLeft: "previous", Delete: "withdraw", Backspace: "withdraw", Escape: "drop",
};

function press(event) {
  const { key, code, target, shiftKey } = event;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (find("help").open || target.closest("input, select, textarea, [contenteditable]")) return;
  if ((key === "Enter" || key === " ") && target.closest("a, button, summary")) return;
  if (shiftKey && key.startsWith("Arrow")) return take(event, () => selection.move(key));
  if (key === "ArrowDown" || key === "ArrowUp") {
    return take(event, () => choose(chosen + (key === "ArrowDown" ? 1 : -1), { focus: true }));
  }
  if (event.repeat) return;
  const letter = key.length === 1;
  if (letter && key !== " " && !find("letters").checked && key !== "?") return;
  // on a French keyboard, the digits' row gives letters and signs
  const digit = /^[1-9]$/.test(key) ? key : (!shiftKey && /^Digit([1-9])$/.exec(code)?.[1]) || "";
  if (digit) return take(event, () => acceptNumber(digit));
  const action = KEYS[letter ? key.toLowerCase() : key];
  if (action) take(event, () => act(action));
  else if (/^\p{L}$/u.test(key)) take(event, () => act("code", { letters: key }));
}

function take(event, action) {
  event.preventDefault();
  action();
}

function acceptNumber(digit) {
  const line = lines().find((one) => one.dataset.number === digit);
  if (!line) return;
  choose(lines().indexOf(line));
  act("accept", { line });
}

document.addEventListener("keydown", press);
document.addEventListener("click", (event) => {
  const line = event.target.closest("#card .line");
  if (line) choose(lines().indexOf(line));
  const button = event.target.closest("[data-do]");
  const deciding = ["accept", "reject", "withdraw", "nothing"].includes(button?.dataset.do);
  // the second half of a double click may meet another button, which nobody meant
  if (!button || (event.detail > 1 && deciding)) return;
  act(button.dataset.do, line ? { line } : {});
});
document.addEventListener("pointerup", () => setTimeout(() => selection.take()));
document.addEventListener("selectionchange", () => {
  clearTimeout(selection.timer);
  selection.timer = setTimeout(() => matchMedia("(pointer: coarse)").matches && selection.take(), 300);
});
document.addEventListener("pointerdown", ({ target }) => target.closest("#passage") && selection.drop());

find("memo").addEventListener("submit", (event) => {
  event.preventDefault();
  post("/relire/memo/", { text: find("memo-field").value });
  closeMemo();
});
find("memo-field").addEventListener("input", ({ target }) => sessionStorage.setItem(draftOf(shown), target.value));
find("memo-field").addEventListener("keydown", (event) => {
  if (event.key === "Escape") take(event, closeMemo);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take(event, () => find("memo").requestSubmit());
});
const letters = find("letters");
letters.checked = localStorage.getItem("thematique-letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("thematique-letters", letters.checked ? "on" : "off"));

show();
toPassage();
