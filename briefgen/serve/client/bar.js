// What the preview says over the page: the overlay of errors, the thin bar, the watermark, the marks on title and icon.
// All of it lives in the shadow tree of <briefgen-preview>, which stands beside the page and is never part of it.
"use strict";
(() => {
  const WRONG = "/_briefgen/wrong.svg";
  // An error that is gone again after this many milliseconds was only the middle of a save.
  const PATIENCE = 200;
  const host = document.currentScript.parentNode;
  let root = host.shadowRoot;
  if (!root) {
    root = host.attachShadow({ mode: "open" });
    root.append(host.querySelector("template").content.cloneNode(true));
  }

  const now = { errors: [], warnings: [], good: "", lost: false, words: host.dataset.words, origin: host.dataset.origin, title: document.title };
  let hidden = false;
  let listing = false;
  let timer = 0;
  let drawn = "";

  function make(name, attributes = {}, ...inside) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...inside);
    return node;
  }

  function button(words, act) {
    const node = make("button", { type: "button" }, words);
    node.addEventListener("click", act);
    return node;
  }

  function count(list, word) {
    return `${list.length} ${word}${list.length === 1 ? "" : "s"}`;
  }

  function entries(list) {
    return make("ol", {}, ...list.map((one) => make("li", { class: one.severity },
      make("p", {}, make("code", { class: "place" }, one.place), " ", make("b", {}, `${one.severity} ${one.code}`), " ", one.message),
      ...(one.more ? [make("pre", {}, one.more)] : []))));
  }

  function overlay() {
    const list = listing && !now.errors.length ? now.warnings : now.errors;
    const good = now.good ? `Behind this is the site as it was at ${now.good}.` : "Nothing could be shown yet.";
    const head = now.errors.length
      ? make("h2", {}, `${count(now.errors, "error")} to put right`)
      : make("h2", {}, count(now.warnings, "warning"));
    const box = make("section", { class: "overlay", role: "region", "aria-label": head.textContent },
      make("header", {}, head, button("Hide", hide)),
      ...(now.errors.length ? [make("p", { class: "good" }, good)] : []),
      entries(list));
    return box;
  }

  function bar() {
    const parts = [];
    if (now.lost) parts.push(make("span", { class: "lost" }, "The preview has stopped; this page waits for it."));
    if (now.words) parts.push(make("span", { class: "words" }, `${now.words}: not published by a build now`));
    if (now.errors.length) parts.push(button(count(now.errors, "error"), unhide));
    if (now.warnings.length) parts.push(button(count(now.warnings, "warning"), list));
    if (!parts.length) return null;
    if (now.origin) parts.push(make("code", { class: "origin" }, now.origin));
    return make("aside", { class: now.errors.length ? "bar wrong" : "bar", "aria-label": "Preview" }, ...parts);
  }

  function hide() {
    hidden = true;
    listing = false;
    draw();
  }

  function unhide() {
    hidden = false;
    draw();
  }

  function list() {
    listing = !listing;
    draw();
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && root.querySelector(".overlay")) hide();
  });

  function mark() {
    const wrong = now.errors.length > 0;
    const title = (wrong ? "✗ " : "") + now.title;
    if (document.title !== title) document.title = title;
    for (const icon of document.head.querySelectorAll("link[rel~=icon][data-briefgen]")) if (!wrong) icon.remove();
    if (wrong && !document.head.querySelector("link[data-briefgen]")) {
      document.head.append(make("link", { rel: "icon", href: WRONG, type: "image/svg+xml", "data-briefgen": "" })); // the last one counts
    }
  }

  function stamp() {
    const old = root.querySelector(".stamp");
    if (!now.words) old?.remove();
    else if (old) old.textContent = now.words;
    else root.append(make("p", { class: "stamp" }, now.words));
  }

  function draw() {
    const open = (now.errors.length && !hidden) || (listing && now.warnings.length);
    const wanted = JSON.stringify([now, hidden, listing]);
    if (wanted === drawn) return;
    drawn = wanted;
    stamp();
    mark();
    for (const old of root.querySelectorAll(".overlay, .bar")) old.remove();
    const line = bar();
    if (line) root.append(line);
    if (open) root.append(overlay());
  }

  function set(change) {
    Object.assign(now, change);
    draw();
  }

  // Takes in a state from the server. New errors wait a moment, good news does not.
  function tell(state) {
    const change = { errors: state.errors, warnings: state.warnings, good: state.good, lost: false };
    clearTimeout(timer);
    if (JSON.stringify(state.errors) !== JSON.stringify(now.errors)) hidden = false;
    if (state.errors.length && !now.errors.length) timer = setTimeout(set, PATIENCE, change);
    else set(change);
  }

  self.briefgenBar = {
    tell,
    lost: () => { if (!now.lost) set({ lost: true }); },
    page: ({ words, origin }, title) => set({ words, origin, title }),
  };
})();
