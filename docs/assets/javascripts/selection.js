/*
 * Offers to annotate, link or cite the words of a text that are selected: by a bar below them, or at the foot of a
 * window that is touched. Without this script words are copied by hand.
 */
(function () {
  "use strict";
  const { button, make, passages } = window.edition;
  if (!passages) return;
  const { address, content, selected, wordsOf } = passages;
  const SETTLE = 150; // milliseconds without a change before a selection counts as made

  const bar = make("div", "selection-bar");
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "The selected words");
  bar.hidden = true;
  const said = make("p", "said");
  said.setAttribute("role", "status");
  content.append(said);
  let current = null;
  let settling = 0;
  let pressed = false;
  let muted = "";

  /* Adds a button; other scripts, which come later, do too. */
  passages.offer = (label, act) => {
    const made = button(label, () => act(current));
    bar.append(made);
    return made;
  };
  passages.offer("Annotate", (chosen) => {
    muted = wordsOf(chosen.pieces); // until others are selected: the panel shows these
    hide();
    window.edition.contribute("note", { chosen });
  });
  const copy = passages.offer("Copy link", async (chosen) => {
    await window.edition.copy(address(chosen));
    copy.textContent = "Copied";
    say("The link is copied.");
    setTimeout(() => (copy.textContent = "Copy link"), 2000);
  });
  passages.offer("Cite", (chosen) => window.edition.cite(chosen));
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // or the selection would go

  const say = (text) => (said.textContent = text);

  function show(chosen) {
    current = chosen;
    const { block, to } = chosen.pieces.at(-1);
    const { node } = block.nodes.findLast(({ at }) => at < to);
    // Right after the words in the order of the document, so that Tab leads from them to the bar.
    let end = node;
    while (end.parentElement.closest("a, mark, sup, span")) end = end.parentElement.closest("a, mark, sup, span");
    end.after(bar);
    bar.hidden = false;
    bar.style.left = bar.style.top = "0";
    const lines = getSelection().getRangeAt(0).getClientRects();
    const line = lines[lines.length - 1] || node.parentElement.getBoundingClientRect();
    const { left, top, width, height } = bar.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = line.bottom + 6;
    const y = below + height > clientHeight ? lines[0].top - height - 6 : below;
    bar.style.left = `${Math.max(8, Math.min(line.right - width, clientWidth - width - 8)) - left}px`;
    bar.style.top = `${y - top}px`;
    say(`Selected: ${wordsOf(chosen.pieces).split(" ").length} words. Press Tab to annotate, link or cite them.`);
  }

  function hide() {
    if (bar.hidden) return;
    bar.hidden = true;
    current = null;
    say("");
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => {
      if (pressed || bar.contains(document.activeElement) || document.querySelector("dialog[open]")) return;
      const chosen = selected();
      if (chosen && wordsOf(chosen.pieces) === muted) return;
      muted = "";
      if (chosen && !chosen.several) show(chosen);
      else {
        hide();
        if (chosen) say("The selection runs over several comments. Words of one can be annotated.");
      }
    }, SETTLE);
  }

  document.addEventListener("selectionchange", settle);
  document.addEventListener("selectstart", () => (muted = ""));
  document.addEventListener("pointerdown", (event) => (pressed = event.pointerType === "mouse" && !bar.contains(event.target)));
  document.addEventListener("pointerup", () => {
    pressed = false;
    settle();
  });
  bar.addEventListener("focusout", settle);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      getSelection().collapseToEnd();
      hide();
    }
  });
})();
