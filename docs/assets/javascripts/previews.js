/*
 * Shows what a link leads to, and what a title says, on hover, on keyboard focus and on a long press.
 * Without this script the browser's own tooltip shows the title, and every link leads where it says.
 */
(function () {
  "use strict";
  const content = document.querySelector(".md-content");
  const { button, make, previews, record: page } = window.edition;
  if (!content || !previews) return;
  const LINKS = "a[href]:not(.headerlink, .pid, .permalink, .edit, .outside, .fn-back, .compare, svg a, .no-preview a)";
  const TOLD = "[title]:is(.lost-link, .lacuna, .quote-source, a:not(.headerlink))"; // what has more to say than a link
  const EXPLAINED = ".quote-source, .lost-link, .marker"; // whose titles say what no preview does
  const POINTED = 300; // milliseconds that a pointer rests, the focus stays or a finger presses before anything shows
  const FOCUSED = 200;
  const PRESSED = 450;
  const LINGER = 250; // in which the pointer may travel from the words to the preview
  const FARTHER = 700; // from a link in a note beside the text, whose preview is beside the note
  const MOST = 420; // characters

  const text = make("div", "text");
  const tools = make("div", "tools");
  const box = make("div", "peek", text, tools);
  box.hidden = true;
  box.tabIndex = -1;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Preview");
  text.id = "peek";
  text.setAttribute("role", "tooltip");
  (document.querySelector("main") || document.body).append(box);

  let shown = null; // the element that the box tells of
  let title = ""; // its title, which the browser must not show a second time
  let waiting = null;
  let dismissed = null; // closed by Escape: it stays closed until the pointer or the focus has left
  let timer = 0;
  let way = ""; // hover, focus or press
  let kept = ""; // the address that would be kept to compare

  const subject = (target) => {
    if (shown?.contains(target)) return shown;
    const element = target.closest?.(`${LINKS}, ${TOLD}`);
    return element && content.contains(element) && (element.title || previews.address(element.href)) ? element : null;
  };

  function want(element, how, delay) {
    clearTimeout(timer);
    if (element === shown || element === dismissed) return;
    waiting = element;
    if (element.href) found(element); // loads while the pointer rests
    timer = setTimeout(() => show(element, how), shown ? Math.min(delay, 120) : delay);
  }

  async function found(element) {
    const address = element.href ? previews.address(element.href) : "";
    return address ? previews.of(address) : null;
  }

  async function show(element, how) {
    const record = await found(element);
    if (waiting !== element) return;
    hide();
    if (isOpen(element) || !(record || element.title)) return;
    [shown, title, way, kept] = [element, element.title, how, record?.address];
    element.removeAttribute("title");
    element.setAttribute("aria-describedby", [element.getAttribute("aria-describedby"), text.id].filter(Boolean).join(" "));
    write(element, record);
    box.hidden = false;
    place(element);
    if (how === "press") box.focus({ preventScroll: true });
  }

  function hide() {
    clearTimeout(timer);
    waiting = null;
    if (!shown) return;
    if (title) shown.title = title;
    const described = (shown.getAttribute("aria-describedby") || "").replace(/\s*\bpeek\b/, "");
    if (described) shown.setAttribute("aria-describedby", described);
    else shown.removeAttribute("aria-describedby");
    shown = null;
    box.hidden = true;
  }

  function leave() {
    clearTimeout(timer);
    waiting = dismissed = null;
    timer = setTimeout(hide, shown && aside(shown) ? FARTHER : LINGER);
  }

  /* A note that can be read already needs no preview. */
  function isOpen(element) {
    const note = element.matches(".note-ref") && element.pathname === location.pathname
      && document.getElementById(element.hash.slice(1));
    if (!note || !window.edition.seen(note)) return false;
    const { top, bottom } = note.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  // What it says

  function write(element, record) {
    text.replaceChildren();
    tools.replaceChildren();
    if (record?.k === "term") writeTerm(element, record);
    else if (record) text.append(...previews.write(record, { most: MOST, about: quoted(element) }));
    if (title && (!record || element.matches(EXPLAINED))) text.append(make("p", "explained", title));
    const buttons = make("p", "buttons");
    if (record) buttons.append(button("Keep to compare", keep));
    if (way === "press") {
      if (element.href) {
        const open = make("a", "", "Open");
        open.href = element.href;
        buttons.prepend(open);
      }
      buttons.append(button("Close", () => hide()));
    }
    if (buttons.firstChild) tools.append(buttons);
    if (way === "focus" && record) tools.append(make("p", "keys", keys()));
  }

  /* The words that a link quotes, or stands under: a long passage is shown from there. */
  function quoted(element) {
    const quotation = element.matches(".words") ? element : element.matches(".quote-source") && element.closest("blockquote")?.firstElementChild;
    return (quotation?.textContent || "").replace(/\s+/g, " ").trim().replace(/^“|”$|…”?$/g, "").replace(/…$/, "").slice(0, 60);
  }

  const keys = () => `Alt + ↓ leads to ${tools.querySelector("details") ? "the other senses" : "the button"}, C keeps this to compare, Escape closes it`;

  function keep() {
    const address = kept;
    const back = box.contains(document.activeElement) ? shown : null;
    if (back) back.focus({ preventScroll: true });
    hide();
    window.edition.pins?.keep(address);
  }

  /* Who speaks at a link in a text; nobody in what the edition says. */
  function speaker(element) {
    const unit = element.matches(".term") && !element.closest("details, .editorial") && element.closest("article.unit");
    if (!unit) return "";
    return unit.querySelector(".unit-name .author")?.textContent || (page?.authors || []).join(" and ");
  }

  const HOW = {
    attested: () => "The entry quotes these words for this sense.",
    given: (who) => `The entry gives this sense to ${who}.`,
    general: () => "The entry gives this sense to nobody in particular.",
    only: () => "The entry has no other sense.",
  };

  function writeTerm(element, record) {
    const who = speaker(element);
    const how = Object.keys(HOW).find((name) => element.classList.contains(name));
    const { s: senses, sense = senses.length === 1 ? senses[0] : undefined } = record;
    const others = senses.filter((one) => one !== sense);
    const lead = sense ? (who ? `${who} means by it here:` : "In this sense:")
      : element.matches(".undecided") ? `Which sense ${who || "the writer"} means here is undecided.` : `${senses.length} senses`;
    text.append(make("p", "what close", make("span", "kind", "term"), " ", make("strong", "", record.t)), make("p", "facts lead", lead));
    if (sense) text.append(make("p", "words", sense[1]));
    if (sense && who && how) text.append(make("p", "facts", HOW[how](who)));
    if (sense && !who && sense[2].length) text.append(make("p", "facts", `So meant by ${sense[2].join(", ")}.`));
    if (!others.length) return;
    const list = make("ul", "", ...others.map((one) => make("li", "", ...previews.sense(record.address, one, true))));
    const count = `${others.length} ${sense ? "other " : ""}sense${others.length > 1 ? "s" : ""}`;
    const fold = make("details", "", make("summary", "", count), list);
    fold.open = !sense;
    fold.addEventListener("toggle", () => shown && place(shown));
    tools.append(fold);
  }

  /* What stands beside the text and holds the link (beside.js). */
  const aside = (element) => content.matches(".laid") && element.closest("details.note, .margin");

  /*
   * Under the link, or above it where there is more room; never over it, and never past an edge. Notes are left alone:
   * those beside the text, and the one at the foot of a narrow window.
   */
  function place(element) {
    const lines = [...element.getClientRects()];
    if (!lines.length) return;
    const { clientWidth, clientHeight } = document.documentElement;
    const ceiling = Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom || 0);
    const edge = content.matches(".laid") ? content.querySelector(".md-content__inner").getBoundingClientRect().right : clientWidth - 8;
    const sheet = content.querySelector("details.note.sheet");
    const foot = sheet?.getBoundingClientRect().top ?? clientHeight;
    const [first, last] = [lines[0], lines.at(-1)];
    const [start, end] = sheet?.contains(element) ? [foot, clientHeight]
      : [Math.min(...lines.map(({ top }) => top)), Math.max(...lines.map(({ bottom }) => bottom))];
    const above = start - ceiling - 12;
    const below = foot - end - 12;
    box.style.left = box.style.top = "0";
    box.style.maxHeight = "";
    const under = box.offsetHeight <= below || below >= above;
    box.style.maxHeight = `${Math.max(96, Math.min(under ? below : above, 0.6 * clientHeight))}px`;
    const beside = aside(element);
    if (beside) box.style.maxHeight = `${0.6 * clientHeight}px`;
    const { width, height, left: x, top: y } = box.getBoundingClientRect();
    const left = beside ? beside.getBoundingClientRect().left - width - 4
      : Math.max(8, Math.min((under ? last : first).left, edge - width));
    const top = beside ? Math.max(ceiling + 4, Math.min(first.top - 8, clientHeight - height - 8))
      : under ? end + 4 : start - height - 4;
    box.style.left = `${left - x}px`;
    box.style.top = `${top - y}px`;
  }

  // Pointer

  content.addEventListener("pointerover", (event) => {
    const element = event.pointerType === "touch" ? null : subject(event.target);
    if (element) want(element, "hover", POINTED);
  });
  content.addEventListener("pointerout", (event) => {
    const element = event.pointerType === "touch" ? null : subject(event.target);
    if (element && !element.contains(event.relatedTarget)) leave();
  });
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch" && !box.contains(document.activeElement)) leave();
  });

  // Touch: one tap follows a link, and a long press shows where it leads, in place of the browser's own menu.

  let press = 0;
  let pressed = null; // the link that the finger is on
  let swallow = false; // the click that ends a long press
  content.addEventListener("pointerdown", (event) => {
    clearTimeout(press);
    swallow = false;
    pressed = event.pointerType === "touch" ? subject(event.target) : null;
    if (!pressed) return;
    const element = pressed;
    press = setTimeout(() => {
      swallow = true;
      waiting = element;
      show(element, "press");
    }, PRESSED);
  });
  for (const ends of ["pointerup", "pointercancel"]) addEventListener(ends, () => clearTimeout(press));
  content.addEventListener("contextmenu", (event) => {
    if (pressed && pressed === subject(event.target)) event.preventDefault();
  });
  content.addEventListener("click", (event) => {
    if (swallow) {
      event.preventDefault();
      event.stopImmediatePropagation();
      swallow = false;
    } else if (pressed && !pressed.href && pressed === subject(event.target)) {
      waiting = pressed; // no link: a tap has nothing else to do
      show(pressed, "press");
    }
  }, true);
  document.addEventListener("pointerdown", (event) => {
    if (shown && !shown.contains(event.target) && !box.contains(event.target)) hide();
  }, true);

  // Keyboard

  let key = ""; // pressed last
  for (const element of content.querySelectorAll(TOLD)) if (!element.href) element.tabIndex = 0;
  content.addEventListener("focusin", (event) => {
    const element = subject(event.target);
    // What was closed or left by these keys gives the focus back to its link: no preview takes its place.
    if (element && event.target.matches(":focus-visible") && !/^(Escape|Enter| )$/.test(key)) want(element, "focus", FOCUSED);
  });
  content.addEventListener("focusout", (event) => {
    if (subject(event.target) && !box.contains(event.relatedTarget)) leave();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget) && event.relatedTarget !== shown) leave();
  });
  document.addEventListener("keydown", (event) => {
    key = event.key;
    if (event.key === "Escape" && (shown || waiting)) {
      if (box.contains(document.activeElement)) shown.focus({ preventScroll: true });
      dismissed = shown || waiting;
      const one = shown;
      hide();
      if (one) event.stopPropagation(); // Escape closes one thing at a time
    } else if (shown && document.activeElement === shown && event.altKey && event.key === "ArrowDown") {
      event.preventDefault();
      tools.querySelector("summary, button")?.focus();
    } else if (shown && event.key === "c" && !event.ctrlKey && !event.metaKey && !event.altKey
        && (document.activeElement === shown || box.contains(document.activeElement)) && kept) {
      keep();
    }
  }, true);
  /* The box stands at the end of the page: Tab at its edges leads back to the link. */
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || !shown) return;
    const stops = [...box.querySelectorAll("summary, a, button")].filter(window.edition.seen);
    if (document.activeElement === (event.shiftKey ? stops[0] : stops.at(-1))) {
      event.preventDefault();
      shown.focus({ preventScroll: true });
    }
  });
  (window.editionKeys ??= []).push(
    { key: "Alt + ↓", does: "into the preview of the link that has the focus" },
    { key: "c", does: "keep what the focused link leads to, to compare it" },
  );
})();
