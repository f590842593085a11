/*
 * Answers a query from the index (find-places.js): what is found, the best first, and of that only what is shown is
 * loaded.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const HEAD = 64; // places before it are those of titles
  const COMMON = 0.1; // of all things: a short word that stands in more is meant as it is
  const QUOTED = 0.5; // and words that quote others, beside the words themselves
  const PAGE = 0.6; // and what the edition says of itself, beside what it is of
  const OWN = 0.7; // how near to the other words a name is that stands above them and not in them
  const TITLED = { note: 0.3 }; // the title of a note is of the words that it is about

  let known = null; // the index, once it is read

  const learn = async () => (known ??= await find.index.read());

  async function matches(part) {
    const { places, following } = find.index;
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
    const script = find.index.before(known.things, number);
    const rows = await find.get(`things-${script}`);
    const [address, head = "", words = "", said = ""] = rows[number - known.things[script]];
    const by = known.people[known.by[number] - 1];
    return {
      number, address, head, words, said, kind: known.kinds[known.kind[number]][0], day: known.day[number],
      by: by ? by[1] : "", text: known.in[number] ? known.texts[known.in[number] - 1][1] : "",
    };
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

  Object.assign(find, { learn, search, best, gathered, thing, group, named, person });
})();
