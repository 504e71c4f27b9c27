/* The list of likenesses: a key for each answer. */
"use strict";

(() => {
  const all = [...document.querySelectorAll(".alike li")];
  let at = -1;

  function go(to) {
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.max(0, Math.min(all.length - 1, to));
    all[at].classList.add("at");
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || localStorage.getItem("thematique-letters") === "off") return;
    const act = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      z: () => document.getElementById("undo").requestSubmit(),
    }[event.key.toLowerCase()];
    const answer = all[at]?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!act && !answer) return;
    event.preventDefault();
    if (act) act();
    else answer.click();
  });
  go(0);
})();
