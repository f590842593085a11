/*
 * Puts notes and the marks of stances and arguments beside the words they are about, none over another, where there is
 * room at the right of the text. Without this script, or without the room, they stand in the text (notes.js).
 *
 * The style sheet takes them out of the text before the first paint, so the words never move; here they get their
 * place, by a transform: one pass of reading, one of sums, one of writing.
 */
(function () {
  "use strict";
  const { content, folds, words, notesOf, nameOf, nameIn, unsheet } = window.edition.notes || {};
  const { make, seen } = window.edition;
  if (!content) return;
  const WIDE = matchMedia("screen and (min-width: 76.25em) and (scripting: enabled)"); // as in beside.css
  const [LEAST, MOST, AWAY, EDGE] = [11, 17, 1.1, 0.6]; // rem: of the column's width, and around it
  const LINE = 1.42; // the line height of a note, as in beside.css
  const GAP = 8; // pixels between two notes
  const [FEWEST, LONGEST] = [2, 12]; // lines of a closed note
  const FAR = 90; // pixels from its words past which a note is said to be far from them
  const LOST = 120; // and past which it may not be sent to give another note more lines
  const PUSHED = 40; // and by which the marks of its passage may push it
  const REST = 120; // milliseconds that a pointer rests on words before their note comes
  const inner = content.querySelector(".md-content__inner");

  const items = [...content.querySelectorAll("details.note, .margin")].map((element) => {
    const note = element.matches(".note");
    if (!note) return { element, note, anchor: element.nextElementSibling };
    return { element, note, body: element.querySelector(".note-body"), anchor: words.get(nameOf(element))?.[0] || element };
  });
  for (const ref of content.querySelectorAll("a.note-ref")) {
    const name = nameIn(ref);
    if (ref.id !== `ref-${name}` || !folds.has(name)) items.push({ element: stub(ref, name), ref, name, anchor: first(name, ref) });
  }
  const itemOf = new Map(items.map((item) => [item.element, item]));
  let on = false;
  let active = null; // the item that stands exactly at its words, and those words
  let frame = 0;
  let width = 0; // of the column
  let column = 0; // its left edge, and what was read of it last, both from the upper left corner of the text
  let measured = [];

  /*
   * A note about words in several places stands at the first; at the others a line says so, and brings it there.
   * It is for the eye and the pointer: by keyboard and to a screen reader the mark in the words says the same.
   */
  function stub(ref, name) {
    const made = make("a", { className: "note-stub editorial no-preview", href: ref.getAttribute("href"), tabIndex: -1 });
    made.setAttribute("aria-hidden", "true");
    const kind = make("span", "note-kind", ref.getAttribute("aria-label").split(", ").at(-1));
    const about = folds.get(name)?.querySelector(".note-about").textContent;
    made.append(kind, about ? `with ${about}` : "in another text");
    ref.closest(".footnote, .unit").append(made);
    return made;
  }

  /* Where the highlight begins that a piece of it, or the mark after it, belongs to. */
  function first(name, at) {
    const pieces = words.get(name) || [];
    const block = at?.closest("p, li, h2, h3, h4");
    return pieces.find((piece) => block?.contains(piece)) || pieces[0];
  }

  /* The room right of the text; null where it does not do. */
  function room() {
    if (!WIDE.matches || !CSS.supports("selector(::details-content)")) return null; // a fold shows nothing in older browsers
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const left = inner.getBoundingClientRect().right + AWAY * rem;
    const width = Math.min(MOST * rem, document.documentElement.clientWidth - EDGE * rem - left);
    return width < LEAST * rem ? null : { left, width };
  }

  /* What is to be placed, where it wants to be and how high it is with all its words, in the order of the page. */
  function read() {
    const page = inner.getBoundingClientRect();
    const parents = new Map();
    const found = [];
    let style = null;
    for (const item of items) {
      const { element, note, body } = item;
      const parent = element.offsetParent;
      const line = parent && seen(element) && item.anchor?.getClientRects()[0];
      if (!line) continue; // hidden, or in a branch that is folded away
      if (!parents.has(parent)) {
        const { left, top } = parent.getBoundingClientRect();
        parents.set(parent, { left: left + parent.clientLeft - page.left, top: top + parent.clientTop - page.top });
      }
      const closed = note && !element.open;
      if (closed && !style) style = styleOf(element);
      const height = element.offsetHeight;
      const end = note || item.ref ? null : item.anchor.getBoundingClientRect().bottom - page.top;
      // In one line its words run otherwise: as high as it was before it was cut so short.
      if (closed && !element.classList.contains("tight")) item.whole = style.head + body.scrollHeight;
      found.push({ item, closed, height, end, origin: parents.get(parent), want: line.top - page.top, row: found.length });
    }
    return Object.assign(sink(found.sort(byWords)), style);
  }

  /*
   * The marks of a passage belong to no line of it: they let notes that they would push from their words go before
   * them, for as long as they still stand beside the passage.
   */
  function sink(found) {
    for (let from = found.length - 1; from >= 0; from -= 1) {
      const one = found[from];
      for (let at = from + 1; one.end && at < found.length; at += 1) {
        const next = found[at];
        if (next.end || one.want + one.height <= next.want + PUSHED || next.want + one.height > one.end) break;
        Object.assign(one, { want: next.want, row: next.row + 0.5 });
        [found[at - 1], found[at]] = [next, one];
      }
    }
    return found;
  }

  /* How high a closed note is without its words, and how high a line of them. */
  function styleOf(note) {
    const { paddingTop, paddingBottom, fontSize } = getComputedStyle(note);
    const summary = note.querySelector("summary").offsetHeight;
    return { head: parseFloat(paddingTop) + parseFloat(paddingBottom) + summary, line: LINE * parseFloat(fontSize) };
  }
  const byWords = (a, b) => a.want - b.want || a.row - b.row;

  /*
   * As many lines for each closed note as there is room before the next one's words, and a few at least; where that
   * pushes some far from their words, the whole crowd makes do with one line each.
   */
  function cut(found) {
    const crowds = [];
    share(found, () => FEWEST);
    for (const one of found) {
      if (!crowds.length || one.top > one.wall) crowds.push([]);
      crowds.at(-1).push(one);
    }
    const crowded = new Set(crowds.filter((crowd) => crowd.some((one) => one.top - one.want > FAR)).flat());
    if (!crowded.size) return;
    share(found, (one) => (crowded.has(one) ? 0 : FEWEST));
    spread(found);
  }

  /*
   * Gives lines back to those of a crowd that still have room: from the last to the first, each as many as stand free
   * below it, or the fewest if all below can move down for them without one of them getting lost.
   */
  function spread(found) {
    let allowed = Infinity; // how far all below may move
    for (let i = found.length - 1; i >= 0; i -= 1) {
      const one = found[i];
      let free = i + 1 < found.length ? found[i + 1].top - GAP - one.top - one.height : Infinity;
      if (one.closed && !one.lines) {
        const lines = Math.max(FEWEST, Math.min(LONGEST, Math.floor(free / found.line)));
        const more = Math.min(one.item.whole, found.head + lines * found.line) - one.height;
        const push = Math.max(0, more - free);
        if (push <= allowed) {
          one.lines = lines;
          one.height += more;
          allowed -= push;
          free = Math.max(0, free - more);
        }
      }
      allowed = Math.min(LOST - (one.top - one.want), allowed + free);
    }
  }

  function share(found, fewest) {
    let bottom = 0;
    let below = Infinity; // how far down the next one may be sent: the marks of a passage as far as it reaches
    for (const one of [...found].reverse()) {
      one.until = below;
      below = one.end ? Math.max(one.want, Math.min(one.end, below - GAP) - one.height) : one.want;
    }
    for (const one of found) {
      one.wall = bottom; // where the one above ends
      one.top = Math.max(one.want, bottom);
      if (one.closed) {
        const least = fewest(one);
        const yielded = least ? found.line : 0;
        const room = one.until + yielded - GAP - one.top - found.head;
        const lines = Math.min(LONGEST, Math.floor(room / found.line));
        one.lines = lines < FEWEST ? least : lines;
        one.height = one.lines ? Math.min(one.item.whole, found.head + one.lines * found.line) : found.head;
      }
      bottom = one.top + one.height + GAP;
    }
  }

  /* A place for each: as near below its words as those above allow. The active one has its own, and others make room. */
  function place(found) {
    let bottom = 0;
    for (const one of found) {
      one.top = Math.max(one.want, bottom);
      bottom = one.top + one.height + GAP;
    }
    const held = found.findIndex(({ item }) => item === active?.item);
    if (held < 0) return;
    found[held].top = Math.max(found[held].want, 0);
    for (let i = held - 1; i >= 0; i -= 1) {
      found[i].top = Math.min(found[i].top, found[i + 1].top - GAP - found[i].height);
    }
    bottom = 0; // what would stand above the first line goes down again, and all after it
    for (const [i, one] of found.entries()) {
      one.top = Math.max(i > held ? one.want : one.top, bottom);
      bottom = one.top + one.height + GAP;
    }
  }

  function write(found) {
    for (const { item, closed, origin, top, height, lines } of found) {
      const { style, classList } = item.element;
      if (item.note) {
        item.body.style.maxHeight = closed && lines ? `${lines * LINE}em` : "";
        classList.toggle("cut", closed && height + 1 < item.whole);
        classList.toggle("tight", closed && !lines);
      }
      style.transform = `translate(${Math.round(column - origin.left)}px, ${Math.round(top - origin.top)}px)`;
    }
    const last = found.at(-1);
    inner.style.minHeight = last ? `${Math.ceil(last.top + last.height)}px` : "";
    content.classList.add("laid");
  }

  /* Everything anew: the room, the heights, the places. */
  function lay(anew = false) {
    cancelAnimationFrame(frame);
    frame = 0;
    const began = performance.now();
    const here = room();
    if (Boolean(here) !== on) {
      on = Boolean(here);
      for (const note of folds.values()) untab(note);
      if (on) unsheet();
      else for (const { element, body } of items) for (const one of [element, body]) one?.removeAttribute("style");
      inner.style.minHeight = "";
      width = 0;
    }
    content.classList.toggle("no-room", WIDE.matches && !on);
    if (!on) return content.classList.remove("laid");
    const is = Math.floor(here.width);
    if (anew || is !== width) {
      width = is; // on each by itself: a property that all below inherit would cost the whole text its styles
      for (const { element } of items) element.style.width = `${width}px`;
      for (const note of folds.values()) note.classList.remove("tight");
    }
    column = here.left - inner.getBoundingClientRect().left;
    for (const note of folds.values()) {
      if (note.open) note.querySelector(".note-body").style.maxHeight = ""; // of the time when it was cut
      if (note.open) note.classList.remove("tight");
    }
    measured = read();
    cut(measured);
    arrange();
    edition.beside.took = performance.now() - began;
  }

  /* The same with another active note, which wants to be where the words are that called it. */
  function arrange(moving = false) {
    content.classList.toggle("moving", moving); // what is placed anew is there at once
    const line = active?.at.getClientRects()[0];
    const want = line && line.top - inner.getBoundingClientRect().top;
    const come = ({ item }) => item.ref && active && folds.get(item.name) === active.item.element && item.anchor === active.at;
    for (const one of measured) one.item.element.classList.toggle("come", Boolean(come(one)));
    let found = measured;
    if (line) {
      found = measured.filter((one) => !come(one)).map((one) => (one.item === active.item ? { ...one, want } : one)).sort(byWords);
    }
    place(found);
    write(found);
  }
  const soon = () => (frame ||= requestAnimationFrame(() => lay()));

  /* What is cut off is no stop for Tab: the note's own line opens it first. */
  function untab(note) {
    for (const link of note.querySelectorAll(".note-body a")) {
      if (on && !note.open) link.tabIndex = -1;
      else link.removeAttribute("tabindex");
    }
  }

  const edition = window.edition;
  edition.beside = {
    lay: soon,
    /* Brings a note to its words, wherever on the page they are; false where notes do not stand beside the text. */
    bring(note, at) {
      if (!on && frame === 0 && !content.classList.contains("laid")) lay();
      if (!on) return false;
      active = { item: itemOf.get(note), at: first(nameOf(note), at) || at };
      lay();
      const line = active.at.getClientRects()[0];
      if (line && (line.top < 60 || line.bottom > innerHeight - 60)) {
        scrollBy({ top: line.top - 0.3 * innerHeight, behavior: "instant" });
      }
      return true;
    },
  };

  let resting = 0;
  content.addEventListener("pointerover", ({ target, pointerType }) => {
    clearTimeout(resting);
    if (!on || pointerType === "touch" || target.closest("details.note, .note-stub")) return; // a note never slips from the pointer
    const names = notesOf(target).filter((name) => folds.has(name));
    const at = target.closest("mark[data-notes], a.note-ref");
    if (names.length === 1) resting = setTimeout(() => move(folds.get(names[0]), first(names[0], at)), REST);
  });
  content.addEventListener("focusin", ({ target }) => {
    if (!on || !target.matches(":focus-visible")) return;
    const note = target.closest("details.note");
    const name = note ? nameOf(note) : notesOf(target).find((one) => folds.has(one));
    if (!name || active?.item.element === folds.get(name)) return;
    move(folds.get(name), note ? itemOf.get(note).anchor : first(name, target));
    if (note) target.scrollIntoView({ block: "nearest", behavior: "instant" });
  });

  function move(note, at) {
    if (!at || (active?.item.element === note && active.at === at)) return;
    active = { item: itemOf.get(note), at };
    if (frame) lay();
    arrange(true);
  }

  for (const { element, ref, anchor } of items) {
    if (ref) element.addEventListener("click", (event) => window.edition.notes.follow(event, element, anchor || ref));
  }
  /* A note that is cut opens where it is clicked, and not only by its line. */
  content.addEventListener("click", ({ target }) => {
    const note = on && target.closest("details.note.cut:not([open])");
    if (note && !target.closest("a, summary") && getSelection().isCollapsed) note.querySelector("summary").click();
  });
  content.addEventListener("toggle", ({ target }) => {
    if (target.matches?.("details.note")) untab(target);
    soon();
  }, true);
  new ResizeObserver(soon).observe(inner);
  new MutationObserver(soon).observe(inner, { childList: true }); // comments in another order
  addEventListener("resize", soon);
  lay();
  if (document.fonts?.status === "loading") document.fonts.ready.then(() => lay(true));
})();
