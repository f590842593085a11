/*
 * Marks the words that were sought, in what a result led to. They are painted and not wrapped: the page's own words
 * stay as they are for notes, for what is selected and for what is copied.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const asked = history.state?.find;
  if (!asked) return;

  /* What the address names: a passage, a note, a part of a page from its heading to the next, or the page. */
  function goal() {
    const content = document.querySelector(".md-content article") || document.body;
    const named = location.hash && document.getElementById(window.edition.fragment(location.hash));
    if (!named) return [content];
    const heading = named.closest("h1, h2, h3, h4");
    if (!heading) return [named.closest("p, li, h1, h2, h3, h4, blockquote, dd, .note-body") || named];
    const found = [heading];
    while (found.at(-1).nextElementSibling && !found.at(-1).nextElementSibling.matches("h1, h2, h3, h4")) found.push(found.at(-1).nextElementSibling);
    return found;
  }

  /* The words within an element, as ranges. */
  function within(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([text.length, node]);
      text += node.data;
    }
    const at = (offset) => {
      const [start, node] = nodes.findLast(([begins]) => begins <= offset);
      return [node, offset - start];
    };
    return find.marked(text, find.parse(asked)).map(({ start, end }) => {
      const range = new Range();
      range.setStart(...at(start));
      const [node, offset] = at(end - 1);
      range.setEnd(node, offset + 1);
      return range;
    });
  }

  let ranges = [];
  function paint() {
    ranges = goal().flatMap(within);
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...ranges)); // else the page is led there
  }
  paint();

  /* Where the words stand far below what the address names, they are what was meant; once the page has come to rest. */
  function lead() {
    if (ranges.some(({ collapsed }) => collapsed)) paint(); // the theme has put a table into a frame meanwhile
    if (!find.arrived) return;
    const boxes = ranges.map((range) => range.getBoundingClientRect()).filter(({ height }) => height);
    if (!boxes.length || boxes.some(({ top, bottom }) => top >= 0 && bottom <= innerHeight)) return;
    scrollBy({ top: boxes[0].top - innerHeight / 3, behavior: "instant" });
  }
  const soon = () => requestAnimationFrame(() => setTimeout(lead));
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
})();
