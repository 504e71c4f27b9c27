// The codebook: find a code by its first letters, and keep what is being typed from being left by mistake.
"use strict";

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function search(field) {
  const branches = [...document.querySelectorAll("#tree li")];
  const told = document.getElementById("found");
  field.closest("p").hidden = false;
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    let count = 0;
    for (const branch of branches.toReversed()) {
      const own = plain(branch.dataset.name).includes(wanted);
      count += own;
      branch.hidden = !own && !branch.querySelector("li:not([hidden])");
    }
    told.textContent = wanted ? `${count} code${count > 1 ? "s" : ""}` : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = branches.find((branch) => !branch.hidden && plain(branch.dataset.name).includes(plain(field.value.trim())));
    if (first) first.querySelector("a").click();
  });
}

function keep(form) {
  let typed = false;
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
  // to tick a passage is to choose among them
  form.addEventListener("change", (event) => {
    const scope = document.getElementById(event.target.dataset.scope || "");
    if (scope && event.target.checked) scope.checked = true;
  });
}

const field = document.getElementById("search");
if (field) search(field);
document.querySelectorAll("form[data-keep]").forEach(keep);
document.querySelector(".grid-tree [aria-current]")?.scrollIntoView({ block: "nearest" });
