/*
 * What else could be asked: a word like one that stands nowhere, the query without what nothing holds, and the words of
 * a person whose name was asked for.
 */
(function () {
  "use strict";
  const find = window.edition.find;

  /* In how many steps one word becomes another: a letter more, less, another, or two changed about. */
  function apart(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [two, last] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
    for (let n = 1; n <= one.length; n += 1) {
      const row = [n];
      for (let m = 1; m <= other.length; m += 1) {
        row[m] = Math.min(last[m] + 1, row[m - 1] + 1, last[m - 1] + (one[n - 1] === other[m - 1] ? 0 : 1));
        if (n > 1 && m > 1 && one[n - 1] === other[m - 2] && one[n - 2] === other[m - 1]) row[m] = Math.min(row[m], two[m - 2] + 1);
      }
      [two, last] = [last, row];
    }
    return last[other.length];
  }

  /* The word of the edition that is most like one that stands nowhere, if any is. */
  async function like(word) {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    for (const widely of most ? [false, true] : []) {
      const some = await find.beside(word, widely);
      const near = some.map(([one, often]) => [one, apart(word, one, most), often]).filter(([, steps]) => steps <= most);
      near.sort((one, other) => one[1] - other[1] || other[2] - one[2]);
      if (near.length) return near[0][0];
    }
    return undefined;
  }

  const written = (parts) => parts.map(({ said, quoted }) => (quoted ? `"${said}"` : said)).join(" ");

  /* The same part with another word in place of those that stand nowhere; null if none is like them. */
  async function mended(part) {
    const words = await Promise.all(part.words.map(async (word) => {
      const known = (await find.search([{ ...part, words: [word], joined: null }])).things.length;
      return known ? word : like(word);
    }));
    const said = words.join(part.joined ? "-" : " ");
    return words.every(Boolean) && said !== part.words.join(part.joined ? "-" : " ") ? { ...part, said } : null;
  }

  /* Each as { before, text, after, asks }: the link's words, those around it, and what of the query it changes. */
  find.others = async (values, parts, missing, things) => {
    const found = [];
    const count = async (query) => (query ? find.gathered((await find.search(find.parse(query))).things).length : 0);
    const offer = async (before, query, asks = {}) => {
      const many = query && query !== values.q ? await count(query) : 0;
      if (many && !found.some(({ text }) => text === query)) found.push({ before, text: query, after: ` (${many.toLocaleString("en")})`, asks: { ...asks, q: query } });
      return many;
    };
    const people = parts.map((part) => find.named(part));
    for (const [n, some] of people.entries()) {
      if (values.person || !some.size) continue;
      const rest = parts.filter((_, other) => other !== n);
      const { things: all } = rest.length ? await find.search(rest) : { things: null };
      for (const one of [...some].slice(0, 3)) {
        const { id, name, wrote } = find.person(one, all);
        if (!wrote) continue;
        found.push({
          before: "", text: rest.length ? `Only ${name}’s own words about ${written(rest)}` : `All words by ${name}`, after: "",
          asks: { q: written(rest), person: id, kind: "" },
        });
      }
    }
    if (things.length) return found;
    const mend = await Promise.all(missing.map(mended));
    if (mend.some(Boolean)) await offer("Did you mean ", written(parts.flatMap((part) => {
      const n = missing.indexOf(part);
      return n < 0 ? [part] : mend[n] ? [mend[n]] : [];
    })));
    if (parts.some(({ quoted }) => quoted)) await offer("Without quotation marks: ", parts.map(({ said }) => said).join(" "));
    if (missing.length) await offer(`Without ${missing.map(({ said }) => `“${said}”`).join(" and ")}: `, written(parts.filter((part) => !missing.includes(part))));
    else if (parts.length > 1 && parts.length < 6) {
      for (const [n] of parts.entries()) await offer("With one word less: ", written(parts.filter((_, other) => other !== n)));
    }
    return found;
  };
})();
