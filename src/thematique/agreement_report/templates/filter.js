"use strict";
// Shows only the disagreements that are asked for; without it, all are shown.
(function () {
  const panel = document.getElementById("filters");
  if (!panel) return;
  const fields = Object.fromEntries(["code", "side", "document", "words"].map((name) => [name, document.getElementById("by-" + name)]));
  const groups = Array.from(document.querySelectorAll(".document"));
  const total = document.querySelectorAll(".document .passage").length;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function given(passage, side) {
    return passage.dataset[side] ? passage.dataset[side].split(" ") : [];
  }

  function fits(passage) {
    const sides = fields.side.value ? [fields.side.value] : ["a", "b"];
    const codes = sides.flatMap((side) => given(passage, side));
    const said = fields.code.value ? codes.includes(fields.code.value) : codes.length > 0;
    return said && fold(passage.querySelector("blockquote").textContent).includes(fold(fields.words.value.trim()));
  }

  function show() {
    let found = 0;
    groups.forEach((group) => {
      const here = !fields.document.value || group.dataset.document === fields.document.value;
      let kept = 0;
      group.querySelectorAll(".passage").forEach((passage) => {
        passage.hidden = !(here && fits(passage));
        kept += passage.hidden ? 0 : 1;
      });
      group.hidden = !kept;
      found += kept;
    });
    document.getElementById("found").textContent = found === total
      ? "Tous les désaccords sont montrés."
      : found + (found > 1 ? " désaccords montrés" : " désaccord montré") + " sur " + total + ".";
  }

  document.querySelectorAll("a[data-code]").forEach((link) => link.addEventListener("click", () => {
    fields.code.value = link.dataset.code;
    fields.side.value = link.dataset.side;
    fields.document.value = "";
    fields.words.value = "";
    show();
  }));
  panel.hidden = false;
  panel.addEventListener("input", show);
  show();
})();
