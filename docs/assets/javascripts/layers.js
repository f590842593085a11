/*
 * Shows or hides what the edition lays upon a text, by kind and by annotator: kept in this browser, and in the address
 * (`?layers=none`, `?layers=all`, `?layers=-terms,-linking,-by:ada`). Without this script everything is shown.
 */
(function () {
  "use strict";
  const content = document.querySelector(".md-content");
  const byline = content?.querySelector(".byline.editorial");
  const { edition } = window;
  const { button, make, record } = edition;
  if (!byline || record?.kind !== "text") return;
  const KEPT = "edition.layers";
  const ALL = "*"; // kept for every text, whatever kinds it has
  const LABEL = /^Note by (.*), (\S+)$/s; // of a mark, whose note may stand on another page

  const all = (selector) => [...content.querySelectorAll(selector)];

  // What there is

  const notes = new Map(); // by name: what it does, who wrote it, its mark or marks, and itself where it stands here
  for (const ref of all("a.note-ref")) {
    const name = edition.fragment(ref.hash).replace("note-", "");
    const [, by, motivation] = ref.getAttribute("aria-label").match(LABEL);
    if (!notes.has(name)) notes.set(name, { by, motivation, refs: [], fold: document.getElementById(`note-${name}`)?.closest("details") });
    notes.get(name).refs.push(ref);
  }
  const marks = all("mark[data-notes]").map((mark) => ({ mark, names: mark.dataset.notes.split(" ") }));
  const KINDS = [
    ["stances", "stances", all(".margin a.stance:not(.argues)")],
    ["arguments", "arguments", all(".margin a.stance.argues")],
    ["terms", "words with senses", all(".unit a.term")],
    ["quotations", "whose words are quoted, and where", all(".unit .quote-source, .unit .quoted-by")],
    ["mentions", "mentions of passages", all(".unit details.mentions")],
  ].filter(([, , found]) => found.length);
  const count = (values) => values.reduce((sum, value) => sum.set(value, (sum.get(value) || 0) + 1), new Map());
  const motivations = count([...notes.values()].map((note) => note.motivation));
  const people = count([...notes.values()].map((note) => note.by));
  const PLURALS = { stances: "stances", arguments: "arguments", terms: "terms", quotations: "attributions", mentions: "lists of mentions" };
  const known = new Set([...motivations.keys(), ...KINDS.map(([kind]) => kind), ...[...people.keys()].map((by) => `by:${by}`)]);

  // What is hidden

  let hidden = new Set();
  const revealed = new Set(); // hidden notes that an address has shown all the same
  const hides = (note) => (hidden.has(note.motivation) || hidden.has(`by:${note.by}`)) && !revealed.has(note);
  const given = new URLSearchParams(location.search).get("layers");

  function kept() {
    try {
      const list = JSON.parse(localStorage.getItem(KEPT));
      return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
    } catch {
      return []; // no storage, or not ours
    }
  }
  const listed = given === null ? kept() : given === "none" ? [ALL] : given.split(",").filter((one) => one[0] === "-").map((one) => one.slice(1));
  const bare = () => [...known].every((one) => one.startsWith("by:") || hidden.has(one));
  hidden = new Set(listed.includes(ALL) ? [...known].filter((one) => !one.startsWith("by:")) : listed.filter((one) => known.has(one)));

  function keep() {
    const elsewhere = kept().filter((one) => one !== ALL && !known.has(one));
    const query = new URLSearchParams(location.search);
    query.delete("layers");
    const others = query.toString();
    const layers = bare() ? "none" : [...hidden].map((one) => `-${encodeURIComponent(one).replace("%3A", ":")}`).join(",");
    const search = [others, layers && `layers=${layers}`].filter(Boolean).join("&");
    try {
      localStorage.setItem(KEPT, JSON.stringify(bare() ? [ALL] : [...elsewhere, ...hidden]));
    } catch {
      // the address holds it
    }
    try {
      history.replaceState(history.state, "", `${location.pathname}${search && `?${search}`}${location.hash}`);
    } catch {
      // an address that may not be changed is no reason to change nothing
    }
  }

  // Showing it

  const addresses = new WeakMap(); // of words that are no links for now
  function unlink(term, off) {
    if (off && term.hasAttribute("href")) {
      addresses.set(term, [term.getAttribute("href"), term.title]);
      term.removeAttribute("href");
      term.removeAttribute("title");
    } else if (!off && addresses.has(term)) {
      const [href, title] = addresses.get(term);
      term.setAttribute("href", href);
      if (title) term.title = title;
      addresses.delete(term);
    }
  }

  function apply() {
    const shown = new Set([...notes].filter(([, note]) => !hides(note)).map(([name]) => name));
    for (const [name, { refs, fold }] of notes) {
      for (const one of [...refs, fold]) one?.classList.toggle("off", !shown.has(name));
    }
    for (const stub of all("a.note-stub")) stub.classList.toggle("off", !shown.has(edition.fragment(stub.hash).replace("note-", "")));
    for (const { mark, names } of marks) {
      const left = names.filter((name) => shown.has(name)).length;
      mark.classList.toggle("off", left === 0);
      mark.classList.toggle("hl-over", left > 1);
    }
    for (const [kind, , found] of KINDS) {
      const off = hidden.has(kind);
      if (kind === "terms") for (const term of found) unlink(term, off);
      for (const one of found) (one.closest("p:has(> .quote-source)") || one).classList.toggle("off", off);
    }
    for (const differ of all(".senses-differ")) differ.classList.toggle("off", hidden.has("terms"));
    for (const margin of all(".margin")) margin.classList.toggle("off", !margin.querySelector("a:not(.off)"));
    tell(notes.size - shown.size);
    edition.beside?.lay();
  }

  /* Keeps the passage that is being read where it is, whatever comes or goes above it. */
  function change(act) {
    const line = all(".unit .pid").map((pid) => pid.parentElement).find((one) => one.getBoundingClientRect().bottom > 80);
    const before = line?.getBoundingClientRect().top;
    const reading = scrollY > byline.offsetTop + byline.offsetHeight;
    revealed.clear();
    all(".layers-hidden").forEach((one) => one.remove());
    act();
    apply();
    keep();
    if (reading && line && edition.seen(line)) scrollBy({ top: line.getBoundingClientRect().top - before, behavior: "instant" });
  }

  // The control

  const told = make("span", { className: "layers-told" });
  told.setAttribute("role", "status");
  const boxes = [];
  const box = (label, tokens) => {
    const input = make("input", { type: "checkbox" });
    input.addEventListener("change", () => change(() => tokens.forEach((one) => (input.checked ? hidden.delete(one) : hidden.add(one)))));
    boxes.push({ input, tokens });
    return make("label", {}, input, ` ${label}`);
  };
  const group = (name, ...labels) => make("fieldset", {}, make("legend", { textContent: name }), ...labels);
  const counted = (names, prefix = "") => [...names].sort((a, b) => b[1] - a[1]).map(([name, number]) => box(`${name} (${number})`, [prefix + name]));
  const fold = make("details", { className: "layers" }, make("summary", {}, "Layers: ", told));
  const away = [...notes.values()].filter((note) => !note.fold).length; // on the pages of other texts
  if (notes.size) fold.append(group("Notes", box(`all notes (${notes.size}${away ? `, ${away} of them with other texts` : ""})`, [...motivations.keys()]), ...counted(motivations)));
  if (people.size > 1) fold.append(group("Notes by", ...counted(people, "by:")));
  if (KINDS.length) fold.append(group("Beside and within the words", ...KINDS.map(([kind, name, found]) => box(`${name} (${found.length})`, [kind]))));
  fold.append(make("p", { textContent: "What you choose is kept in this browser and stands in the address, which you can send." }));
  const plain = make("button", { type: "button" });
  plain.addEventListener("click", strip);
  const beside = byline.nextElementSibling?.matches(".contribute-row") ? byline.nextElementSibling : null;
  byline.after(make("div", { className: "layers-row editorial" }, fold, ...(beside?.children || []), plain));
  beside?.remove();
  byline.classList.add("has-layers");

  function strip() {
    const back = bare();
    change(() => (hidden = new Set(back ? [] : [...known].filter((one) => !one.startsWith("by:")))));
  }

  function tell(missing) {
    for (const { input, tokens } of boxes) {
      const off = tokens.filter((one) => hidden.has(one)).length;
      input.checked = off === 0;
      input.indeterminate = off > 0 && off < tokens.length;
    }
    const parts = [missing && `${missing} ${missing === 1 ? "note" : "notes"}`];
    for (const [kind, , found] of KINDS) if (hidden.has(kind)) parts.push(`${found.length} ${PLURALS[kind]}`);
    const gone = parts.filter(Boolean);
    const list = gone.length > 1 ? `${gone.slice(0, -1).join(", ")} and ${gone.at(-1)}` : gone[0];
    told.textContent = bare() ? "only the text is shown" : gone.length ? `${list} hidden` : "all shown";
    plain.textContent = bare() ? "Show everything" : "Only the text";
    content.classList.toggle("bare", bare());
  }

  /* A note that an address leads to shows in any case, and says why. */
  function reveal(element) {
    const note = [...notes.values()].find(({ fold: one }) => one === element);
    if (!note || !hides(note)) return;
    revealed.add(note);
    const open = button("Show all such notes", () => change(() => [note.motivation, `by:${note.by}`].forEach((one) => hidden.delete(one))));
    const why = make("p", "layers-hidden", "Your layers hide this note. It is shown because a link led to it. ", open);
    why.setAttribute("role", "status");
    element.querySelector(".note-body").prepend(why);
    apply();
  }

  edition.layers = { reveal };
  (window.editionKeys ??= []).push({ key: "t", does: "only the text of a page, or everything again" });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (edition.typing?.(event.target) || document.querySelector("dialog[open]")) return;
    strip();
  });
  if (hidden.size) apply();
  else tell(0);
})();
