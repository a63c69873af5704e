// Server-sent events. An element with data-stream="/console/…" and data-events="name other" gets them as stream:name and stream:other, so that
// hx-trigger="stream:name from:#element" fetches a part anew. data-state is "open" or "lost", and told as stream:open and stream:lost, the latter
// with "refused" where there was an answer and it was no stream.
const AGAIN_MILLIS = 5000;

export function listen(element) {
  const source = new EventSource(element.dataset.stream);
  for (const name of (element.dataset.events ?? "message").split(" ")) {
    source.addEventListener(name, (event) =>
      element.dispatchEvent(new CustomEvent(`stream:${name}`, { detail: event.data, bubbles: true })),
    );
  }
  const become = (state, detail) => {
    element.dataset.state = state;
    element.dispatchEvent(new CustomEvent(`stream:${state}`, { detail, bubbles: true }));
  };
  source.onopen = () => become("open");
  source.onerror = () => {
    become("lost", source.readyState === EventSource.CLOSED ? "refused" : "");
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
