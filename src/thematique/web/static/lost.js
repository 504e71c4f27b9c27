/* À replacer: choose the words where a passage is now, with the mouse or with the arrows; one key an action. */
"use strict";

(() => {
  const area = document.getElementById("words");
  const form = document.getElementById("confirm");
  const said = document.getElementById("chosen-words");
  const words = area ? [...area.children] : [];
  let first = words.findIndex((word) => word.classList.contains("in"));
  let last = words.findLastIndex((word) => word.classList.contains("in"));
  let fixed = first;
  let at = first;

  function show({ speak = true } = {}) {
    words.forEach((word, index) => {
      word.classList.toggle("in", first >= 0 && first <= index && index <= last);
      word.classList.toggle("at", index === at);
    });
    if (first < 0) return;
    const start = words[first].dataset.start;
    const end = words[last].dataset.end;
    form.elements.start.value = start;
    form.elements.end.value = end;
    const button = form.querySelector("button");
    button.disabled = false;
    const place = area.closest(".place").dataset;
    const label = button.querySelector("span");
    label.textContent = place.start === start && place.end === end ? label.dataset.proposed : label.dataset.chosen;
    if (!speak) return;
    const text = words.slice(first, last + 1).map((word) => word.textContent).join("").trim();
    said.textContent = `Mots choisis : ${text}`;
  }

  function choose(from, to) {
    first = Math.min(from, to);
    last = Math.max(from, to);
    at = to;
    show();
  }

  /* With the keyboard: a word at a time, from the one where Shift was first held. */
  area?.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const bound = { Home: 0, End: words.length - 1 }[event.key];
    if ((step === undefined && bound === undefined) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const to = bound ?? Math.max(0, Math.min(words.length - 1, at < 0 ? 0 : at + step));
    if (!event.shiftKey) fixed = to;
    choose(fixed < 0 ? to : fixed, to);
    words[to].scrollIntoView({ block: "nearest" });
  });

  /* With the mouse or a finger: the words that a selection touches, whole. */
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!area || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const touched = words.flatMap((word, index) => (touches(range, word) ? [index] : []));
    if (!touched.length) return;
    fixed = touched[0];
    choose(touched[0], touched[touched.length - 1]);
  });

  /* Whether a selection holds a letter of the word, and not only the space after it. */
  function touches(range, word) {
    if (!range.intersectsNode(word)) return false;
    const text = word.firstChild;
    const from = range.startContainer === text ? range.startOffset : 0;
    const to = range.endContainer === text ? range.endOffset : text.length;
    return text.data.slice(from, to).trim() !== "";
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    // a key held down would go on to what comes next
    if (event.repeat) return;
    // who dictates has turned single letters off in the page Relire
    if (event.key !== "Delete" && localStorage.getItem("thematique-letters") === "off") return;
    const press = { a: "#confirm button", Delete: "#give-up button", j: "#after", k: "#before" }[event.key];
    const control = press && document.querySelector(press);
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  if (words.length) {
    show({ speak: false });
    if (first >= 0) words[first].scrollIntoView({ block: "nearest" });
  }
})();
