/* Day and night: as the system has it until the reader says otherwise, which is remembered. The first colours are set
   by the page itself (theme/partials/javascripts/palette.html), before anything is painted. */
(function () {
  "use strict";
  const KEPT = "edition.scheme";
  const button = document.getElementById("__scheme");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null; // this browser keeps nothing: the choice lasts for the page
    }
  }

  function show(scheme) {
    document.body.setAttribute("data-md-color-scheme", scheme);
    for (const icon of button.children) icon.hidden = icon.dataset.scheme !== scheme;
    button.title = button.querySelector(`[data-scheme="${scheme}"]`).dataset.name;
    button.setAttribute("aria-label", button.title);
  }

  button.addEventListener("click", () => {
    const other = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    show(other);
    try {
      localStorage.setItem(KEPT, other);
    } catch {
      // as above
    }
  });
  system.addEventListener("change", () => kept() || show(system.matches ? "slate" : "default"));
  addEventListener("storage", (event) => event.key === KEPT && event.newValue && show(event.newValue));
  show(document.body.getAttribute("data-md-color-scheme"));
  button.hidden = false;
})();
