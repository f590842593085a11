/*
 * What a word is to the search, and where words stand in a text: the same as in render/find_index.py, which makes the
 * index, so that what is found is also what is marked.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ", "ﬁ": "fi", "ﬂ": "fl" };
  const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
  const WORD = /[\u3040-\u30ff\u3400-\u9fff][\u0300-\u036f\u3099\u309a]*|(?:(?![\u3040-\u30ff\u3400-\u9fff])[\p{L}\p{N}\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f])+/gu;
  const JOINED = /^[-\u2010\u2011'\u2019]$/;

  const fold = (text) => text.toLowerCase().replace(/[ßæœøłđðþıςﬁﬂ]/g, (one) => LETTERS[one]).normalize("NFD").replace(MARKS, "").normalize("NFC");

  /* The words of a text: what they are searched as, and from where to where they stand. */
  function wordsOf(text) {
    const words = [];
    for (const match of text.matchAll(WORD)) {
      const word = fold(match[0]);
      if (word) words.push({ word, start: match.index, end: match.index + match[0].length });
    }
    words.forEach((one, at) => { one.joined = at > 0 && JOINED.test(text.slice(words[at - 1].end, one.start)); });
    return words;
  }

  /*
   * A query as parts that must all be found: each is one word or several that follow one another. Words in quotation
   * marks are meant exactly; others also stand for words that begin with them, if they have three letters, or two and
   * are still being typed. Words joined by a hyphen or apostrophe follow one another, or are written as one.
   */
  function parse(query) {
    const parts = [];
    const pieces = query.normalize("NFC").replace(/[“”„«»]/g, '"').split('"');
    pieces.forEach((piece, at) => {
      const quoted = at % 2 === 1;
      const open = at === pieces.length - 1; // what is still being typed
      for (const chunk of quoted ? [piece] : piece.split(/\s+/)) {
        const words = wordsOf(chunk).map(({ word }) => word);
        if (!words.length) continue;
        const last = words.at(-1).length;
        const begins = quoted ? open && last > 1 : last > 2 || (open && last > 1 && piece.endsWith(chunk));
        const apart = quoted || words.length < 2 || !wordsOf(chunk).slice(1).every(({ joined }) => joined);
        parts.push({ words, begins, joined: apart ? null : words.join(""), said: chunk.trim(), quoted });
      }
    });
    return parts;
  }

  const fits = (word, wanted, begins) => (begins ? word.startsWith(wanted) : word === wanted);

  /* Where a part stands in words: ranges of their numbers, the last excluded. */
  function standing(words, part) {
    const { words: wanted, begins } = part;
    const one = part.joined || (wanted.length === 1 ? wanted[0] : null);
    const found = [];
    for (let at = 0; at < words.length; at += 1) {
      let length = wanted.length;
      if (wanted.every((word, n) => words[at + n] && fits(words[at + n].word, word, begins && n === wanted.length - 1))) {
        found.push([at, at + length]);
      } else if (one && !words[at].joined && words[at + 1]?.joined) {
        for (length = 1; words[at + length]?.joined;) length += 1;
        const whole = words.slice(at, at + length).map(({ word }) => word).join("");
        if (fits(whole, one, begins)) found.push([at, at + length]);
      } else if (part.joined && fits(words[at].word, part.joined, begins)) {
        found.push([at, at + 1]);
      }
    }
    return found;
  }

  /* From where to where a query's parts stand in a text, in order, none within another; `part` is its number. */
  function marked(text, parts) {
    const words = wordsOf(text);
    const all = parts.flatMap((part, number) =>
      standing(words, part).map(([from, to]) => ({ start: words[from].start, end: words[to - 1].end, part: number })));
    all.sort((one, other) => one.start - other.start || other.end - one.end);
    return all.filter((one, at) => !at || one.start >= Math.max(...all.slice(Math.max(0, at - 8), at).map(({ end }) => end)));
  }

  Object.assign(find, { fold, wordsOf, parse, marked });
})();
