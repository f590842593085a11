/*
 * Writes results: what a thing is called, who wrote it and when, and its words around those that were sought. The same
 * in the header's box and on the page of the search.
 */
(function () {
  "use strict";
  const { day, find, make } = window.edition;
  const LONG = 260; // characters of words that are shown
  const BRIEF = 700; // milliseconds
  const CALLED = { term: "Term", debate: "Debate", claim: "Claim", argument: "Argument", passage: "Passage", note: "Note", reference: "Reference", person: "Person", text: "Text", page: "Page" };

  /* Text with marks on the words sought. */
  function withMarks(text, marks, from = 0, to = text.length) {
    const out = [];
    let at = from;
    for (const { start, end } of marks) {
      if (start < at || end > to) continue;
      out.push(text.slice(at, start), make("mark", "", text.slice(start, end)));
      at = end;
    }
    return [...out, text.slice(at, to)];
  }

  /* The stretch of a text that holds most of what was sought, from word to word. */
  function stretch(text, marks) {
    if (text.length <= LONG) return [0, text.length];
    let best = [0, -1];
    for (const { start } of marks) {
      const inside = marks.filter((one) => one.start >= start && one.end <= start + LONG - 60);
      const worth = new Set(inside.map(({ part }) => part)).size * 100 + inside.length;
      if (worth > best[1]) best = [start, worth];
    }
    let from = best[1] < 0 ? 0 : Math.max(0, best[0] - 60);
    if (from) from = text.indexOf(" ", from) + 1;
    let to = Math.min(text.length, from + LONG);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), marks.find(({ start }) => start === best[0])?.end || 0);
    return [from, to];
  }

  /* The query as it was understood, for the page that a result leads to. */
  const understood = (parts) => parts.map(({ words, said, begins }) => (begins ? said : `"${words.join(" ")}"`)).join(" ");

  /* What it is called; of a term's other forms those that were sought, where its name does not hold them. */
  function headed({ kind, head }, parts) {
    const [, name, forms] = (kind === "term" && head.match(/^(.*?) \((.*)\)$/)) || [null, head, ""];
    const own = find.marked(name, parts);
    const others = own.length ? [] : forms.split(", ").filter((form) => find.marked(form, parts).length);
    const made = make("span", "found-head", ...withMarks(name, own));
    if (others.length) {
      const text = `, also ${others.slice(0, 3).join(", ")}`;
      made.append(make("span", "found-forms", ...withMarks(text, find.marked(text, parts))));
    }
    return made;
  }

  const addressOf = (thing, parts) => {
    const [page, fragment] = thing.address.split("#");
    return find.url(page + (parts.length ? `?find=${encodeURIComponent(understood(parts))}` : "") + (fragment ? `#${fragment}` : ""));
  };

  /* Where else the same words stand: who quotes them, each name a way there. */
  function quoting(others, also, parts) {
    const links = others.map((one, n) => {
      const name = one.said.replace(/^(.*, )?quoted by /, "");
      const before = others.slice(0, n).filter(({ said }) => said === one.said).length;
      return Object.assign(make("a", "", before ? `${name} (${before + 1})` : name), { href: addressOf(one, parts) });
    });
    return make("p", "found-also", also, ...links.flatMap((link, n) => (n ? [", ", link] : [link])));
  }

  /* A result: one link, with what it is, its words, and who wrote them; and links to where these are quoted. */
  find.item = (thing, parts, brief) => {
    const link = make("a", "found");
    link.href = addressOf(thing, parts);
    link.dataset.kind = thing.kind;
    const who = [thing.by, thing.said].filter(Boolean).join(", ");
    const when = thing.day ? day(thing.day) : thing.kind === "passage" ? "undated" : "";
    const facts = [brief ? CALLED[thing.kind] : "", who, when, thing.text].filter(Boolean).join(" · ");
    if (thing.head) link.append(headed(thing, parts));
    const marks = find.marked(thing.words, parts);
    if (thing.words && !(brief && thing.head && !marks.length && thing.kind !== "term")) {
      // What is called by all that was asked is told from its beginning.
      const called = thing.kind !== "note" && new Set(find.marked(thing.head, parts).map(({ part }) => part)).size === parts.length;
      const [from, to] = stretch(thing.words, called ? [] : marks);
      link.append(make("span", "found-words", from ? "… " : "", ...withMarks(thing.words, marks, from, to), to < thing.words.length ? " …" : ""));
    }
    if (facts) link.append(make("span", "found-facts", facts));
    const item = make("li", "", link);
    if (thing.others?.length) item.append(quoting(thing.others, thing.said ? "Also quoted by " : "Quoted by ", parts));
    return item;
  };

  /* What was found is seen at once, and told to whoever does not see it when the typing rests. */
  let announcing = 0;
  find.tell = (seen, live, words) => {
    seen.textContent = words;
    clearTimeout(announcing);
    if (!words) live.textContent = "";
    else announcing = setTimeout(() => { live.textContent = words; }, BRIEF);
  };

  /* How many results there are, and in how many places where some are quotations of others (find-index.js). */
  find.count = (things, missing) => {
    if (missing.length) return `Nothing found: ${missing.map(({ said }) => `“${said}”`).join(" and ")} ${missing.length > 1 ? "stand" : "stands"} nowhere in the edition.`;
    if (!things.length) return "Nothing found: no passage or record holds all of these words.";
    const count = find.gathered(things).length;
    const places = things.length > count ? ` in ${things.length.toLocaleString("en")} places` : "";
    return `${count.toLocaleString("en")} result${count > 1 ? "s" : ""}${places}`;
  };

  /* The arrow keys go from the field through the results and back. */
  find.walk = (event, field, links) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = links.indexOf(document.activeElement);
    if (!step || event.ctrlKey || event.metaKey || event.altKey || (at < 0 && (document.activeElement !== field || step < 0))) return;
    event.preventDefault();
    const next = at + step < 0 ? field : links[at + step];
    next?.focus();
    if (next && next !== field) next.scrollIntoView({ block: "nearest" });
  };
})();
