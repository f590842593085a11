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
  const QUOTED = 0.5; // and words that quote others, beside the words themselves
  const PAGE = 0.6; // and what the edition says of itself, beside what it is of
  const OWN = 0.7; // how near to the other words a name is that stands above them and not in them
  const NEAR = 4; // scripts in which words like one that stands nowhere are sought,
  const WIDE = 16; // and where none of its first letters is to be trusted
  const TITLED = { note: 0.3 }; // the title of a note is of the words that it is about

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

  async function matches(part) {
    const { words, joined } = part;
    const common = part.begins && words.length === 1 && words[0].length < 4 && (await places(words[0])).size > COMMON * known.size;
    if (common) part.begins = false; // `the` means no theory
    const lists = await Promise.all(words.map((word, n) => places(word, part.begins && n === words.length - 1)));
    const found = lists.length > 1 ? following(lists) : lists[0];
    if (joined) {
      for (const [thing, had] of await places(joined, part.begins)) {
        const one = found.get(thing);
        if (one) one.places = [...new Set([...one.places, ...had.places])].sort((a, b) => a - b);
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

  /* How near to each other the parts stand in a thing: 1 where the shortest stretch with all of them holds nothing else. */
  function nearness(lists, lengths) {
    if (lists.length < 2) return 0;
    const next = lists.map(() => 0);
    let least = Infinity;
    while (lists.every((places, part) => next[part] < places.length)) {
      let [first, last] = [0, 0];
      for (let part = 1; part < lists.length; part += 1) {
        if (lists[part][next[part]] < lists[first][next[first]]) first = part;
        if (lists[part][next[part]] > lists[last][next[last]]) last = part;
      }
      least = Math.min(least, lists[last][next[last]] + lengths[last] - lists[first][next[first]]);
      next[first] += 1;
    }
    return Math.min(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, least));
  }

  /* What a title adds to the words: more the more of the query it holds, and the fewer other words it has. */
  function titled(thing, found, weights) {
    let [held, all, parts] = [0, 0, 0];
    for (const [n, had] of found.entries()) {
      all += weights[n];
      if (!had || had.places[0] >= HEAD) continue; // places are in order
      held += weights[n];
      parts += 1;
    }
    if (!parts) return 0;
    const full = Math.min(1, parts / parseInt(known.head[thing], 36));
    return (held * held / all) * (0.5 + 2.5 * full) * (TITLED[known.kinds[known.kind[thing]][0]] ?? 1);
  }

  /*
   * All that a query finds, the best first, before any filter: { things: [number, …], missing: [part, …] }.
   * A thing is found if each part stands in its words, or is the name of whoever wrote them; one at least must stand.
   */
  async function search(parts) {
    await learn();
    const lists = await Promise.all(parts.map(matches));
    const people = parts.map(named);
    const score = new Map();
    const weights = lists.map((list) => Math.log(1 + known.size / (1 + list.size)));
    // Where the rarest word stands, unless a name may do without it.
    const needed = lists.filter((_, n) => parts.length < 2 || !people[n].size).sort((one, other) => one.size - other.size);
    const candidates = needed.length ? needed[0].keys() : new Set(lists.flatMap((list) => [...list.keys()]));
    for (const thing of candidates) {
      const by = known.by[thing];
      const found = lists.map((list) => list.get(thing));
      const stand = found.flatMap((had, n) => (had ? [n] : []));
      if (!stand.length || !found.every((had, n) => had || (parts.length > 1 && people[n].has(by)))) continue;
      let sum = titled(thing, found, weights);
      for (const n of stand) {
        const { places: at, weight } = found[n];
        sum += weights[n] * weight * (at.length / (at.length + 1.5)) * short(thing);
      }
      let near = nearness(stand.map((n) => found[n].places), stand.map((n) => parts[n].words.length));
      for (const [n, some] of people.entries()) {
        if (parts.length < 2 || !some.has(by)) continue;
        sum += weights[n]; // the words of whoever is named come before words about them
        near = Math.max(near, OWN);
      }
      score.set(thing, sum * (1 + 2 * near) * (known.said[thing] ? QUOTED : 1) * (known.kinds[known.kind[thing]][0] === "page" ? PAGE : 1));
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
    await learn();
    const [one = "", two = "", three = ""] = word;
    const slips = [[two + one, two + one + word.slice(2)], [two + three, word.slice(1)], [one, word], ["", word]];
    const numbers = widely ? [...new Set(slips.flatMap(([begin, slip]) => around(begin, slip).slice(0, begin ? NEAR : WIDE)))] : around(one + two, word);
    const some = await Promise.all(numbers.slice(0, widely ? WIDE : NEAR).map(vocabulary));
    return some.flatMap(({ words, places: written }) => words.map((like, n) => [like, written[n].length]));
  }

  /*
   * What was found, with the same words but once: each as a list of the thing where they were first written, if it was
   * found, and of those that quote it, at the place of the best of them.
   */
  function gathered(things) {
    const groups = new Map();
    for (const one of things) {
      const first = known.origin[one] ? known.origin[one] - 1 : one;
      const group = groups.get(first) || [];
      group[one === first ? "unshift" : "push"](one);
      groups.set(first, group);
    }
    return [...groups.values()];
  }

  /* A thing as it is shown, and where else its words stand. */
  const group = async ([first, ...others]) => ({ ...(await thing(first)), others: await Promise.all(others.map(thing)) });

  /* The best of what was found, but of no kind more than a third while there are others. */
  function best(things, count) {
    const taken = [];
    const rest = [];
    const of = new Map();
    for (const some of gathered(things)) {
      const kind = known.kind[some[0]];
      of.set(kind, (of.get(kind) || 0) + 1);
      (of.get(kind) > count / 3 ? rest : taken).push(some);
      if (taken.length === count) break;
    }
    return [...taken, ...rest].slice(0, count);
  }

  /* A person, and how many of some things are that person's words; of all, if none are given. */
  function person(number, things) {
    const [id, name] = known.people[number - 1];
    const wrote = things ? things.filter((thing) => known.by[thing] === number).length : known.by.filter((by) => by === number).length;
    return { id, name, wrote };
  }

  Object.assign(find, { learn, search, best, gathered, thing, group, beside, named, person });
})();
