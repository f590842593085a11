/*
 * Opens a note where its words or its mark are activated, lights the words it is about, and leads back on Escape.
 * Without this script a note is a fold below its paragraph, and its mark a link into it.
 */
(function () {
  "use strict";
  const PREFIX = "note-";
  const content = document.querySelector(".md-content");
  if (!content) return;

  const body = (name) => document.getElementById(PREFIX + name);
  const marks = (name) => content.querySelectorAll(`mark[data-notes~="${CSS.escape(name)}"]`);
  const nameIn = (hash) => {
    const name = hash.startsWith(`#${PREFIX}`) ? hash.slice(1 + PREFIX.length) : "";
    return name && body(name) ? name : null;
  };

  function open(name) {
    const note = body(name);
    note.closest("details").open = true;
    note.tabIndex = -1;
    note.focus({ preventScroll: true });
    note.closest("details").scrollIntoView({ block: "nearest" });
  }

  /* Where the reader came from, so that Escape leads back there. */
  function close(note) {
    const name = note.querySelector(".note-body").id.slice(PREFIX.length);
    const back = document.getElementById(`ref-${name}`);
    note.open = false;
    (back || note.querySelector("summary")).focus();
  }

  function light(names, on) {
    for (const name of names) for (const mark of marks(name)) mark.classList.toggle("lit", on);
  }

  /* The notes that an element belongs to: a mark of a note, highlighted words, or the note itself. */
  function notesOf(element) {
    const ref = element.closest("a.note-ref");
    if (ref) return [ref.hash.slice(1 + PREFIX.length)];
    const mark = element.closest("mark[data-notes]");
    if (mark) return mark.dataset.notes.split(" ");
    const note = element.closest("details.note");
    return note ? [note.querySelector(".note-body").id.slice(PREFIX.length)] : [];
  }

  content.addEventListener("click", (event) => {
    const ref = event.target.closest("a.note-ref");
    if (ref) {
      const name = ref.pathname === location.pathname && nameIn(ref.hash);
      if (!name || event.ctrlKey || event.metaKey || event.shiftKey) return; // a note on another text's page
      event.preventDefault();
      history.pushState(null, "", ref.hash);
      open(name);
      return;
    }
    const mark = event.target.closest("mark[data-notes]");
    if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
    for (const name of mark.dataset.notes.split(" ").reverse()) {
      if (body(name)) open(name);
      else content.querySelector(`a.note-ref[href$="#${CSS.escape(PREFIX + name)}"]`)?.click();
    }
  });

  content.addEventListener("keydown", (event) => {
    const note = event.target.closest("details.note[open]");
    if (event.key === "Escape" && note) close(note);
  });

  for (const [on, off] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    content.addEventListener(on, (event) => light(notesOf(event.target), true));
    content.addEventListener(off, (event) => light(notesOf(event.target), false));
  }

  const arrive = () => {
    const name = nameIn(location.hash);
    if (name) open(name);
  };
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  arrive();
})();
