/*
 * The index that the build has made (render/find_index.py), read as it is needed: where a word stands, and which words
 * are like one that stands nowhere. It asks no server, so it works from disk too.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });
  const BEGUN = 0.6; // what a word that only begins with the one sought is worth beside the word itself
  const NEAR = 4; // scripts in which words like one that stands nowhere are sought,
  const WIDE = 16; // and where none of its first letters is to be trusted

  let known = null; // the index, its runs spread out
  const vocabularies = {}; // of each script with words: word -> postings as written

  async function read() {
    if (known) return known;
    const index = await find.get("index");
    const size = index.kinds.reduce((sum, [, , count]) => sum + count, 0);
    const spread = (runs) => {
      const values = new Array(size);
      for (let n = 0, at = 0; n < runs.length; n += 2) for (let end = at + runs[n]; at < end; at += 1) values[at] = runs[n + 1];
      return values;
    };
    const kind = spread(index.kinds.flatMap(([, , count], n) => [count, n]));
    known = { ...index, size, kind, by: spread(index.by), in: spread(index.in), day: spread(index.day), said: spread(index.said), origin: spread(index.origin) };
    return known;
  }

  /* The last of several in order that is not beyond a value. */
  function before(list, value) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  async function vocabulary(number) {
    if (vocabularies[number]) return vocabularies[number];
    const lines = (await find.get(`words-${number}`)).split("\n").map((line) => line.split(" "));
    return (vocabularies[number] = { words: lines.map(([word]) => word), places: lines.map(([, places]) => places) });
  }

  /* The places of a word, and of all that begin with it: of each thing those places, and how well the best word fits. */
  async function places(word, begins) {
    const first = before(known.words, word);
    const last = begins ? before(known.words, `${word}\uffff`) : first;
    const some = await Promise.all(Array.from({ length: last - first + 1 }, (_, n) => vocabulary(first + n)));
    const found = new Map();
    for (const { words, places: written } of some) {
      let at = before(words, word);
      if (words[at] < word) at += 1;
      for (; at < words.length && (words[at] === word || (begins && words[at].startsWith(word))); at += 1) {
        gather(written[at], words[at] === word ? 1 : BEGUN, found);
      }
    }
    for (const had of found.values()) if (had.mixed) had.places.sort((one, other) => one - other); // of several words
    return found;
  }

  function gather(written, weight, found) {
    let at = 0;
    const number = () => {
      let value = 0;
      let shift = 0;
      let digit = 0;
      do {
        digit = VALUE[written.charCodeAt(at)];
        at += 1;
        value += (digit & 31) << shift;
        shift += 5;
      } while (digit & 32);
      return value;
    };
    let thing = 0;
    while (at < written.length) {
      thing += number();
      let had = found.get(thing);
      if (had) had.mixed = true;
      else found.set(thing, (had = { places: [], weight: 0, mixed: false }));
      had.weight = Math.max(had.weight, weight);
      for (let left = number(), place = 0; left; left -= 1) had.places.push((place += number()));
    }
  }

  /* Where words follow one another: at each place the first of them. */
  function following(lists) {
    const [first, ...rest] = lists;
    const found = new Map();
    for (const [thing, { places: ats, weight }] of first) {
      if (!rest.every((list) => list.has(thing))) continue;
      const others = rest.map((list) => new Set(list.get(thing).places));
      const kept = ats.filter((at) => others.every((set, n) => set.has(at + n + 1)));
      if (kept.length) found.set(thing, { places: kept, weight: Math.min(weight, ...rest.map((list) => list.get(thing).weight)) });
    }
    return found;
  }

  /* The scripts with words that begin with some letters, those first that are nearest to a word. */
  function around(begin, word) {
    const [first, last] = [before(known.words, begin), before(known.words, `${begin}\uffff`)];
    const at = before(known.words, word);
    return Array.from({ length: last - first + 1 }, (_, n) => first + n).sort((one, other) => Math.abs(one - at) - Math.abs(other - at));
  }

  /*
   * Words of the edition that begin as a word does, with how often they stand (as the length of what is written of it).
   * Widely: whatever they begin with; first those that would, were its first two letters changed about, the first one
   * too many, or only the second wrong, and of all others as many as a reader may be asked to load.
   */
  async function beside(word, widely) {
    await read();
    const [one = "", two = "", three = ""] = word;
    const slips = [[two + one, two + one + word.slice(2)], [two + three, word.slice(1)], [one, word], ["", word]];
    const numbers = widely ? [...new Set(slips.flatMap(([begin, slip]) => around(begin, slip).slice(0, begin ? NEAR : WIDE)))] : around(one + two, word);
    const some = await Promise.all(numbers.slice(0, widely ? WIDE : NEAR).map(vocabulary));
    return some.flatMap(({ words, places: written }) => words.map((like, n) => [like, written[n].length]));
  }

  find.index = { read, before, places, following };
  find.beside = beside;
})();
