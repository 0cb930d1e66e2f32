// Keeps this tab's page what the server has. The truth is the server's: a tab that may have missed something asks for its page
// by the name of the content that it shows, and is told "unchanged" or given the newer one.
"use strict";
(() => {
  const own = document.currentScript.parentNode;
  const patch = self.briefgenPatch;
  const bar = self.briefgenBar;
  const version = document.currentScript.src.split("?")[1];
  const url = `/_briefgen/worker.js?${version}`;
  let { path, tag } = own.dataset;
  let [boot, seen] = own.dataset.state.split(".");
  seen = Number(seen);
  let policy = { createHTML: (text) => text, createScriptURL: (text) => text };
  let port = null;
  let asking = false;
  let again = false;

  function reload() {
    location.reload();
  }

  function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    port.postMessage({ fetch: location.href.split("#")[0], tag });
  }

  function answered(html) {
    asking = false;
    if (html) {
      try {
        const made = patch.apply(html, policy);
        ({ path, tag } = made.data);
        bar.page(made.data, made.title);
        hello(false);
        document.dispatchEvent(new CustomEvent("briefgen:changed"));
      } catch (error) {
        console.info("briefgen: the page is loaded anew", error);
        reload();
        return;
      }
    }
    if (again && html !== null) {
      again = false;
      ask();
    }
  }

  // Pictures keep their address when their bytes change; the rest of the page knows nothing of it.
  function pictures(changed) {
    for (const image of document.images) {
      const address = new URL(image.src, location.href);
      if (address.origin === location.origin && changed.paths.includes(decodeURIComponent(address.pathname.slice(1)))) {
        address.searchParams.set("changed", seen);
        image.src = address.href;
      }
    }
  }

  function state(found) {
    const { changed } = found;
    const current = found.boot === boot && found.version === seen;
    const next = found.boot === boot && found.version === seen + 1;
    boot = found.boot;
    seen = found.version;
    bar.tell(found);
    if (next && !changed.all) pictures(changed);
    if (!current && (!next || changed.all || changed.paths.includes(path))) ask();
  }

  function said({ data }) {
    if (data.state) state(data.state);
    else if (data.lost) bar.lost();
    else if (data.go) location.assign("/" + encodeURI(data.go.replace(/(^|\/)index\.html$/, "$1")));
    else if ("page" in data) answered(data.page);
  }

  function hello(join) {
    port?.postMessage({ join, path, seen: document.visibilityState === "visible" ? Date.now() : 0 });
  }

  function open() {
    const address = policy.createScriptURL(url);
    const worker = self.SharedWorker ? new SharedWorker(address, `briefgen ${version}`) : new Worker(address);
    worker.onerror = failed;
    port = worker.port ?? worker;
    asking = false;
    port.onmessage = said;
    hello(true);
  }

  // The server went away before it gave the worker's script: there is nobody yet who could tell, or ask again.
  function failed(event) {
    if (event instanceof ErrorEvent) return; // a fault inside of it, which the console shows
    bar.lost();
    close();
    setTimeout(() => { if (port === null) open(); }, 1000);
  }

  function close() {
    port?.postMessage({ leave: true });
    (port?.terminate ?? port?.close)?.call(port);
    port = null;
  }

  try {
    if (self.trustedTypes) policy = trustedTypes.createPolicy("briefgen-preview", policy);
  } catch {
    // the site allows no policy of ours: pages are reloaded instead of changed
  }
  patch.start();
  open();
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  addEventListener("focus", () => hello(false));
  document.addEventListener("visibilitychange", () => {
    if (self.SharedWorker) hello(false);
    else if (document.visibilityState === "hidden") close(); // few connections a browser: a hidden tab needs none
    else if (port === null) open();
  });
})();
