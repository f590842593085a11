/*
 * Knows what stands at an address of the edition, and writes it for previews and comparisons.
 * The build spreads what is shown over small scripts (render/shards.py), so it works from disk too, where nothing may
 * be fetched. Without this script every link leads where it says.
 */
(function () {
  "use strict";
  const { edition } = window;
  const { make } = edition;
  const ROOT = new URL("../../", document.currentScript.src);
  const SHOWN = /^(?:(?:texts|glossary|claims|arguments|debates|people)\/(?!index\.)[^/]+\.html|bibliography\.html#ref-)/;
  const SERIF = ["passage", "comment", "post"]; // what others wrote
  const LEAD = 80; // characters before the words that a link quotes
  const records = {};
  const previews = (edition.previews = { count: 0, add: (some) => Object.assign(records, some) });

  const loading = {};
  /* What can't be read has no preview. */
  const load = (name) => (loading[name] ||= edition.load(new URL(`assets/previews/${name}.js`, ROOT)).catch(() => {}));

  /* The number of the script that holds an address: FNV-1a, as render/shards.py computes it. */
  function shard(address) {
    let value = 2166136261;
    for (const byte of new TextEncoder().encode(address)) value = Math.imul(value ^ byte, 16777619);
    return (value >>> 0) % previews.count;
  }

  async function read(address) {
    await load("index");
    if (!(address in records) && previews.count) await load(shard(address));
    return records[address] || null;
  }

  /* An address as the edition knows it, `texts/x.html#p4`; empty where it leads elsewhere or to nothing of its own. */
  previews.address = (link) => {
    const { href } = new URL(link, document.baseURI);
    if (!href.startsWith(ROOT.href)) return "";
    const [path, fragment = ""] = href.slice(ROOT.href.length).split("#");
    const page = path.split("?")[0];
    const box = fragment.match(/^map-(claim|argument)-(.+)$/); // a box on a map stands for its record
    const address = box ? `${box[1]}s/${box[2]}.html` : page + (fragment && `#${fragment.split(":~:")[0]}`);
    return SHOWN.test(address) ? address : "";
  };

  previews.url = (address) => new URL(address, ROOT).href;

  /* What stands at an address, or null. A sense stands in its entry's record; a footnote is its first passage. */
  previews.of = async (address) => {
    const [page, fragment] = address.split("#");
    if (page.startsWith("glossary/")) {
      const entry = await read(page);
      const sense = entry?.s.find(([id]) => id === fragment);
      return entry && { ...entry, address: sense ? address : page, sense };
    }
    const note = /^fn\d+$/.test(fragment) && document.getElementById(fragment)?.querySelector(".pid")?.id;
    const at = note ? `${page}#${note}` : page.startsWith("texts/") || page.startsWith("bib") ? address : page;
    const record = await read(at);
    return record && { ...record, address: at };
  };

  // Writing

  previews.named = (id) => id.replace(/-/g, " ");

  /* In one line what it is, for lists and for screen readers. */
  previews.label = (record) => {
    if (record.k === "term") return record.sense ? `${record.t}: ${previews.named(record.sense[0])}` : record.t;
    const first = record.t || wordsOf(record.w[0]);
    const when = SERIF.includes(record.k) && record.f ? `, ${record.f.split(" · ")[0]}` : "";
    return `${first.length > 60 ? `${first.slice(0, 58)}…` : first}${when}`;
  };

  const wordsOf = (paragraph) => (Array.isArray(paragraph) ? paragraph[0] : paragraph);

  /* The paragraphs up to so many characters; of a comment its author's own words first, of a passage those quoted. */
  function shortened(record, most, about) {
    const all = (record.w || []).map((one) => {
      const at = about ? wordsOf(one).indexOf(about) : -1;
      if (at + about.length <= most || at < LEAD) return one;
      const from = `…${wordsOf(one).slice(at - LEAD).replace(/^\S*\s/, "")}`;
      return Array.isArray(one) ? [from, ...one.slice(1)] : from;
    });
    const own = all.findIndex((one) => !Array.isArray(one));
    const kept = [];
    let left = most;
    for (const one of most < Infinity && own > 0 ? all.slice(own) : all) {
      const words = wordsOf(one);
      const cut = words.length > left ? `${words.slice(0, left).replace(/\s+\S*$/, "")}…` : words;
      kept.push(Array.isArray(one) ? [cut, ...one.slice(1)] : cut);
      left -= words.length;
      if (left < 60) {
        if (cut === words && kept.length < all.length) kept.push("…");
        break;
      }
    }
    return kept;
  }

  const people = (names) => names.join(", ");

  /* A sense with those who mean it, and what it is called. */
  previews.sense = (address, [id, definition, names], linked) => {
    const [page] = address.split("#");
    const name = make(linked ? "a" : "strong", "", previews.named(id));
    if (linked) name.href = previews.url(`${page}#${id}`);
    return [name, names.length ? ` (${people(names)}): ` : ": ", definition];
  };

  function lines(record, linked) {
    return (record.l || []).map(([label, text, address]) => {
      const what = make(linked && address ? "a" : "span", "", text);
      if (linked && address) what.href = previews.url(address);
      return make("p", "line", make("span", `stance ${label}`, label), " ", what);
    });
  }

  /* The elements that show a record: what it is, whose, when; its words; what is known of them. */
  previews.write = (record, { most = Infinity, linked = false, titled = true, about = "" } = {}) => {
    const head = make("p", "what", make("span", "kind", record.k));
    if (record.t && titled) head.append(" ", make("strong", "", record.t));
    if (record.f) head.append(" ", make("span", "facts", record.f));
    const words = shortened(record, most, about).map((one) => Array.isArray(one)
      ? make("blockquote", "", make("p", "", one[0]), make("p", "facts", `— ${one[1]}`))
      : make("p", "", one));
    const body = make("div", SERIF.includes(record.k) ? "words captured" : "words", ...words);
    if (record.sense) body.append(make("p", "", ...previews.sense(record.address, record.sense, false)));
    return [head, body, ...lines(record, linked)];
  };
})();
