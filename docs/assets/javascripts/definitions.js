/*
 * Shows what a title says (a term's definition, why a link is lost) on hover, on keyboard focus and on touch.
 * Without this script the browser's own tooltip shows the same words and every link leads where it says.
 */
(function () {
  "use strict";
  const EXPLAINED = ".md-content :is(a[title]:not(.headerlink), [title]:is(.lost-link, .lacuna, .quote-source))";
  const LINGER = 200; // milliseconds in which the pointer may travel from the words to the definition

  const box = document.createElement("div");
  const words = document.createElement("p");
  const entry = document.createElement("a");
  box.className = "definition";
  box.hidden = true;
  words.id = "definition";
  words.setAttribute("role", "tooltip");
  entry.textContent = "Open the entry";
  box.append(words, entry);
  (document.querySelector("main") || document.body).append(box);

  let shown = null; // the element whose title the box holds
  let closing = 0;
  let touching = false;

  function show(element, withLink) {
    clearTimeout(closing);
    if (element !== shown) {
      hide();
      shown = element;
      words.textContent = element.title;
      element.removeAttribute("title"); // or the browser would show it a second time
      element.setAttribute("aria-describedby", words.id);
    }
    entry.hidden = !(withLink && element.href);
    if (element.href) {
      entry.href = element.href;
      entry.textContent = element.matches(".term") ? "Open the entry" : "Follow the link";
    }
    box.hidden = false;
    place(element);
  }

  function hide() {
    clearTimeout(closing);
    if (!shown) return;
    shown.title = words.textContent;
    shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  function hideSoon() {
    clearTimeout(closing);
    closing = setTimeout(hide, LINGER);
  }

  /* Under the words, or above them where there is no room; never past an edge. */
  function place(element) {
    const lines = [...element.getClientRects()];
    const { clientWidth, clientHeight } = document.documentElement;
    box.style.left = box.style.top = "0";
    const { width, height, left: x, top: y } = box.getBoundingClientRect();
    const left = Math.max(8, Math.min(lines[0].left, clientWidth - width - 8));
    const below = lines.at(-1).bottom + 4;
    const above = lines[0].top - height - 4;
    box.style.left = `${left - x}px`;
    box.style.top = `${(below + height > clientHeight && above > 0 ? above : below) - y}px`;
  }

  for (const element of document.querySelectorAll(EXPLAINED)) {
    if (!element.href) element.tabIndex = 0; // explanations that are no links are reached by keyboard too
    element.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(element, false));
    element.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
    element.addEventListener("focus", () => !touching && show(element, false));
    element.addEventListener("blur", hideSoon);
    // On touch the first tap shows the definition and the second follows the link.
    element.addEventListener("click", (event) => {
      if (!touching || element.matches(".quote-source[href]")) return;
      if (shown !== element) event.preventDefault();
      show(element, true);
    });
  }
  box.addEventListener("pointerenter", () => clearTimeout(closing));
  box.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hideSoon());
  document.addEventListener("pointerdown", (event) => {
    touching = event.pointerType === "touch";
    if (shown && !shown.contains(event.target) && !box.contains(event.target)) hide();
  }, true);
  document.addEventListener("keydown", (event) => {
    touching = false;
    if (event.key === "Escape" && shown) {
      hide();
      event.stopPropagation(); // Escape closes one thing at a time
    }
  }, true);
})();
