// Shows events as they come. What they say is only ever text here: no part of a row is made of markup.
import { say } from "./console.js";
import { listen } from "./stream.js";

const MOST_ROWS = 200;
const RATE_SECONDS = 5;
const TONES = { stored: "good", duplicate: "", filtered: "warn", failed: "bad" };
const COLUMNS = 7;

const place = (name) => document.getElementById(`live-${name}`);
const stream = place("stream");
const rows = place("rows");
const pause = place("pause");

const shown = new Map();
let paused = false;
let kept = [];
let cameMeanwhile = 0;
let seconds = [];
let refused = false;

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function link(address, id) {
  const made = element("a", "", id);
  made.href = `${address}?${new URLSearchParams({ id })}`;
  return made;
}

function way(millis) {
  if (millis < 0) {
    return "–";
  }
  return millis < 1000 ? `${millis} ms` : millis < 60000 ? `${(millis / 1000).toFixed(1)} s` : `${Math.floor(millis / 60000)} min`;
}

const count = (number) => number.toLocaleString("en");

/** Where what the event is made of is asked for. */
function partOf(event) {
  const asked = {
    stored: { key: event.key },
    duplicate: { id: event.eventId, key: event.key ?? "", reason: event.reason },
    filtered: { reason: event.reason },
    failed: { id: event.failedId },
  }[event.fate];
  return `/console/live/${event.fate}?${new URLSearchParams(asked)}`;
}

function toggle(event, row, button) {
  const is = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!is));
  if (is) {
    row.nextSibling.remove();
    return;
  }
  setPaused(true);
  const part = element("div", "", element("p", "loading", "Looking …"));
  part.setAttribute("aria-live", "polite");
  const bytes = element("pre", "", element("code", "", event.raw ?? ""));
  bytes.tabIndex = 0;
  const own = event.raw ? [element("h3", "", "Raw, this copy"), element("div", "block", bytes)] : [];
  const cell = element("td", "", part, ...own);
  cell.colSpan = COLUMNS;
  row.after(element("tr", "detail", cell));
  htmx.ajax("GET", partOf(event), { source: part, target: part, swap: "innerHTML" });
}

function rowOf(event) {
  const at = new Date(event.at).toISOString();
  const button = element("button", "plain", at.slice(11, 23));
  button.type = "button";
  button.title = at;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", `${at.slice(11, 23)}, open ${event.fate} event ${event.eventId}`);
  const fate = element("td", "fate", element("span", `tag ${TONES[event.fate]}`, event.fate));
  if (event.reason) {
    fate.append(" ", element("small", "muted", event.reason));
  }
  const by = element("td", "by", event.visitor ? link("/console/people", event.visitor) : "–");
  if (event.visitor && !event.known) {
    by.append(" ", element("small", "muted", "anonymous"));
  }
  const item = element("td", "item", event.item ? link("/console/items/item", event.item) : "–");
  if (event.items > 1) {
    item.append(" ", element("small", "muted", `and ${event.items - 1} more`));
  }
  const row = element(
    "tr",
    "",
    element("td", "at", button),
    fate,
    element("td", "type", event.type || "–"),
    by,
    item,
    element("td", "id", element("code", "", event.eventId || "–")),
    element("td", "number way-of", way(event.at - event.receivedAt)),
  );
  row.dataset.line = event.line;
  button.addEventListener("click", () => toggle(event, row, button));
  row.addEventListener("click", (click) => {
    if (!click.target.closest("a, button") && getSelection().isCollapsed) {
      button.click();
    }
  });
  return row;
}

function isOpen(row) {
  return row.nextSibling?.classList?.contains("detail");
}

/** Newest first; what is there already stays as it is. */
function add(events, isNew) {
  const made = document.createDocumentFragment();
  for (const event of events) {
    if (!shown.has(event.line)) {
      const row = rowOf(event);
      row.classList.toggle("new", isNew);
      shown.set(event.line, row);
      made.prepend(row);
    }
  }
  rows.prepend(made);
  for (const [line, row] of shown) {
    if (shown.size <= MOST_ROWS) {
      break;
    }
    if (!isOpen(row)) {
      shown.delete(line);
      row.remove();
    }
  }
  showEmptiness();
}

function showEmptiness() {
  place("looking").hidden = true;
  place("table").hidden = shown.size === 0;
  place("none").hidden = shown.size > 0;
}

function showMeanwhile() {
  const words = place("meanwhile");
  words.hidden = !paused;
  words.textContent = `${count(cameMeanwhile)} came meanwhile`;
}

function setPaused(is) {
  if (is === paused) {
    return;
  }
  paused = is;
  pause.textContent = is ? "Resume" : "Pause";
  if (is) {
    say("Paused");
  } else {
    add(kept, true);
    say(`${count(cameMeanwhile)} came meanwhile, of which ${count(kept.length)} are shown`);
    kept = [];
    cameMeanwhile = 0;
  }
  showMeanwhile();
}

function showRate() {
  const now = performance.now();
  seconds = seconds.filter((each) => now - each.at < RATE_SECONDS * 1000);
  const sum = (what) => seconds.reduce((all, each) => all + each[what], 0);
  const came = sum("came");
  const missed = sum("missed");
  const all = paused || came === sum("shown");
  const words = came === 0 ? `nothing came for ${RATE_SECONDS} s` : all ? `${count(came)} in ${RATE_SECONDS} s` : `showing ${count(sum("shown"))} of ${count(came)} in ${RATE_SECONDS} s`;
  place("rate").textContent = missed > 0 ? `${words}, and ${count(missed)} that nobody had time to look at` : words;
}

stream.addEventListener("stream:past", (event) => add(JSON.parse(event.detail), false));

stream.addEventListener("stream:tick", (event) => {
  const tick = JSON.parse(event.detail);
  seconds.push({ at: performance.now(), came: tick.came, shown: tick.rows.length, missed: tick.missed });
  if (paused) {
    cameMeanwhile += tick.came;
    kept = [...kept, ...tick.rows].slice(-MOST_ROWS);
    showMeanwhile();
  } else {
    add(tick.rows, true);
  }
});

stream.addEventListener("stream:trouble", (event) => {
  const { words } = JSON.parse(event.detail);
  place("trouble").textContent = words;
  place("trouble").hidden = words === "";
  if (words) {
    place("looking").hidden = true;
  }
});

stream.addEventListener("stream:open", () => {
  stream.textContent = "live";
  if (refused) {
    refused = false;
    place("trouble").hidden = true;
  }
});

stream.addEventListener("stream:lost", (event) => {
  stream.textContent = "lost; trying again";
  if (event.detail === "refused") {
    refused = true;
    place("looking").hidden = true;
    place("trouble").textContent = "No more pages like this one may be open at once. Close some; this one tries again.";
    place("trouble").hidden = false;
    // Leads to the log-in where that is what is missing.
    htmx.ajax("GET", location.href, { swap: "none" });
  }
});

pause.addEventListener("click", () => setPaused(!paused));
setInterval(showRate, 1000);

// Not before somebody hears: what was before is told at once, and once.
stream.dataset.stream = stream.dataset.from;
listen(stream);
