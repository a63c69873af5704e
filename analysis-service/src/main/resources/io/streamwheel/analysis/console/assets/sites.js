// Takes away what is not to be looked at any longer: a key that was copied, a step that was not taken.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-dismiss]");
  if (button) {
    button.closest(button.dataset.dismiss)?.remove();
    document.getElementById(button.dataset.back)?.focus();
  }
});
