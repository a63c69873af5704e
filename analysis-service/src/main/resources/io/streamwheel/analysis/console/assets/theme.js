// Before anything is drawn, so that no page flashes in the other colours.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("streamwheel-theme");
  } catch {
    // Nothing may be stored: the system's colours, then.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
