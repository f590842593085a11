/*
 * Asks which note is meant where several are about the same words: a short list under the words that were clicked.
 * Without this script every note has its own mark after its words.
 */
(function () {
  "use strict";
  const { make, notes } = window.edition;
  if (!notes) return;
  const box = make("div", "note-choice no-preview");
  box.setAttribute("role", "group");
  box.hidden = true;
  notes.content.append(box);

  let lead = null; // back to the words by keyboard: the mark of the first note

  function hide() {
    if (box.hidden) return;
    box.hidden = true;
    box.replaceChildren();
  }

  window.edition.choose = (choices, mark, { clientX, clientY }) => {
    const title = make("p", { id: "note-choice-title", textContent: `${choices.length} notes on these words` });
    box.setAttribute("aria-labelledby", title.id);
    const list = make("ul");
    for (const { note, ref } of choices) {
      const link = make("a", { href: ref.href });
      if (note) link.append(...[...note.querySelector("summary").cloneNode(true).childNodes]);
      else link.textContent = `${ref.getAttribute("aria-label")}, on another text’s page`;
      link.addEventListener("click", (event) => {
        const target = link.cloneNode();
        hide();
        notes.follow(event, target, mark);
      });
      list.append(make("li", "", link));
    }
    box.replaceChildren(title, list);
    box.hidden = false;
    box.style.left = box.style.top = "0";
    const { left, top, width, height } = box.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const line = [...mark.getClientRects()].find((one) => one.top <= clientY && clientY <= one.bottom) || mark.getBoundingClientRect();
    const below = line.bottom + 4;
    const y = below + height > clientHeight && line.top - height > 60 ? line.top - height - 4 : below;
    box.style.left = `${Math.max(8, Math.min(clientX - 24, clientWidth - width - 8)) - left}px`;
    box.style.top = `${y - top}px`;
    lead = choices[0].ref;
    list.querySelector("a").focus({ preventScroll: true });
  };

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // Escape closes one thing at a time
    hide();
    lead.focus({ preventScroll: true });
  });
  box.addEventListener("focusout", ({ relatedTarget }) => !box.contains(relatedTarget) && hide());
  document.addEventListener("pointerdown", ({ target }) => !box.contains(target) && hide(), true);
})();
