// One connection a browser: a shared worker holds the event stream for all tabs and fetches their pages for them.
// Where shared workers are missing, each visible tab runs this same file as a worker of its own.
"use strict";
(() => {
  const EVENTS = "/_briefgen/events";
  const tabs = new Map();
  let newest = null;
  let lost = false;
  let source = null;

  function everyone(message) {
    for (const port of tabs.keys()) port.postMessage(message);
  }

  function connect() {
    source = new EventSource(EVENTS);
    source.addEventListener("state", (event) => {
      lost = false;
      newest = JSON.parse(event.data);
      everyone({ state: newest });
      if (newest.follow) lead(newest.follow);
    });
    source.addEventListener("error", () => {
      lost = true;
      everyone({ lost: true });
      if (source.readyState === EventSource.CLOSED) {
        source.close();
        setTimeout(connect, 1000);
      }
    });
  }

  // The tab that was looked at last goes to the page that is being edited.
  function lead(path) {
    let chosen = null;
    for (const [port, tab] of tabs) if (chosen === null || tab.seen > tabs.get(chosen).seen) chosen = port;
    if (chosen !== null && tabs.get(chosen).path !== path) chosen.postMessage({ go: path });
  }

  async function page(port, address, tag) {
    try {
      const answer = await fetch(address, { headers: tag ? { "If-None-Match": `"${tag}"` } : {}, cache: "no-store" });
      port.postMessage({ page: answer.status === 304 ? "" : await answer.text() });
    } catch {
      port.postMessage({ page: null });
    }
  }

  function join(port) {
    port.onmessage = ({ data }) => {
      if (data.leave) {
        tabs.delete(port);
      } else if (data.fetch) {
        page(port, data.fetch, data.tag);
      } else {
        tabs.set(port, { path: data.path, seen: data.seen || tabs.get(port)?.seen || 0 });
        if (data.join && newest !== null) port.postMessage({ state: newest });
        if (data.join && lost) port.postMessage({ lost: true });
      }
    };
    if (source === null) connect();
  }

  if ("onconnect" in self) {
    self.onconnect = (event) => join(event.ports[0]);
  } else {
    join(self);
  }
})();
