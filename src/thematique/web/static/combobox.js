/* A field with a list of codes, found by the first letters of any of their words (the ARIA combobox pattern). */

export class Combobox {
  #field;
  #list;
  #options;
  #active = null;

  /* `picked` is called with the option that is chosen, `left` when the field is left without choosing. */
  constructor(field, list, { picked, left }) {
    this.#field = field;
    this.#list = list;
    this.#options = [...list.children].map((option) => {
      const theme = option.dataset.theme;
      const name = option.firstChild.textContent.trim();
      return { option, name, words: words(name), all: [...words(name), ...words(theme)] };
    });
    field.addEventListener("focus", () => this.#filter());
    field.addEventListener("input", () => this.#filter());
    field.addEventListener("blur", () => this.#close());
    field.addEventListener("keydown", (event) => this.#press(event, picked, left));
    // the field keeps the focus, or the list would close before the click
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#pick(option, picked);
    });
  }

  /* Let a code be looked for, from these letters on. */
  open(letters = "") {
    this.#field.value = letters;
    this.#field.focus();
    this.#filter();
  }

  #press(event, picked, left) {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (this.#active) this.#pick(this.#active, picked);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#field.value = "";
      this.#close();
      left();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  #pick(option, picked) {
    this.#field.value = "";
    this.#close();
    picked({ code: option.dataset.code, name: option.firstChild.textContent.trim() });
  }

  #filter() {
    const typed = words(this.#field.value);
    const found = this.#options
      .map((one) => ({ ...one, rank: rank(one, typed) }))
      .filter((one) => one.rank < Infinity)
      .sort((one, other) => one.rank - other.rank);
    for (const { option } of this.#options) option.hidden = true;
    for (const { option } of found) {
      option.hidden = false;
      this.#list.append(option);
    }
    this.#list.hidden = !found.length;
    this.#field.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.#activate(found[0]?.option ?? null);
  }

  #move(step) {
    const shown = [...this.#list.children].filter((option) => !option.hidden);
    const at = shown.indexOf(this.#active) + step;
    this.#activate(shown[(at + shown.length) % shown.length] ?? null);
  }

  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    this.#active = option;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.#field.setAttribute("aria-activedescendant", option.id);
    else this.#field.removeAttribute("aria-activedescendant");
  }

  #close() {
    this.#list.hidden = true;
    this.#field.setAttribute("aria-expanded", "false");
    this.#activate(null);
  }
}

/* The words of a text without accents or capitals. */
function words(text) {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");
  return bare.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/* How well a code fits what is typed: its first words, words of its name, words of its theme too, or not at all. */
function rank(one, typed) {
  const starts = (list) => typed.every((word) => list.some((other) => other.startsWith(word)));
  if (!typed.length) return 0;
  if (typed.every((word, n) => one.words[n]?.startsWith(word))) return 0;
  if (starts(one.words)) return 1;
  return starts(one.all) ? 2 : Infinity;
}
