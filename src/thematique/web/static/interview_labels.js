/* The reading view: each label of the margin stands where its words begin, lower only where another label is in the way. */
"use strict";

(() => {
  const turns = document.getElementById("turns");
  if (!turns) return;
  const near = new Set();
  let width = 0;

  function place(stretches) {
    const tops = [];
    // all is measured before anything moves: by turns, the browser would lay the page out once a label
    for (const stretch of stretches) {
      for (const turn of stretch.querySelectorAll(".turn")) tops.push(...topsIn(turn));
    }
    for (const [label, top] of tops) label.style.marginTop = `${top}px`;
  }

  /* How much room each label of a turn has above it. */
  function topsIn(turn) {
    const beside = turn.querySelector(".beside");
    const shown = [...beside.children].filter((label) => label.offsetHeight);
    if (!shown.length) return [];
    const gap = Number.parseFloat(getComputedStyle(beside).rowGap);
    const height = turn.querySelector(".says").offsetHeight;
    let free = 0;
    return shown.map((label) => {
      const top = Math.max(0, (height * label.dataset.top) / 100 - free);
      free += top + label.offsetHeight + gap;
      return [label, top];
    });
  }

  // a stretch out of sight is not laid out, and would be for its labels alone
  const sight = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) near[isIntersecting ? "add" : "delete"](target);
    place(seen.filter((one) => one.isIntersecting).map((one) => one.target));
  }, { rootMargin: "50%" });
  for (const stretch of turns.children) sight.observe(stretch);
  new ResizeObserver(() => {
    if (turns.offsetWidth === width) return;
    width = turns.offsetWidth;
    place(near);
  }).observe(turns);
  turns.addEventListener("margins", () => place(near));
})();
