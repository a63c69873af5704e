// The key goes into the snippets here and nowhere else; the test event goes from here to the collector, as a visitor's would.
import { say } from "./console.js";

const key = document.getElementById("write-key");
const snippets = [...document.querySelectorAll("[data-snippet]")].map((place) => ({ place, code: place.textContent }));

function fill() {
  const text = key.value.trim();
  for (const { place, code } of snippets) {
    place.textContent = text ? code.replaceAll(place.dataset.placeholder, text) : code;
  }
}

key?.addEventListener("input", fill);
document.addEventListener("htmx:afterSettle", (event) => {
  const made = event.target.querySelector?.("#made-key");
  if (made) {
    key.value = made.textContent;
    fill();
  }
});

const tabs = [...document.querySelectorAll("[role=tab]")];

function choose(tab) {
  for (const each of tabs) {
    const is = each === tab;
    each.setAttribute("aria-selected", String(is));
    each.tabIndex = is ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = !is;
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    }
  });
}

for (const button of document.querySelectorAll("[data-snippet-copy]")) {
  button.addEventListener("click", () => htmx.ajax("POST", "/console/welcome/copied", { swap: "none", source: button }));
}

const send = document.getElementById("send-test");
const way = document.getElementById("test-way");
const LONGEST_MILLIS = 30000;
const PAUSE_MILLIS = 60;

function tell(words, bad) {
  const line = document.createElement("p");
  line.className = bad ? "notice bad" : "muted";
  line.textContent = words;
  way.replaceChildren(line);
}

async function post(id) {
  const body = JSON.stringify({
    writeKey: key.value.trim(),
    id,
    type: "page",
    anonymousId: "console-test",
    timestamp: new Date(),
    context: { page: { title: "Test event of the console" } },
  });
  // As text it needs no preflight, and a signal ends it where nobody answers.
  return fetch(`${send.dataset.collector}/v1/events`, { method: "POST", body, headers: { "Content-Type": "text/plain" }, signal: AbortSignal.timeout(10000) });
}

function refused(status) {
  if (status === 401 || status === 403) {
    return "The collector does not know this write key. A new one needs two seconds until it is known at the door.";
  }
  return status === 503 ? "The collector took nothing: the broker is away or full. Pipeline says more." : `The collector answered ${status}.`;
}

async function follow(id, begin, answered) {
  while (performance.now() - begin < LONGEST_MILLIS) {
    const seen = Math.round(performance.now() - begin);
    const answer = await fetch(`/console/welcome/event?${new URLSearchParams({ id, answered, seen })}`, { headers: { "HX-Request": "true" } });
    if (answer.status !== 204) {
      way.innerHTML = await answer.text();
      say("The test event arrived");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
  }
  tell("It was accepted half a minute ago and is still on its way. Pipeline says what holds it up.", true);
}

send?.addEventListener("click", async () => {
  if (!key.value.trim()) {
    tell("Paste a write key above, or make one: the collector lets nothing in without.", true);
    key.focus();
    return;
  }
  send.disabled = true;
  send.setAttribute("aria-busy", "true");
  tell("On its way …");
  const id = `console-${crypto.randomUUID?.() ?? Date.now()}`;
  const begin = performance.now();
  try {
    const answer = await post(id);
    const answered = Math.round(performance.now() - begin);
    await (answer.ok ? follow(id, begin, answered) : tell(refused(answer.status), true));
  } catch {
    tell(`No answer from ${send.dataset.collector}. Does ingest run there? STREAMWHEEL_CONSOLE_COLLECTOR says where browsers find it.`, true);
  } finally {
    send.disabled = false;
    send.removeAttribute("aria-busy");
  }
});
