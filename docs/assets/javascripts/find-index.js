/*
 * Answers a query from the index that the build has made (render/find_index.py): loads the scripts that hold its words,
 * and of the things that are found only those that are shown. It asks no server, so it works from disk too.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, value) => { VALUE[digit.charCodeAt(0)] = value; });
  const HEAD = 64; // places before it are those of titles
  const BEGUN = 0.6; // what a word that only begins with the one sought is worth beside the word itself
  const COMMON = 0.1; // of all things: a short word that stands in more is meant as it is
  const QUOTED = 0.7; // and words that quote others, beside the words themselves

  let known = null; // the index, its runs spread out
  const vocabularies = {}; // of each script with words: word -> postings as written

  async function learn() {
    if (known) return known;
    const index = await find.get("index");
    const size = index.kinds.reduce((sum, [, , count]) => sum + count, 0);
    const spread = (runs) => {
      const values = new Array(size);
      for (let n = 0, at = 0; n < runs.length; n += 2) for (let end = at + runs[n]; at < end; at += 1) values[at] = runs[n + 1];
      return values;
    };
    const kind = spread(index.kinds.flatMap(([, , count], n) => [count, n]));
    known = { ...index, size, kind, by: spread(index.by), in: spread(index.in), day: spread(index.day), said: spread(index.said) };
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
    return found;
  }

  function gather(written, weight, found) {
    let at = 0;
    const number = () => {
      let [value, shift, digit] = [0, 0, 0];
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
      if (!had) found.set(thing, (had = { places: [], weight: 0 }));
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

  async function matches(part) {
    const { words, joined } = part;
    const common = part.begins && words.length === 1 && words[0].length < 4 && (await places(words[0])).size > COMMON * known.size;
    if (common) part.begins = false; // `the` means no theory
    const lists = await Promise.all(words.map((word, n) => places(word, part.begins && n === words.length - 1)));
    const found = lists.length > 1 ? following(lists) : lists[0];
    if (joined) {
      for (const [thing, had] of await places(joined, part.begins)) {
        const one = found.get(thing);
        if (one) one.places = [...new Set([...one.places, ...had.places])];
        else found.set(thing, had);
      }
    }
    return found;
  }

  /* The people whose names a part is: `simon mask` are simon's words about masks. */
  function named(part) {
    const fits = ([, name]) => find.wordsOf(name).some(({ word }) => part.words.length === 1 && !part.quoted && word === part.words[0]);
    return new Set(known.people.flatMap((one, n) => (fits(one) ? [n + 1] : [])));
  }

  /* What is short says more of each of its words. */
  const short = (thing) => 1 / (1 + 0.12 * Math.max(0, parseInt(known.long[thing], 36) - 4));

  /* How near to each other the parts stand in a thing: 1 where they follow one another as they were asked for. */
  function nearness(lists) {
    if (lists.length < 2) return 0;
    const gaps = lists.slice(1).map((places, n) => Math.min(...lists[n].slice(0, 50).flatMap((one) =>
      places.slice(0, 50).map((other) => (other > one ? other - one - 1 : one - other)))));
    return 1 / (1 + gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  }

  /*
   * All that a query finds, the best first, before any filter: { things: [number, …], score, missing: [part, …] }.
   * A thing is found if each part stands in its words, or is the name of whoever wrote them; one at least must stand.
   */
  async function search(parts) {
    await learn();
    const lists = await Promise.all(parts.map(matches));
    const people = parts.map(named);
    const score = new Map();
    const weights = lists.map((list) => Math.log(1 + known.size / (1 + list.size)));
    const candidates = new Set(lists.flatMap((list, n) => (people[n].size && parts.length > 1 ? [] : [list])).sort((a, b) => a.size - b.size)[0]?.keys()
      || lists.flatMap((list) => [...list.keys()]));
    for (const thing of candidates) {
      let sum = 0;
      const stands = [];
      const all = lists.every((list, n) => {
        const had = list.get(thing);
        if (!had) return parts.length > 1 && people[n].has(known.by[thing]);
        const head = had.places.some((at) => at < HEAD);
        const often = had.places.length / (had.places.length + 1.5);
        // A title counts for more the fewer other words it has: what is called by the words is what was meant.
        sum += weights[n] * had.weight * (often * short(thing) + (head ? 0.5 + 2.5 / parseInt(known.head[thing], 36) : 0));
        stands.push(had.places);
        return true;
      });
      if (all && stands.length) score.set(thing, sum * (1 + 2 * nearness(stands)) * (known.said[thing] ? QUOTED : 1));
    }
    const things = [...score.keys()].sort((one, other) => score.get(other) - score.get(one) || one - other);
    return { things, missing: parts.filter((part, n) => !lists[n].size && !people[n].size) };
  }

  /* A thing as it is shown: what it is, where it stands, its title and words, who wrote them and when. */
  async function thing(number) {
    const script = before(known.things, number);
    const rows = await find.get(`things-${script}`);
    const [address, head = "", words = "", said = ""] = rows[number - known.things[script]];
    const by = known.people[known.by[number] - 1];
    return {
      number, address, head, words, said, kind: known.kinds[known.kind[number]][0], day: known.day[number],
      by: by ? by[1] : "", text: known.in[number] ? known.texts[known.in[number] - 1][1] : "",
    };
  }

  Object.assign(find, { learn, search, thing });
})();
