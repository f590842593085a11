/*
 * After a link within a text leads elsewhere on its page, offers the way back: to the very place, with the focus on the
 * link. The browser's own Back does the same. Without this script Back leads to about where the reader was.
 */
(function () {
  "use strict";
  const inner = document.querySelector(".md-content__inner");
  if (!inner?.querySelector("article.unit")) return;

  const SETTLES = 800; // milliseconds in which the browser may still move the page after Back
  const places = new Map(); // by the number that the entry of the history bears
  let count = 0;
  let chip = null;

  const goal = (link) => {
    if (link.pathname !== location.pathname || link.search !== location.search || link.hash.length < 2) return null;
    return document.getElementById(window.edition.fragment(link.hash));
  };
  /* The block that holds what a link leads to: the way back stands behind it, for Tab as well. */
  const block = (element) => element.closest("p, li, blockquote, h2, h3, h4, .note-body, article") || element;

  /* Where a link stands when it is activated: before others change what is shown, to let its goal be seen. */
  const started = (link) => (link.closest(".thread-box") ? document.querySelector(".thread-bar .where") : link);
  let start = null;
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href*='#']");
    start = link && { top: started(link).getBoundingClientRect().top, y: scrollY };
  }, true);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const popover = link.closest(".thread-box");
    if (!popover && (!inner.contains(link) || link.matches(".headerlink, .pid, .note-ref"))) return;
    const to = goal(link);
    if (!to || !inner.contains(to)) return;
    const same = link.hash === location.hash; // such a link makes no entry in the history
    const number = ++count;
    places.set(number, { element: started(link), ...start });
    if (!same) history.replaceState({ ...history.state, place: number }, "");
    offer(number, same, to);
  });

  const nameOf = (element) => {
    const unit = element.closest("article.unit");
    const name = unit?.querySelector(".unit-name")?.textContent.replace("¶", "").trim();
    return name ? `Back to ${name}` : unit ? "Back to the post" : "Back to where you were";
  };

  function offer(number, same, to) {
    chip?.remove();
    chip = window.edition.button(nameOf(places.get(number).element), () => {
      if (same) restore(number);
      else history.back();
    }, { className: "way-back editorial", title: "Back to where you were (b)" });
    block(to).after(chip);
    lift();
  }

  /* Above the bar of the comments, and above what is kept at the foot of the window. */
  function lift() {
    if (!chip) return;
    const bar = document.querySelector(".thread-bar:not([hidden])");
    const kept = parseFloat(document.body.style.paddingBottom) || 0;
    chip.style.bottom = `${kept + (bar ? bar.offsetHeight : 0) + 8}px`;
  }
  window.edition.thread?.watchers.push(lift);

  function restore(number) {
    const place = places.get(number);
    chip?.remove();
    chip = null;
    if (!place?.element.isConnected) return;
    window.edition.thread?.reveal(place.element);
    const set = () => {
      const fixed = place.element.closest(".thread-bar");
      const off = fixed ? place.y - scrollY : place.element.getBoundingClientRect().top - place.top;
      if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
    };
    place.element.focus({ preventScroll: true });
    set();
    stay(set);
  }

  /* The browser puts the page where it thinks best, and later than it says: until the reader moves, it is put right. */
  function stay(set) {
    const ends = new AbortController();
    addEventListener("scroll", set, { signal: ends.signal });
    for (const moves of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(moves, () => ends.abort(), { signal: ends.signal });
    setTimeout(() => ends.abort(), SETTLES);
  }

  addEventListener("popstate", (event) => {
    const number = event.state?.place;
    if (places.has(number)) restore(number);
    else if (!location.hash) {
      chip?.remove();
      chip = null;
    }
  });
  window.edition.thread?.key("b", "back to where you were before the last link", () => chip?.click());
})();
