/* The page of disagreements: digits choose codes, typing adds another, Enter settles, n nothing, u undoes, arrows go on.

Decisions are sent by sending.js, which keeps them until they are received. */
"use strict";

(() => {
  const longest = 12;
  const guard = 350;
  let shownAt = 0;
  let busy = false;

  const byId = (id) => document.getElementById(id);
  const boxes = () => [...document.querySelectorAll("#choices input")];
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  function say(sentence) {
    const place = byId("said");
    if (place) place.textContent = sentence;
  }

  function send(url, values) {
    if (busy) return;
    busy = true;
    thematique.send({ url, values: Object.entries(values), target: "#disputes" });
  }

  function settle(nothing) {
    // the end of a double press was meant for the passage before
    if (Date.now() - shownAt < guard) return;
    const form = byId("settle");
    const codes = boxes().filter((box) => box.checked).map((box) => box.value);
    if (!nothing && !codes.length) return say("Gardez au moins un code, ou choisissez « rien ici ».");
    const { url, act, after } = form.dataset;
    send(url, { act, after, codes: nothing ? "" : codes.join("\n"), nothing: nothing ? "1" : "" });
  }

  function undo() {
    const { url, act } = byId("undo").dataset;
    send(url, { act });
  }

  /* the codes of the codebook, as one types */

  const options = () => [...document.querySelectorAll("#codes [role=option]")];
  const found = () => options().filter((option) => !option.hidden);
  const active = () => options().find((option) => option.getAttribute("aria-selected") === "true");

  function choose(option) {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      byId("add").setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      byId("add").removeAttribute("aria-activedescendant");
    }
  }

  function look() {
    const typed = plain(byId("add").value.trim());
    const rank = (option) => {
      const name = plain(option.textContent);
      if (name.startsWith(typed)) return 0;
      return name.split(/[^a-z0-9]+/).some((word) => word.startsWith(typed)) ? 1 : name.includes(typed) ? 2 : 3;
    };
    const ranked = typed ? options().map((option) => [rank(option), option]).filter(([n]) => n < 3) : [];
    const kept = ranked.sort(([one], [other]) => one - other).slice(0, longest).map(([, option]) => option);
    for (const option of options()) option.hidden = !kept.includes(option);
    for (const option of kept) byId("codes").append(option);
    byId("codes").hidden = !kept.length;
    byId("add").setAttribute("aria-expanded", String(kept.length > 0));
    choose(kept[0]);
  }

  function close() {
    byId("add").value = "";
    look();
  }

  function add(option) {
    const code = option.dataset.code;
    const there = boxes().find((box) => box.value === code);
    if (there) there.checked = true;
    else byId("choices").append(row(code, option.textContent, option.dataset.definition));
    say(`« ${option.textContent} » est gardé.`);
    close();
    (there || boxes().at(-1)).focus();
  }

  function row(code, name, definition) {
    const item = Object.assign(document.createElement("li"), { className: "choice" });
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "code", value: code, checked: true });
    const strong = Object.assign(document.createElement("b"), { textContent: name });
    const number = boxes().length + 1;
    label.append(box, " ");
    if (number <= 9) {
      box.dataset.digit = String(number);
      label.append(Object.assign(document.createElement("kbd"), { textContent: String(number) }), " ");
    }
    label.append(strong);
    item.append(label, Object.assign(document.createElement("p"), { className: "definition", textContent: definition }));
    return item;
  }

  function typing(event) {
    const all = found();
    const at = all.indexOf(active());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (all.length) choose(all[(at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length]);
    } else if (event.key === "Enter") {
      if (active()) add(active());
      else if (byId("add").value.trim()) say("Aucun code ne commence ainsi.");
      else settle(false);
    } else if (event.key === "Escape") {
      close();
      byId("dispute-title").focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  /* keys, wherever one is on the page */

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.id === "add") return event.repeat && event.key === "Enter" ? event.preventDefault() : typing(event);
    if (event.target.matches("select, textarea, input:not([type=checkbox])")) return;
    // who dictates has turned single letters off in the page Relire
    if (event.key.length === 1 && localStorage.getItem("thematique-letters") === "off") return;
    const press = { u: () => byId("undo")?.click(), n: () => byId("nothing")?.click(),
      ArrowRight: () => byId("next")?.click(), ArrowLeft: () => byId("previous")?.click() }[event.key];
    const box = document.querySelector(`#choices input[data-digit="${CSS.escape(event.key)}"]`);
    if (event.key === "Enter") {
      if (event.target.matches("button, a, summary")) return;
      if (!event.repeat && byId("settle")) settle(false);
    } else if (press) {
      if (!event.repeat) press();
    } else if (box && !box.disabled) {
      box.checked = !box.checked;
      say(`${box.checked ? "Gardé" : "Écarté"} : ${box.closest("label").querySelector("b").textContent}`);
    } else if (/^\p{L}$/u.test(event.key) && byId("add")) {
      byId("add").focus();
      return;
    } else {
      return;
    }
    event.preventDefault();
  }

  document.addEventListener("keydown", key);
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "settle") return;
    event.preventDefault();
    settle(false);
  }, true);
  document.addEventListener("input", (event) => event.target.id === "add" && look());
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#codes [role=option]");
    if (option) add(option);
    else if (event.target.closest("#nothing")) settle(true);
    else if (event.target.closest("#undo")) undo();
  });
  // while the connection is lost the decision waits, and would not be sent otherwise
  for (const what of ["answered", "refused"]) document.addEventListener(`sending:${what}`, () => { busy = false; });

  /* a new passage: its address, its place in the list, and where reading aloud begins */
  function arrived() {
    const place = byId("disputes");
    if (!place || place.dataset.met) return;
    place.dataset.met = "true";
    history.replaceState(null, "", place.dataset.address);
    document.querySelector(".listed [aria-current]")?.scrollIntoView({ block: "nearest" });
    if (shownAt) {
      byId("dispute-title").focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    shownAt = Date.now();
  }
  new MutationObserver(arrived).observe(byId("main"), { childList: true });
  arrived();
})();
