/*
 * Ties words to a text as the build does (search_text.py and selectors.py in scripts/edition/resolve/): exactly,
 * uniquely, or not at all. Both are held to the cases of tests/anchoring.yml. A text is a list of units, a unit a list of
 * blocks {id, text, hidden}, `hidden` being the ranges of footnote marks and link markers in the block's text.
 */
(function () {
  "use strict";
  const APART = "\x1e"; // between units: no quotation runs from one into another
  const MOST = 40; // words of context before a longer quotation is asked for
  const SIDE = 1000; // characters in which that many words are looked for
  // What Python takes for white space, written out: a browser's \s differs from it.
  const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const SPACES = new RegExp(`${SPACE}+`, "g");
  const IS_SPACE = new RegExp(SPACE);

  const fold = (text) => text.replace(SPACES, " ").replace(/^ | $/g, "");

  /* The search text of units, with the index in it of every character of every block (-1 where it is left out). */
  function searchText(units, withMarks) {
    const pieces = [];
    const index = new Map();
    let length = 0;
    const put = (character) => {
      pieces.push(character);
      return length++;
    };
    for (const unit of units) {
      unit.forEach((block, number) => {
        if (number) put(" ");
        const left = withMarks ? [] : block.hidden;
        const at = new Array(block.text.length).fill(-1);
        let begun = false;
        let gap = -1; // where white space was last seen, if no word has followed yet
        for (let i = 0; i < block.text.length; i += 1) {
          if (IS_SPACE.test(block.text[i])) {
            gap = i;
            continue;
          }
          const hides = (offset) => left.some(([start, end]) => start <= offset && offset < end);
          if (gap >= 0 && begun && !hides(gap)) put(" ");
          gap = -1;
          begun = true;
          if (!hides(i)) at[i] = put(block.text[i]);
        }
        index.set(block.id, at);
      });
      put(APART);
    }
    return { text: pieces.join(""), index };
  }

  /* Whether a place has these words around it, with the space that joins them to it or without. */
  function fits(text, at, length, prefix, suffix) {
    const before = text.slice(Math.max(0, at - prefix.length - 1), at);
    const after = text.slice(at + length, at + length + suffix.length + 1);
    return before.replace(/ +$/, "").endsWith(prefix) && after.replace(/^ +/, "").startsWith(suffix);
  }

  function occurrences(text, exact, prefix, suffix) {
    const found = [];
    for (let at = exact ? text.indexOf(exact) : -1; at >= 0; at = text.indexOf(exact, at + 1)) {
      if (fits(text, at, exact.length, prefix, suffix)) found.push(at);
    }
    return found;
  }

  /* Every place where words stand: in the text as captured, else with marks left out. */
  function places(units, exact, prefix = "", suffix = "") {
    const words = [exact, prefix, suffix].map(fold);
    let first = null;
    for (const withMarks of [true, false]) {
      const { text } = searchText(units, withMarks);
      const found = occurrences(text, ...words);
      if (found.length) return { text, found };
      first = first || { text, found };
    }
    return first;
  }

  const lastWords = (text, count) => {
    const inside = text.slice(text.lastIndexOf(APART) + 1);
    return fold(inside.split(" ").slice(-(count + (inside.endsWith(" ") ? 1 : 0))).join(" "));
  };
  const firstWords = (text, count) => {
    const inside = text.split(APART, 1)[0];
    return fold(inside.split(" ").slice(0, count + (inside.startsWith(" ") ? 1 : 0)).join(" "));
  };

  /* The fewest words before, else after, else on both sides, that fit at one place alone; null where none do. */
  function distinguish(text, found, at, length) {
    const others = found.filter((other) => other !== at);
    if (!others.length) return { prefix: "", suffix: "" };
    const left = text.slice(Math.max(0, at - SIDE), at);
    const right = text.slice(at + length, at + length + SIDE);
    for (let words = 1; words <= MOST; words += 1) {
      const prefix = lastWords(left, words);
      const suffix = firstWords(right, words);
      for (const way of [{ prefix, suffix: "" }, { prefix: "", suffix }, { prefix, suffix }]) {
        if (!way.prefix && !way.suffix) continue;
        if (!others.some((other) => fits(text, other, length, way.prefix, way.suffix))) return way;
      }
    }
    return null;
  }

  window.edition = window.edition || {};
  window.edition.anchoring = { fold, searchText, places, distinguish };
})();
