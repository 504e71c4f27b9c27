/* Équipe: copy the link that is shown once. */
"use strict";

(() => {
  function ready() {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
    const link = document.getElementById("link");
    if (link) link.select();
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[role=status]");
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copié.";
    } catch {
      field.select();
      said.textContent = "Sélectionné : copiez-le avec Ctrl C.";
    }
  });

  document.addEventListener("htmx:afterSettle", ready);
  ready();
})();
