/*
 * The keys: `?` lists them, from what each script says of its own in `window.editionKeys`; there they can be switched
 * off, which is remembered. `n` and `N` go through the notes. Nothing is reached by keys alone.
 */
(function () {
  "use strict";
  const { edition } = window;
  const KEPT = "edition.keys";
  const PREFIX = "#note-";
  const keys = (window.editionKeys ??= []);

  /* Whether a key that is pressed there belongs to what is written. */
  edition.typing = (element) =>
    Boolean(element.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range]), textarea, select, [contenteditable]:not([contenteditable=false])"));

  let here = null; // what was chosen on this page, for a browser that keeps nothing
  const off = () => {
    try {
      return (here ?? localStorage.getItem(KEPT)) === "off";
    } catch {
      return false;
    }
  };
  const single = (event) => event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;

  // Before any other script hears of it: WCAG 2.1.4 asks that single letters can be switched off.
  addEventListener("keydown", (event) => {
    if (single(event) && off() && !edition.typing(event.target)) event.stopImmediatePropagation();
  }, true);

  // Notes

  const marks = () => [...document.querySelectorAll(".md-content a.note-ref")].filter(edition.seen);

  /* The mark after or before the place where the reader is: the focus, or else the top of the window. */
  function toNote(step) {
    const all = marks();
    if (!all.length) return;
    const at = document.activeElement;
    const note = at.closest("details.note, .note-body");
    const own = note && document.getElementById(`ref-${(note.matches(".note-body") ? note : note.querySelector(".note-body")).id.slice(PREFIX.length - 1)}`);
    const from = own || (at.closest(".md-content") ? at : null);
    const after = (mark) => from
      ? from !== mark && Boolean(from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING)
      : mark.getBoundingClientRect().top > top();
    const next = all.findIndex(after);
    const number = step > 0 ? next : (next < 0 ? all.length : next) - (from && all.includes(from) ? 2 : 1);
    all[number]?.focus();
    all[number]?.scrollIntoView({ block: "center", behavior: "instant" });
  }
  const top = () => Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom || 0);

  // Help

  const FOOT = "When they are off, the button “Keys” at the foot of the page opens this list.";
  const help = edition.make("dialog", "keys-box");
  help.setAttribute("aria-labelledby", "__keys-title");
  help.innerHTML = `<h2 id="__keys-title" tabindex="-1">Keys</h2><dl></dl>
    <p><label><input type="checkbox"> Single keys work outside fields</label></p>
    <p class="keys-about">This is remembered in this browser. ${FOOT}</p>
    <button type="button">Close</button>`;
  const box = help.querySelector("input");
  const about = help.querySelector(".keys-about");
  help.querySelector("button").addEventListener("click", () => help.close());
  box.addEventListener("change", () => {
    here = box.checked ? "on" : "off";
    let kept = true;
    try {
      localStorage.setItem(KEPT, here);
    } catch {
      kept = false;
    }
    about.textContent = `${kept ? "This is remembered in this browser." : "This browser keeps nothing, so it holds for this page alone."} ${FOOT}`;
  });
  help.addEventListener("click", (event) => {
    const { left, right, top: upper, bottom } = help.getBoundingClientRect();
    const within = event.clientX >= left && event.clientX <= right && event.clientY >= upper && event.clientY <= bottom;
    if (event.target === help && !within) help.close(); // a click beside it
  });

  function open() {
    if (help.open) return;
    const rows = new Map(keys.map(({ key, does }) => [key, does])); // a key that is told twice is one
    help.querySelector("dl").replaceChildren(...[...rows].map(([key, does]) => {
      const name = edition.make("dt");
      for (const one of key.split(" ")) {
        if (name.childNodes.length) name.append(" ");
        name.append(/^[+,/]$|^or$/.test(one) && key.includes(" ") ? one : edition.make("kbd", "", one));
      }
      return edition.make("div", "", name, edition.make("dd", "", does));
    }));
    box.checked = !off();
    document.body.append(help);
    help.showModal();
    help.querySelector("h2").focus();
  }
  const button = edition.button("Keys", open, "keys-open");
  button.setAttribute("aria-haspopup", "dialog");
  document.querySelector(".colophon p")?.append(" · ", button);

  keys.push({ key: "?", does: "this list" });
  if (document.querySelector(".md-content a.note-ref")) keys.push({ key: "n", does: "next note" }, { key: "N", does: "previous note" });
  document.addEventListener("keydown", (event) => {
    if (!single(event) || event.defaultPrevented || edition.typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") open();
    else if (event.key === "n") toNote(1);
    else if (event.key === "N") toNote(-1);
    else return;
    event.preventDefault();
  });
})();
