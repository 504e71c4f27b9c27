/* The reading view: which margins are shown, going from one coded passage to the next, marking words, coding a selection. */
"use strict";

(() => {
  const turns = document.getElementById("turns");
  if (!turns) return;
  const jump = document.getElementById("jump");
  const where = document.getElementById("where");
  const pick = document.getElementById("pick");
  const form = pick.querySelector("form");
  const off = { voices: new Set(), codes: new Set() };
  let at = null;

  const unseen = (mark) => mark.hidden || mark.closest(".is-empty");

  /* What is shown. */

  function isShown(part) {
    return !off.voices.has(part.dataset.voice);
  }

  function showTurn(turn, onlyCoded) {
    const shown = new Set();
    for (const mark of turn.querySelectorAll(".mark")) {
      const says = [...mark.querySelectorAll(".by")];
      for (const by of says) by.hidden = !isShown(by);
      const given = says.some((by) => isShown(by) && !by.classList.contains("refused"));
      mark.hidden = off.codes.has(mark.dataset.code) || !given;
      if (!mark.hidden && mark.dataset.code) shown.add(mark);
    }
    let covered = false;
    for (const stripe of turn.querySelectorAll(".lanes rect")) {
      const mark = markOf(stripe);
      const hide = !isShown(stripe) || !mark || off.codes.has(mark.dataset.code);
      stripe.classList.toggle("off", hide);
      covered ||= !hide;
    }
    turn.classList.toggle("is-empty", onlyCoded && !shown.size && !covered);
  }

  function show() {
    const onlyCoded = document.getElementById("coded").checked;
    for (const turn of turns.querySelectorAll(".turn")) showTurn(turn, onlyCoded);
    for (const stretch of turns.children) stretch.hidden = !stretch.querySelector(".turn:not(.is-empty)");
    turns.classList.toggle("no-notes", !document.getElementById("notes").checked);
    turns.dispatchEvent(new Event("margins"));
    count();
  }

  document.querySelector(".margins")?.addEventListener("change", ({ target }) => {
    const [set, name] = "voice" in target.dataset ? [off.voices, target.dataset.voice] : [off.codes, target.dataset.code];
    if (name !== undefined) set[target.checked ? "delete" : "add"](name);
    show();
  });
  for (const [id, checked] of [["all", true], ["none", false]]) {
    document.getElementById(id)?.addEventListener("click", () => {
      for (const box of document.querySelectorAll(".margins [data-code]")) {
        box.checked = checked;
        off.codes[checked ? "delete" : "add"](box.dataset.code);
      }
      show();
    });
  }

  /* From one coded passage to the next. */

  function stops() {
    const wanted = jump.value;
    return [...turns.querySelectorAll(".mark")].filter(
      (mark) => mark.dataset.code && (!wanted || mark.dataset.code === wanted) && !unseen(mark),
    );
  }

  function go(step) {
    const all = stops();
    if (!all.length) {
      where.value = "aucun passage codé n’est affiché";
      return;
    }
    const focused = document.activeElement?.closest?.(".mark");
    const from = focused || (at?.isConnected ? at : null) || nearest();
    let index = all.indexOf(from);
    if (index >= 0) index += step;
    else index = all.findIndex((mark) => from && from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) - (step < 0 ? 1 : 0);
    if (index === -1 && step > 0) index = all.length;
    if (index < 0 || index >= all.length) {
      where.value = step > 0 ? "c’était le dernier passage" : "c’était le premier passage";
      return;
    }
    at = all[index];
    at.focus({ preventScroll: true });
    reach(at);
    where.value = `${index + 1} sur ${all.length}`;
  }

  /* The turn at the top of the window, where somebody who scrolled is reading. */
  function nearest() {
    const top = document.querySelector(".tools").getBoundingClientRect().bottom + 1;
    const box = turns.getBoundingClientRect();
    const under = document.elementsFromPoint(box.left + 20, Math.max(top, box.top + 1));
    return under.map((one) => one.closest(".turn")).find(Boolean) || turns.querySelector(".turn");
  }

  /* Stretches that come near are laid out, and move what is below: so look again once they are. */
  function reach(element) {
    const turn = element.closest(".turn");
    let tries = 4;
    const settle = () => {
      turn.scrollIntoView({ block: turn.offsetHeight > innerHeight / 2 ? "start" : "center" });
      if (turn.offsetHeight > innerHeight / 2 && element !== turn) element.scrollIntoView({ block: "center" });
      if (--tries) requestAnimationFrame(settle);
    };
    settle();
  }

  function count() {
    const n = stops().length;
    where.value = n ? `${n} passage${n > 1 ? "s" : ""}` : "aucun passage codé n’est affiché";
  }

  jump.addEventListener("change", () => {
    at = null;
    count();
  });
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("before").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pick.hidden) return close(true);
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
    // who dictates has turned single letters off in the page Relire
    if (localStorage.getItem("thematique-letters") === "off") return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      go(event.key === "j" ? 1 : -1);
    }
  });

  /* The words of a stripe. */

  function markOf(stripe) {
    return document.getElementById(`m${stripe.dataset.tag}`);
  }

  function stripesOf(mark) {
    return turns.querySelectorAll(`rect[data-tag="${CSS.escape(mark.id.slice(1))}"]`);
  }

  function light(mark) {
    for (const one of turns.querySelectorAll(".lit")) one.classList.remove("lit");
    globalThis.CSS?.highlights?.delete("lit");
    if (!mark) return;
    mark.classList.add("lit");
    const ranges = [];
    for (const stripe of stripesOf(mark)) {
      stripe.classList.add("lit");
      const words = stripe.closest(".turn").querySelector(".says").firstChild;
      if (!words) continue;
      const range = new Range();
      range.setStart(words, Math.min(Number(stripe.dataset.from), words.length));
      range.setEnd(words, Math.min(Number(stripe.dataset.to), words.length));
      ranges.push(range);
    }
    if (globalThis.CSS?.highlights) CSS.highlights.set("lit", new Highlight(...ranges));
  }

  function meant(target) {
    const stripe = target.closest?.(".lanes rect");
    return stripe ? markOf(stripe) : target.closest?.(".mark");
  }

  turns.addEventListener("pointerover", ({ target }) => light(meant(target)));
  turns.addEventListener("pointerleave", () => light(null));
  turns.addEventListener("focusin", ({ target }) => light(meant(target)));
  turns.addEventListener("focusout", () => light(null));

  /* A click goes to the passage; a selection may be coded. */

  turns.addEventListener("click", (event) => {
    const stripe = event.target.closest(".lanes rect");
    if (stripe) return markOf(stripe)?.click();
    const words = event.target.closest(".says");
    if (words && getSelection().isCollapsed) open(words, getSelection().getRangeAt(0));
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(open.timer);
    open.timer = setTimeout(selected, 250);
  });

  function selected() {
    const selection = getSelection();
    if (selection.isCollapsed || pick.contains(document.activeElement)) return;
    const range = selection.getRangeAt(0);
    const words = range.startContainer.parentElement?.closest(".says");
    if (words && words.contains(range.endContainer)) open(words, range);
    else if (words && turns.contains(words)) open(words, within(words, range));
  }

  /* A selection that runs over several turns counts up to the end of the first. */
  function within(words, range) {
    const kept = range.cloneRange();
    kept.setEnd(words.firstChild, words.firstChild.length);
    return kept;
  }

  function open(words, range) {
    const turn = words.closest(".turn");
    const start = range.startContainer === words.firstChild ? range.startOffset : 0;
    const end = range.endContainer === words.firstChild ? range.endOffset : words.firstChild.length;
    form.hidden = start === end;
    form.elements.turn.value = turn.id.slice(1);
    form.elements.start.value = start;
    form.elements.end.value = end;
    const cuts = turn.dataset.cuts.trim().split(" ").map((cut) => cut.split(":").map(Number));
    const cut = cuts.filter(([, first]) => first <= start).at(-1) || cuts[0];
    const link = document.getElementById("review-link");
    link.hidden = !cut || Number.isNaN(cut[0]);
    link.href = turns.dataset.passage + (cut ? cut[0] : "");
    const box = range.getClientRects()[0] ? [...range.getClientRects()].at(-1) : words.getBoundingClientRect();
    pick.hidden = false;
    pick.style.left = `${Math.max(8, Math.min(box.left, innerWidth - pick.offsetWidth - 8)) + scrollX}px`;
    const below = box.bottom + 8 + pick.offsetHeight < innerHeight;
    pick.style.top = `${(below ? box.bottom + 8 : box.top - pick.offsetHeight - 8) + scrollY}px`;
    history.replaceState(null, "", `#${turn.id}`);
  }

  function close(back) {
    pick.hidden = true;
    form.elements.code.value = "";
    if (back) document.getElementById("main").focus({ preventScroll: true });
  }

  document.getElementById("unpick").addEventListener("click", () => close(true));
  document.addEventListener("pointerdown", ({ target }) => {
    if (!pick.hidden && !pick.contains(target)) close(false);
  });
  document.addEventListener("click", ({ target }) => {
    if (target.id === "heard") target.closest("#said").replaceChildren();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && form.contains(detail.elt)) close(true);
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const mark of turns.querySelectorAll(".mark[data-code]")) offer(mark);
    show();
  });
  // when a new turn settles, htmx takes away what was set on it meanwhile
  turns.addEventListener("htmx:afterSettle", show);

  /* A code that was just given here for the first time joins the list. */
  function offer(mark) {
    const code = mark.dataset.code;
    if (!code || [...jump.options].some((option) => option.value === code)) return;
    jump.add(new Option(mark.firstChild.textContent, code));
  }

  count();
  const asked = /^#t\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (asked) reach(asked);
})();
