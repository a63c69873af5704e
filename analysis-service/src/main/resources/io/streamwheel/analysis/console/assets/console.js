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
    copy(button).catch(() => say("Copying is not allowed here; select the text instead."));
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

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  showTheme();
  document.dispatchEvent(new CustomEvent("theme"));
});
showTheme();
