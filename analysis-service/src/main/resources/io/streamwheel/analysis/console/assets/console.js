// What every page needs: colours, copying, choosing by itself, and saying when the service is away.
import "./stream.js";

const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme() {
  for (const button of document.querySelectorAll("[data-theme-toggle]")) {
    button.setAttribute("aria-pressed", String(isDark()));
  }
}

/** Tells it to who listens rather than looks. */
export function say(words) {
  const place = document.getElementById("said");
  if (place) {
    place.textContent = words;
  }
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  await navigator.clipboard.writeText(source.value ?? source.textContent);
  const before = button.textContent;
  button.textContent = "Copied";
  say("Copied");
  setTimeout(() => (button.textContent = before), 1500);
}

/** Where the browser lets nobody copy, as it does without TLS but on the machine itself. */
function select(button) {
  getSelection().selectAllChildren(document.querySelector(button.dataset.copy));
  say("Copying is not allowed here; the text is selected instead.");
}

document.addEventListener("click", (event) => {
  const toggle = event.target.closest("[data-theme-toggle]");
  if (toggle) {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("streamwheel-theme", root.dataset.theme);
    } catch {
      // It holds for this page.
    }
    showTheme();
    document.dispatchEvent(new CustomEvent("theme"));
  }
  const button = event.target.closest("[data-copy]");
  if (button) {
    copy(button).catch(() => select(button));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-autosubmit]")) {
    event.target.form.submit();
  }
});

function away(is) {
  const notice = document.getElementById("away");
  if (notice) {
    notice.hidden = !is;
  }
}

document.addEventListener("htmx:sendError", () => away(true));
document.addEventListener("htmx:timeout", () => away(true));
document.addEventListener("htmx:afterOnLoad", () => away(false));

// A part that could not be shown comes back by itself, as its words promise, unless something else took its place.
const AGAIN_MILLIS = 4000;

document.addEventListener("htmx:responseError", ({ detail: { elt, target, requestConfig, etc, xhr } }) => {
  if (xhr.status === 503 && requestConfig.verb === "get") {
    setTimeout(() => {
      if (elt.isConnected && target.querySelector(":scope > [data-failed]")) {
        // To where it was to go, whatever its element says: what a script asked for may have no element but the body.
        htmx.ajax("GET", requestConfig.path, { source: elt, target, swap: etc.swapOverride });
      }
    }, AGAIN_MILLIS);
  }
});

// A key is shown once, and not to whoever goes back to this page.
addEventListener("pagehide", () => document.querySelectorAll("[data-once]").forEach((each) => each.remove()));

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  showTheme();
  document.dispatchEvent(new CustomEvent("theme"));
});
showTheme();

/** Narrow windows show a part of the navigation: the one with the screen that is shown. */
function showCurrent() {
  const current = document.querySelector(".screens [aria-current]");
  current?.closest(".screens").scrollTo({ left: current.offsetLeft - 40 });
}

addEventListener("resize", showCurrent);
showCurrent();
