// Server-sent events. An element with data-stream="/console/…" and data-events="name other" gets them as stream:name and stream:other, so that
// hx-trigger="stream:name from:#element" fetches a part anew. data-state is "open" or "lost".
const AGAIN_MILLIS = 5000;

function listen(element) {
  const source = new EventSource(element.dataset.stream);
  for (const name of (element.dataset.events ?? "message").split(" ")) {
    source.addEventListener(name, (event) =>
      element.dispatchEvent(new CustomEvent(`stream:${name}`, { detail: event.data, bubbles: true })),
    );
  }
  source.onopen = () => (element.dataset.state = "open");
  source.onerror = () => {
    element.dataset.state = "lost";
    // The browser tries again by itself unless it was refused.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(element), AGAIN_MILLIS);
    }
  };
  addEventListener("pagehide", () => source.close());
}

for (const element of document.querySelectorAll("[data-stream]")) {
  listen(element);
}
