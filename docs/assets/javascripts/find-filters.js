/*
 * Which results pass the filters of the search's page, in which order they come, and to whose words they could be
 * narrowed. `values` are those of the page's form, things are numbers of the index.
 */
(function () {
  "use strict";
  const { find } = window.edition;

  find.tally = (things, of) => {
    const counts = new Map();
    for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
    return counts;
  };

  find.filters = (index) => {
    /* Whether a thing passes all filters but the kind, and but that of a person if it is `anybody` that may speak. */
    function passes(values, thing, anybody) {
      const { from, to } = values;
      const by = anybody || !values.person || index.people[index.by[thing] - 1]?.[0] === values.person;
      const text = !values.text || index.texts[index.in[thing] - 1]?.[0] === values.text;
      if (!by || !text) return false;
      if (!from && !to) return true;
      const day = index.day[thing];
      if (!day) return Boolean(values.undated);
      // A year alone may be any day of it.
      return (!from || `${day}-99`.slice(0, 10) >= from) && (!to || day <= to);
    }

    const ofKind = (values, thing) => !values.kind || index.kinds[index.kind[thing]][0] === values.kind;

    function inOrder(things, order) {
      if (!order) return things;
      const way = order === "oldest" ? 1 : -1;
      const day = (thing) => index.day[thing] || (way > 0 ? "~" : ""); // undated last
      return things.sort((one, other) => (day(one) < day(other) ? -way : day(one) > day(other) ? way : one - other));
    }

    /* The people whose words are among the results, as numbers with how many; the one that is chosen stays. */
    function people(things, values) {
      const counts = find.tally(things.filter((thing) => passes(values, thing, true)), (thing) => index.by[thing]);
      const found = [...counts].filter(([by]) => by).sort((one, other) => other[1] - one[1]);
      const chosen = index.people.findIndex(([id]) => id === values.person) + 1;
      return chosen && !counts.has(chosen) ? [...found, [chosen, 0]] : found;
    }

    return { passes, ofKind, inOrder, people };
  };
})();
