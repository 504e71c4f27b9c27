/* What people do is sent one act after the other; what could not be sent is kept, and sent again until it is received.

Every act has a random name: however often it is sent, the server records it once. The window keeps what is unsent
(codes, positions, a memo's text) under the name of the study and of the coder, even while they log in again. */
"use strict";

(() => {
  const kept = `thematique-unsent-${document.body.dataset.outbox || ""}`;
  const here = Boolean(document.body.dataset.outbox);
  const longest = 15000;
  let queue = here ? JSON.parse(sessionStorage.getItem(kept) || "[]") : [];
  let busy = false;
  let tries = 0;
  let timer = 0;
  let going = false;

  function newAct() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  const unsent = () => queue.filter((message) => message.keep);

  function save() {
    const rest = unsent();
    if (rest.length) sessionStorage.setItem(kept, JSON.stringify(rest));
    else sessionStorage.removeItem(kept);
  }

  const valueOf = (message, name) => message.values.find((pair) => pair[0] === name)?.[1];

  /* `values` are the form's, as pairs; `keep` says that it is an act, not a mere step; `target` is what the answer
     replaces. */
  function send({ url, values, keep = true, target = "#card" }) {
    // a step that could not be made would come after a decision on the passage that is still shown
    if (keep && tries) queue = queue.filter((message) => message.keep);
    const message = { url, values: [...values], keep, target };
    if (!valueOf(message, "act")) message.values.push(["act", newAct()]);
    queue.push(message);
    save();
    deliver();
    return message;
  }

  async function deliver() {
    if (busy || !queue.length) return;
    clearTimeout(timer);
    busy = true;
    const message = queue[0];
    const answer = await post(message);
    busy = false;
    if (!answer || answer.status >= 500 || answer.status === 429) lost(answer);
    else if (answer.status === 401) comeInAgain();
    else if (answer.status === 403) stale();
    else received(message, answer);
  }

  async function post(message) {
    const stop = new AbortController();
    const watch = setTimeout(() => stop.abort(), longest);
    try {
      const response = await fetch(message.url, {
        method: "POST",
        body: new URLSearchParams(message.values),
        headers: { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true" },
        signal: stop.signal,
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    } finally {
      clearTimeout(watch);
    }
  }

  function received(message, answer) {
    const wasLost = tries > 0;
    tries = 0;
    queue = queue.filter((other) => other !== message);
    save();
    if (answer.status >= 300) {
      refused(message, answer);
    } else {
      const target = document.querySelector(message.target);
      if (target && answer.text.trim()) htmx.swap(target, answer.text, { swapStyle: "outerHTML" });
      follow(message);
      if (!queue.length) tell(wasLost ? "La connexion est revenue : tout est enregistré." : "");
      announce("answered", message);
    }
    deliver();
  }

  /* What was decided on the passage before the answer came knows of the act that the answer acknowledges. */
  function follow(message) {
    const after = document.getElementById("card")?.dataset.after;
    for (const other of queue) {
      const known = other.values.find((pair) => pair[0] === "after");
      if (after && known && valueOf(other, "reading") === valueOf(message, "reading")) known[1] = after;
    }
    save();
  }

  function lost(answer) {
    tries += 1;
    const n = unsent().length;
    const why = answer ? "Le serveur ne peut pas répondre pour l’instant" : "La connexion est perdue";
    const what = n ? ` : ${n > 1 ? `${n} actions sont gardées` : "1 action est gardée"} dans cette fenêtre et ` : " : la demande ";
    const end = n > 1 ? "seront renvoyées d’elles-mêmes." : "sera renvoyée d’elle-même.";
    tell(why + what + end, ["Renvoyer maintenant", deliver], ...(answer && tries > 3 ? [["Abandonner la première", abandon]] : []));
    announce("lost", queue[0]);
    timer = setTimeout(deliver, Math.min(15000, 1000 * 2 ** (tries - 1)));
  }

  function abandon() {
    queue = queue.slice(1);
    tries = 0;
    save();
    tell("");
    deliver();
  }

  function comeInAgain() {
    going = true;
    const back = location.pathname + location.search;
    location.assign(`/connexion/?next=${encodeURIComponent(back)}`);
  }

  function stale() {
    tell("Cette page est ouverte depuis trop longtemps ; rien n’est perdu, rechargez-la.", ["Recharger", reload]);
    announce("lost", queue[0]);
  }

  function refused(message, answer) {
    const page = new DOMParser().parseFromString(answer.text, "text/html");
    const why = page.querySelector("#main .notice p")?.textContent.trim();
    const memo = valueOf(message, "text") ? ` Le texte du mémo : ${valueOf(message, "text")}` : "";
    const missing = "Cette action n’a pas pu être enregistrée : le passage ou le code n’existe plus.";
    tell((answer.status === 404 || !why ? missing : why) + memo, ["Recharger", reload]);
    announce("refused", message);
  }

  function reload() {
    going = true;
    location.reload();
  }

  /* Say something above the page, with buttons; an empty sentence takes it away. */
  function tell(sentence, ...buttons) {
    const place = document.getElementById("sending");
    place.hidden = !sentence;
    const text = document.createElement("span");
    text.textContent = sentence;
    place.replaceChildren(text, ...buttons.map(([name, action]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => action());
      return button;
    }));
    if (sentence && !buttons.length) setTimeout(() => place.textContent === sentence && (place.hidden = true), 5000);
  }

  function announce(what, message) {
    document.dispatchEvent(new CustomEvent(`sending:${what}`, { detail: message }));
  }

  addEventListener("online", deliver);
  addEventListener("beforeunload", (event) => {
    if (unsent().length && !going) event.preventDefault();
  });

  /* what other pages send through htmx or as plain forms */
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") detail.parameters.act ??= newAct();
  });
  const takeOver = ({ detail }) => {
    const { verb, path, formData } = detail.requestConfig;
    if (verb !== "post" || !here) return;
    const target = detail.target?.id ? `#${CSS.escape(detail.target.id)}` : "#none";
    send({ url: path, values: formData, target });
  };
  document.addEventListener("htmx:sendError", takeOver);
  document.addEventListener("htmx:timeout", takeOver);
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status !== 401) return;
    event.preventDefault();
    takeOver(event);
  });
  document.addEventListener("click", (event) => {
    // the second half of a double click is no second act
    if (event.detail > 1 && event.target.closest("[hx-post], form[method=post] button")) event.preventDefault();
    if (event.detail > 1 && event.target.closest("[hx-post]")) event.stopPropagation();
  }, true);
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "true";
    if (form.elements.act) return;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: newAct() }));
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  window.thematique = { send, unsent, newAct, isLost: () => tries > 0 };
  deliver();
})();
