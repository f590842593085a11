/*
 * Reads a text's page as captured words: which blocks it has, which of their words are selected, and by what address
 * others find these. Without this script words are copied by hand, and every passage has its own address.
 */
(function () {
  "use strict";
  const { record } = window.edition;
  const content = document.querySelector(".md-content");
  if (!content || record?.kind !== "text") return;

  const EDITORIAL = ".editorial, details, .headerlink, .unit-name, .quote-source, .fn-back, .selection-bar";
  const PASSAGE = /^p\d+$/;
  const SHORT = 200; // characters up to which a link holds all words and not only the first and last

  /* The blocks of one unit: their words as captured, and the text nodes that hold them. */
  function blocksOf(unit) {
    const blocks = [];
    const start = (id) => blocks.push({ id, text: "", hidden: [], nodes: [] });
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === Node.ELEMENT_NODE && node.matches(EDITORIAL) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (PASSAGE.test(node.id)) start(node.id);
        continue;
      }
      const block = blocks.at(-1);
      if (!block) continue;
      const at = block.text.length;
      const mark = node.parentElement.closest(".call, .marker");
      const spaced = mark?.matches(".marker") && /\s$/.test(block.text) ? 1 : 0;
      if (mark) block.hidden.push([at - spaced, at + node.data.length]);
      block.nodes.push({ node, at });
      block.text += node.data;
    }
    return blocks;
  }

  const units = [...content.querySelectorAll("article.unit")].map((element) => ({ element, id: unitId(element) }));

  function unitId(element) {
    return element.id || element.querySelector(".unit-name").id;
  }

  /* Read when first asked for: most readers select nothing. */
  const blocksIn = (unit) => (unit.blocks ||= blocksOf(unit.element));

  /* What is selected, as pieces of blocks of one unit; null where nothing is, `several` where it spans units. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const found = [];
    for (const unit of units.filter((one) => range.intersectsNode(one.element))) {
      for (const block of blocksIn(unit)) {
        const piece = pieceOf(block, range);
        if (piece) found.push({ unit, ...piece });
      }
    }
    if (!found.length) return null;
    if (found[0].unit !== found.at(-1).unit) return { several: true, pieces: found };
    return { unit: found[0].unit, pieces: found };
  }

  /* The part of a block inside a range, white space at its ends left out. */
  function pieceOf(block, range) {
    let from = -1;
    let to = -1;
    for (const { node, at } of block.nodes) {
      if (!range.intersectsNode(node)) continue;
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.data.length;
      if (start >= end) continue;
      if (from < 0) from = at + start;
      to = at + end;
    }
    if (from < 0) return null;
    const words = block.text.slice(from, to);
    const trimmed = words.trim();
    if (!trimmed) return null;
    from += words.indexOf(trimmed);
    return { block, from, to: from + trimmed.length };
  }

  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const wordsOf = (pieces) => flat(pieces.map(({ block, from, to }) => block.text.slice(from, to)).join(" "));

  /* An address that opens the page at the passage with the words lit (URL Fragment Text Directives). */
  function address({ pieces }) {
    const first = pieces[0];
    const last = pieces.at(-1);
    const from = first.from - first.block.text.slice(0, first.from).match(/\S*$/)[0].length; // whole words only
    const to = last.to + last.block.text.slice(last.to).match(/^\S*/)[0].length;
    const words = first === last ? [first.block.text.slice(from, to)]
      : [first.block.text.slice(from), ...pieces.slice(1, -1).map(({ block }) => block.text), last.block.text.slice(0, to)];
    const all = flat(words.join(" ")).split(" ");
    const parts = first === last && all.join(" ").length <= SHORT ? [all.join(" ")]
      : [all.slice(0, 5).join(" "), all.slice(-5).join(" ")];
    const before = flat(first.block.text.slice(0, from)).split(" ").slice(-3).join(" ");
    const after = flat(last.block.text.slice(to)).split(" ").slice(0, 3).join(" ");
    const coded = (text) => encodeURIComponent(text).replace(/-/g, "%2D");
    const directive = [before && `${coded(before)}-`, ...parts.map(coded), after && `-${coded(after)}`];
    return `${location.href.split("#")[0]}#${first.block.id}:~:text=${directive.filter(Boolean).join(",")}`;
  }

  window.edition.passages = { content, record, units, blocksIn, selected, wordsOf, address };
})();
