/*
 * Opens a note where its words or its mark are activated, lights the words it is about and the note, and leads back.
 * Without this script a note is a fold below its paragraph, and its mark a link into it.
 *
 * `edition.notes` is for the scripts that put notes beside the words (beside.js) and hide some of them (layers.js).
 */
(function () {
  "use strict";
  const PREFIX = "note-";
  const content = document.querySelector(".md-content");
  if (!content) return;
  const { edition } = window;

  const folds = new Map(); // the notes of this page by name
  for (const body of content.querySelectorAll("details.note > .note-body")) {
    folds.set(body.id.slice(PREFIX.length), body.parentElement);
  }
  const words = new Map(); // the highlighted words of each, those of notes on other pages included
  for (const mark of content.querySelectorAll("mark[data-notes]")) {
    for (const name of mark.dataset.notes.split(" ")) words.set(name, [...(words.get(name) || []), mark]);
  }
  if (!words.size && !folds.size) return;
  const nameOf = (note) => note.querySelector(".note-body").id.slice(PREFIX.length);
  const bodyOf = (note) => note.querySelector(".note-body");
  const nameIn = (link) => edition.fragment(link.hash).slice(PREFIX.length);
  const refOf = (name) => document.getElementById(`ref-${name}`);
  const named = (hash) => {
    const name = hash.startsWith(`#${PREFIX}`) ? edition.fragment(hash).slice(PREFIX.length) : "";
    return folds.has(name) ? name : null;
  };

  let shown = null; // what was opened from its words or by the address: { name, from }
  const own = new WeakSet(); // notes that the reader has opened by their own line, and that stay open

  /* Opens a note and goes to it. `from` is what was activated: the note comes to it, and Escape leads back there. */
  function open(name, from) {
    const note = folds.get(name);
    if (shown && shown.name !== name) leave();
    edition.layers?.reveal(note);
    shown = { name, from };
    note.open = true;
    const at = from || words.get(name)?.find((mark) => mark.getClientRects().length) || refOf(name);
    if (!edition.beside?.bring(note, at)) sheet(note, at);
    bodyOf(note).tabIndex = -1;
    bodyOf(note).focus({ preventScroll: true });
  }

  /* Puts what was opened away, unless the reader had opened it before. */
  function leave() {
    if (!shown) return;
    unsheet();
    const note = folds.get(shown.name);
    if (!own.has(note)) note.open = false;
    shown = null;
  }

  /* Back to where the reader came from. */
  function back(note) {
    const name = nameOf(note);
    const from = shown?.name === name ? shown.from : null;
    own.delete(note);
    leave();
    note.open = false;
    const ref = from?.matches(".note-ref") ? from : from ? refNear(from, name) : refOf(name);
    const goal = ref?.getClientRects().length ? ref : note.querySelector("summary");
    goal.focus({ preventScroll: true });
    const { top, bottom } = goal.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight) goal.scrollIntoView({ block: "center" });
  }

  /* The mark that follows some highlighted words. */
  function refNear(mark, name) {
    const refs = content.querySelectorAll(`a.note-ref[href$="#${CSS.escape(PREFIX + name)}"]`);
    for (const ref of refs) if (mark.compareDocumentPosition(ref) & Node.DOCUMENT_POSITION_FOLLOWING) return ref;
    return refs[0];
  }

  /* On a narrow screen the note stands at the foot of the window, and its words stay in sight above it. */
  function sheet(note, at) {
    const { button, make } = edition;
    unsheet();
    note.append(make("div", "note-tools", button("Back to the words", () => back(note)), button("Close", () => close(note))));
    note.classList.add("sheet");
    document.documentElement.classList.add("has-sheet");
    note.scrollTop = 0;
    const line = at?.getClientRects()[0];
    if (line && (line.top < 70 || line.bottom > note.getBoundingClientRect().top - 8)) {
      scrollBy({ top: line.top - 0.2 * innerHeight, behavior: "instant" });
    }
  }

  function unsheet() {
    content.querySelector(".note-tools")?.remove();
    content.querySelector("details.note.sheet")?.classList.remove("sheet");
    document.documentElement.classList.remove("has-sheet");
  }

  function close(note) {
    own.delete(note);
    leave();
    note.open = false;
    const ref = refOf(nameOf(note));
    (ref?.getClientRects().length ? ref : note.querySelector("summary")).focus({ preventScroll: true });
  }

  /* The notes that an element belongs to: a mark of a note, highlighted words, a choice, or the note itself. */
  function notesOf(element) {
    const ref = element.closest("a.note-ref, a.note-stub, .note-choice a");
    if (ref) return [nameIn(ref)];
    const mark = element.closest("mark[data-notes]:not(.off)");
    if (mark) return mark.dataset.notes.split(" ").filter((name) => !folds.get(name)?.classList.contains("off"));
    const note = element.closest("details.note");
    return note ? [nameOf(note)] : [];
  }

  /* Lit by the pointer, held by the focus: one does not put out the other. */
  function light(names, how, on) {
    for (const name of names) {
      for (const mark of words.get(name) || []) mark.classList.toggle(how, on);
      folds.get(name)?.classList.toggle(how, on);
    }
  }

  /* Goes to a note, by its mark or by a choice; one of another text by the link itself. */
  function follow(event, link, from) {
    const name = link.pathname === location.pathname && named(link.hash);
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    open(name, from);
  }

  content.addEventListener("click", (event) => {
    const ref = event.target.closest("a.note-ref");
    if (ref) return follow(event, ref, ref);
    if (event.target.closest("a.note-stub")) return; // beside.js
    const line = event.target.closest("details.note > summary");
    if (line) return own[line.parentElement.open ? "delete" : "add"](line.parentElement);
    const mark = event.target.closest("mark[data-notes]");
    if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
    const names = notesOf(mark);
    if (names.length > 1) edition.choose?.(names.map((name) => ({ name, note: folds.get(name), ref: refNear(mark, name) })), mark, event);
    else if (folds.has(names[0])) follow(event, refNear(mark, names[0]), mark);
    else if (names.length) refNear(mark, names[0])?.click();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const note = event.target.closest?.("details.note[open]") || content.querySelector("details.note.sheet");
    if (note) back(note);
  });
  content.addEventListener("toggle", (event) => {
    const note = event.target;
    if (note.matches?.("details.note.sheet") && !note.open) close(note); // folded by its own summary
  }, true);

  for (const [on, off, how] of [["pointerover", "pointerout", "lit"], ["focusin", "focusout", "held"]]) {
    content.addEventListener(on, (event) => light(notesOf(event.target), how, true));
    content.addEventListener(off, (event) => light(notesOf(event.target), how, false));
  }

  edition.notes = { content, folds, words, notesOf, nameOf, nameIn, follow, unsheet };

  /* An address shows its note; one without a note puts away what another had opened. */
  function arrive() {
    const name = named(location.hash);
    if (name && shown?.name === name) return;
    if (!name) return leave();
    open(name, null);
  }
  const settled = () => {
    if (!edition.beside) content.classList.add("no-room");
    arrive();
    const note = shown && folds.get(shown.name);
    // The browser goes to the address once more when all is loaded.
    if (note) addEventListener("load", () => note.contains(document.activeElement) && open(nameOf(note), null), { once: true });
  };
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  // After the scripts that place and hide notes have run.
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", settled, { once: true }) : settled();
})();
