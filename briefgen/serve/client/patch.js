// Changes the page on screen into its newer version, touching only what differs.
//
// What the server sent is kept as a tree of its own (the text on record), each node paired with the node on screen. The newer
// version is compared with the record, never with the screen: so whatever the reader or the theme's scripts have done to the
// page (an open details, a filled field, the focus, a list of search hits) stays as it is wherever the page itself did not change.
"use strict";
(() => {
  const PREVIEW = "BRIEFGEN-PREVIEW";
  const shown = new WeakMap();
  const replaced = new WeakMap();
  let record = null;

  class MustReload extends Error {}

  function pair(ours, onScreen) {
    shown.set(ours, onScreen);
    for (let a = ours.firstChild, b = onScreen.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  }

  // Takes the page as it stands for what the server sent; called before the theme's scripts run.
  function start() {
    record = document.documentElement.cloneNode(true);
    pair(record, document.documentElement);
    without(record);
  }

  function without(root) {
    for (const own of root.querySelectorAll(PREVIEW)) own.remove();
    return root;
  }

  // Equal subtrees: only the pairing moves over to the newer record.
  function hand(was, now) {
    shown.set(now, shown.get(was));
    for (let a = was.firstChild, b = now.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) hand(a, b);
  }

  function change(was, now) {
    if (was.isEqualNode(now)) {
      hand(was, now);
      return;
    }
    const here = shown.get(was);
    shown.set(now, here);
    if (now.nodeType !== Node.ELEMENT_NODE) {
      if (was.nodeValue !== now.nodeValue) here.nodeValue = now.nodeValue;
      return;
    }
    if (now.nodeName === "TITLE") return; // the bar writes the title
    if (data(now)) return; // nobody sees it, and under trusted types nobody may write it
    if (now.nodeName === "TEMPLATE" || now.nodeName === "SCRIPT") throw new MustReload();
    if (sheet(was) && sheet(now) && was.getAttribute("href") !== now.getAttribute("href")) {
      swap(here, now);
      return;
    }
    attributes(was, now, here);
    children(was, now, here);
  }

  function attributes(was, now, here) {
    for (const { name, namespaceURI, value } of now.attributes) {
      if (was.getAttribute(name) !== value) here.setAttributeNS(namespaceURI, name, value);
    }
    for (const { name } of [...was.attributes]) if (!now.hasAttribute(name)) here.removeAttribute(name);
  }

  // A script element that holds data (JSON-LD), not a program.
  function data(node) {
    return node.nodeName === "SCRIPT" && node.type !== "" && node.type !== "module" && !/(java|ecma)script/.test(node.type);
  }

  function sheet(node) {
    return node.nodeName === "LINK" && node.relList.contains("stylesheet");
  }

  // The old sheet stays until the new one is there: no flash of a page without style.
  function swap(old, now) {
    const next = document.importNode(now, true);
    const gone = [old, ...(replaced.get(old) ?? [])]; // a sheet may be replaced before it has come
    replaced.set(next, gone);
    const done = () => gone.forEach((sheet) => sheet.remove());
    next.addEventListener("load", done, { once: true });
    next.addEventListener("error", done, { once: true });
    old.after(next);
    pair(now, next);
  }

  // A copy for the screen. Data for machines stays out of it: nobody sees it, and trusted types forbid it.
  function copy(node) {
    const made = document.importNode(node, true);
    for (const one of made.nodeName === "SCRIPT" ? [made] : made.querySelectorAll?.("script") ?? []) one.replaceChildren();
    return made;
  }

  // A link or meta element is what its rel or name says: an icon must not become an address on its way to a canonical link.
  function kind(node) {
    const parts = [node.nodeName, node.id ?? ""];
    if (node.nodeName === "LINK") parts.push(node.rel, node.type);
    if (node.nodeName === "META") parts.push(node.name, node.getAttribute("property"));
    return parts.join(" ");
  }

  function alike(a, b) {
    return kind(a) === kind(b);
  }

  // Which old child each new child continues: equal ones first, then by id, then by kind, in order.
  function partners(olds, news) {
    const found = new Array(news.length).fill(null);
    let first = 0;
    while (first < olds.length && first < news.length && olds[first].isEqualNode(news[first])) found[first] = olds[first++];
    let oldEnd = olds.length;
    let newEnd = news.length;
    while (oldEnd > first && newEnd > first && olds[oldEnd - 1].isEqualNode(news[newEnd - 1])) found[--newEnd] = olds[--oldEnd];
    const left = olds.slice(first, oldEnd);
    const text = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : `${node.nodeName} ${node.nodeValue}`);
    const take = (index, test) => {
      const at = left.findIndex(test);
      if (at >= 0) [found[index]] = left.splice(at, 1);
    };
    if (left.length && newEnd > first) {
      const texts = new Map();
      for (const node of left) {
        const key = text(node);
        if (!texts.has(key)) texts.set(key, []);
        texts.get(key).push(node);
      }
      for (let i = first; i < newEnd; i++) {
        const same = texts.get(text(news[i]));
        if (same && same.length) {
          found[i] = same.shift();
          left.splice(left.indexOf(found[i]), 1);
        }
      }
      for (let i = first; i < newEnd; i++) if (!found[i] && news[i].id) take(i, (old) => alike(old, news[i]));
      for (let i = first; i < newEnd; i++) if (!found[i]) take(i, (old) => alike(old, news[i]) && !old.id);
    }
    return found;
  }

  function children(was, now, here) {
    const olds = [...was.childNodes];
    const news = [...now.childNodes];
    const found = partners(olds, news);
    const kept = new Set(found);
    const ours = new Set();
    for (const old of olds) {
      const node = shown.get(old);
      if (kept.has(old)) ours.add(node);
      else if (node) node.remove();
    }
    let before = null;
    news.forEach((next, index) => {
      const old = found[index];
      const node = old ? shown.get(old) : copy(next);
      let place = before ? before.nextSibling : here.firstChild;
      const start = place;
      while (place && place !== node && !ours.has(place)) place = place.nextSibling; // over what scripts have added
      if (place !== node) here.insertBefore(node, start);
      before = node;
      if (old) change(old, next);
      else pair(next, node);
      before = shown.get(next);
    });
  }

  // What takes effect only while a page is loaded.
  function fixed(root) {
    const parts = [...root.querySelectorAll("script, meta[http-equiv], base")].filter((node) => !data(node));
    return parts.map((node) => node.outerHTML).join("\n");
  }

  // The topmost thing in view, and where it is: what the reader is looking at must not move.
  function anchor() {
    const middle = innerWidth / 2;
    for (let y = 8; y < innerHeight; y += 24) {
      const node = document.elementFromPoint(middle, y);
      if (node && node !== document.documentElement && node !== document.body && node.nodeName !== PREVIEW) return { node, top: node.getBoundingClientRect().top };
    }
    return null;
  }

  // Makes the page what `html` says. Throws where only a reload will do; the page is then half-way, and the caller must reload.
  function apply(html, policy) {
    const next = new DOMParser().parseFromString(policy.createHTML(html), "text/html");
    const element = next.querySelector(PREVIEW);
    without(next.documentElement);
    if (element === null || fixed(record) !== fixed(next)) throw new MustReload();
    const at = anchor();
    const focused = document.activeElement;
    const root = document.documentElement;
    const own = root.style.overflowAnchor;
    root.style.overflowAnchor = "none"; // the browser's own anchoring would move the page twice
    change(record, next.documentElement);
    record = next.documentElement;
    if (at !== null && at.node.isConnected) {
      const moved = at.node.getBoundingClientRect().top - at.top;
      if (Math.abs(moved) > 0.5) scrollBy({ top: moved, behavior: "instant" });
    }
    if (focused && focused !== document.activeElement) {
      const again = focused.isConnected ? focused : focused.id && document.getElementById(focused.id);
      if (again) again.focus({ preventScroll: true });
    }
    requestAnimationFrame(() => { root.style.overflowAnchor = own; });
    return { data: { ...element.dataset }, title: next.title };
  }

  self.briefgenPatch = { start, apply };
})();
