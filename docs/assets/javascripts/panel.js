/*
 * The panel in which a contribution is written: it says at once whether the words anchor, suggests the edition's own
 * ids, shows the file that comes of it, and leads to the forge's page for a new file, filled in. It sends nothing.
 */
(function () {
  "use strict";
  const { data, anchoring, drafting, passages, preview, copy } = window.edition;
  const { fold } = anchoring;
  const LONGEST = 7000; // characters of an address that forges still accept; a longer file is copied by hand
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const HIDDEN = new RegExp(data.hidden, "g");
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  const KINDS = {
    commenting: "Explains the words",
    questioning: "Asks something of them",
    linking: "Connects them with another passage",
    describing: "Says what stands there",
    identifying: "Says what something refers to",
    assessing: "Judges an argument",
    classifying: "Sorts what is said",
    stance: "They take a stance on a claim",
    argues: "They make an argument",
    sense: "They use a word in a sense",
  };
  const senses = Object.entries(data.entries).flatMap(([id, entry]) =>
    Object.entries(entry.senses).map(([sense, definition]) => [`${id}#${sense}`, `${entry.lemma}: ${definition}`]));
  const LISTS = {
    claims: Object.entries(data.claims),
    arguments: Object.entries(data.arguments),
    entries: Object.entries(data.entries).map(([id, entry]) => [id, entry.lemma]),
    people: Object.entries(data.people),
    senses,
    targets: [...Object.entries(data.references), ...(passages?.units || []).map(({ id }) => [`${passages.record.id}/${id}`, ""])],
    links: [
      ...Object.entries(data.entries).map(([id, entry]) => [`term:${id}`, entry.lemma]),
      ...senses.map(([id, told]) => [`term:${id}`, told]),
      ...Object.entries(data.claims).map(([id, told]) => [`claim:${id}`, told]),
      ...Object.entries(data.arguments).map(([id, told]) => [`argument:${id}`, told]),
      ...Object.entries(data.debates).map(([id, told]) => [`debate:${id}`, told]),
      ...Object.entries(data.references).map(([key, told]) => [`@${key}`, told]),
    ],
  };

  // Fields: what is asked, in which forms, and when

  const WORDS = [
    { name: "text", label: "Text", kind: "select", options: Object.entries(data.texts), when: () => !passages },
    { name: "exact", label: "Words of the text", kind: "area", rows: 3, limit: "exact", hint: "Select them on the page, or paste them.", status: anchors },
  ];
  const SIGNED = { name: "by", label: "Your handle", hint: "Lower-case letters, digits and hyphens, such as ada-lovelace.", id: true, kept: true };
  const BODY = { name: "body", label: "Note", kind: "body", rows: 6, hint: "Markdown, about 120 words at most." };
  const file = (folder) => ({ name: "name", label: "File name", hint: () => `${folder()}<file name>.md`, id: true });
  const isKind = (...kinds) => (values) => kinds.includes(values.kind);
  const STANCE = [
    { name: "verb", label: "They", kind: "select", options: [["asserts", "assert it"], ["denies", "deny it"], ["doubts", "doubt it"], ["concedes", "concede it"]] },
  ];
  const FORMS = {
    note: {
      title: "A note",
      fields: [
        ...WORDS,
        { name: "kind", label: "What it does", kind: "select", options: Object.entries(KINDS) },
        ...STANCE.map((field) => ({ ...field, when: isKind("stance") })),
        { name: "claim", label: "The claim", list: "claims", when: isKind("stance") },
        { name: "argument", label: "The argument", list: "arguments", when: isKind("argues") },
        { name: "sense", label: "The sense", list: "senses", when: isKind("sense"), insert: true },
        BODY, SIGNED, file(() => `docs/annotations/${source()}/`),
      ],
    },
    claim: {
      title: "A new claim",
      about: "Somebody must hold or reject it: quote the words that do. Two files come of it.",
      fields: [
        { name: "sentence", label: "The claim", kind: "area", rows: 2, hint: "One sentence that can be true or false, put positively, naming nobody." },
        ...WORDS, ...STANCE,
        { ...BODY, label: "Note on the words", hint: "How they take that stance, and how it is hedged." },
        SIGNED, file(() => "docs/claims/"),
      ],
    },
    argument: {
      title: "A new argument",
      about: "Its premises and what it bears on are claims of the edition; quote the words in which it is made.",
      fields: [
        { name: "premises", label: "Premises", list: "claims", many: true, hint: "Ids of claims, apart by spaces." },
        { name: "bears", label: "It", kind: "select", options: [["supports", "supports a claim"], ["attacks", "attacks a claim"], ["undercuts", "undercuts an argument"]] },
        { name: "claim", label: "The claim", list: "claims", when: (values) => values.bears !== "undercuts" },
        { name: "argument", label: "The argument", list: "arguments", when: (values) => values.bears === "undercuts" },
        ...WORDS,
        { ...BODY, label: "What carries it", hint: "Put it so that whoever makes it would accept it. It may be left empty.", optional: true },
        file(() => "docs/arguments/"),
      ],
    },
    sense: {
      title: "A sense of a word",
      about: "It goes into the entry's file, below `senses:`.",
      fields: [
        { name: "entry", label: "Entry", list: "entries" },
        { name: "senseId", label: "Name of the sense", hint: "Two or three words with hyphens, such as simulated-process.", id: true },
        { name: "definition", label: "Definition", kind: "area", rows: 2, limit: "definition", hint: "One sentence that can stand alone." },
        { name: "people", label: "Who means it", list: "people", many: true, optional: true, hint: "Ids of people, apart by spaces." },
        ...WORDS,
      ],
    },
    entry: {
      title: "A glossary entry",
      fields: [
        { name: "lemma", label: "Word", hint: "As a dictionary would print it.", limit: "lemma" },
        { name: "forms", label: "Other forms", optional: true, hint: "As they stand in the texts, apart by commas." },
        { name: "senseId", label: "Name of its sense", hint: "Two or three words with hyphens, such as simulated-process.", id: true },
        { name: "definition", label: "Definition", kind: "area", rows: 2, limit: "definition", hint: "One sentence that can stand alone." },
        { name: "people", label: "Who means it", list: "people", many: true, optional: true, hint: "Ids of people, apart by spaces." },
        ...WORDS,
        { ...BODY, label: "Discussion", hint: "How people use the word, and what turns on it." },
        file(() => "docs/glossary/"),
      ],
    },
    link: {
      title: "A lost link",
      about: "The capture kept these words and lost where they led.",
      when: () => Boolean(passages && data.links[passages.record.id]),
      fields: [
        { name: "number", label: "Link", kind: "select", options: () => (data.links[source()] || []).map((link, at) => [String(at), `${at + 1}. “${link.anchor}”`]) },
        { name: "target", label: "Where it led", list: "targets", hint: "A key of the bibliography, a unit or passage of a text, or unknown." },
        { name: "confidence", label: "How sure", kind: "select", options: data.confidences.map((word) => [word, word]) },
        { name: "basis", label: "Basis", kind: "area", rows: 3, hint: "What in the capture, or which outside fact, supports it." },
      ],
    },
  };

  // State

  let dialog = null;
  let form = "note";
  let opener = null;
  let place = null; // the place that the selection meant, where the words stand several times
  let named = false; // whether the file's name was typed
  let tried = false; // whether all problems are to be shown
  const values = {};
  const source = () => (passages ? passages.record.id : values.text || Object.keys(data.texts)[0]);
  const clean = (text) => (text || "").replace(HIDDEN, "").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
  const list = (text) => (text || "").split(/[\s,]+/).filter(Boolean);

  // Anchoring

  const readUnits = () => passages.units.map((unit) => passages.blocksIn(unit));

  /* The words' one place as fields of a target, or why there is none. */
  function target(exact) {
    const words = fold(exact);
    if (!words) return { fault: "Which words is it about?" };
    if (words.length > data.limits.exact) return { fault: `The words are longer than ${data.limits.exact} characters: quote fewer.` };
    const base = { source: source(), exact: words };
    if (!passages) return { ...base, told: "This page does not hold the text: whether the words stand there is checked later." };
    const { text, found } = anchoring.places(readUnits(), words);
    if (!found.length) return { fault: "These words do not stand in the text. Copy them from the page, with the marks they have there." };
    if (found.length === 1) return { ...base, told: "The words stand once in this text." };
    const meant = place && place.exact === words && found.includes(place.at) ? place.at : found[0];
    const way = anchoring.distinguish(text, found, meant, words.length);
    if (!way) return { fault: `The words stand ${found.length} times, in passages that are alike. Quote more of them.` };
    const side = [way.prefix && `after “${way.prefix}”`, way.suffix && `before “${way.suffix}”`].filter(Boolean).join(" and ");
    const which = place && meant === place.at ? "the place that you selected" : "the first of them";
    return { ...base, ...way, told: `The words stand ${found.length} times. Meant is ${which}, ${side}.` };
  }

  /* The index in the search text of the first selected character, so that the very place is meant. */
  function placeOf({ pieces }) {
    const exact = fold(passages.wordsOf(pieces));
    const { index } = anchoring.searchText(readUnits(), true);
    return { exact, at: index.get(pieces[0].block.id)[pieces[0].from] };
  }

  function anchors() {
    const found = target(values.exact || "");
    return { text: found.fault || found.told, good: !found.fault };
  }

  // From values to files

  const targetFields = () => {
    const { source: text, exact, prefix, suffix } = target(values.exact);
    return [["source", text], ["exact", { words: exact }], ["prefix", { words: prefix || "" }], ["suffix", { words: suffix || "" }]];
  };
  const senseFields = () => [
    ["id", values.senseId], ["definition", { words: clean(values.definition) }], ["people", list(values.people)],
    ["attestations", { tables: [targetFields()] }],
  ];

  function noteText(stance) {
    const kind = ["stance", "argues"].includes(values.kind) ? "commenting" : values.kind === "sense" ? "classifying" : values.kind;
    return drafting.draft([
      ["target", { table: targetFields() }],
      ["motivation", kind || "commenting"],
      ["by", values.by],
      ["created", today()],
      ["stance", { table: stance ? [stance] : [] }],
      ["argues", values.kind === "argues" && !stance ? values.argument : ""],
    ], clean(values.body));
  }

  const BUILD = {
    note: () => [{
      path: `docs/annotations/${source()}/${values.name}.md`,
      text: noteText(values.kind === "stance" ? [values.verb, values.claim] : null),
    }],
    claim: () => [
      { path: `docs/claims/${values.name}.md`, text: drafting.draft([["claim", { words: clean(values.sentence) }]]) },
      { path: `docs/annotations/${source()}/${free(`${values.verb}-${values.name}`)}.md`, text: noteText([values.verb, values.name]) },
    ],
    argument: () => [{
      path: `docs/arguments/${values.name}.md`,
      text: drafting.draft([
        ["argument", { table: [["premises", list(values.premises)], [values.bears, values.bears === "undercuts" ? values.argument : values.claim]] }],
        ["made_at", { table: targetFields() }],
      ], clean(values.body)),
    }],
    entry: () => [{
      path: `docs/glossary/${values.name}.md`,
      text: drafting.draft([
        ["lemma", { words: clean(values.lemma) }],
        ["forms", clean(values.forms).split(",").map(fold).filter(Boolean).map((words) => ({ words }))],
        ["senses", { tables: [senseFields()] }],
      ], clean(values.body)),
    }],
    sense: () => [{
      path: `docs/glossary/${values.entry}.md`,
      text: drafting.lines([["senses", { tables: [senseFields()] }]]).slice(1).map((line) => `${line}\n`).join(""),
      where: "Put these lines at the end of the list `senses:`, before the next field.",
      issue: { template: "note.yml", text: values.entry, words: values.exact, note: `A sense: ${values.definition}` },
    }],
    link: () => {
      const link = data.links[source()][Number(values.number)];
      const fields = [
        ["line", String(link.line)], ["anchor", { words: link.anchor }], ["marker", { words: link.marker || "" }],
        ["target", { words: values.target }], ["confidence", values.confidence], ["basis", { words: clean(values.basis) }],
      ];
      return [{
        path: `sources/${source()}/source.yml`,
        text: drafting.lines([["links", { tables: [fields] }]]).slice(1).map((line) => `  ${line}\n`).join(""),
        where: `Put these lines in place of the entry under \`links:\` whose target stands in line ${link.at}.`,
        issue: { template: "lost-link.yml", text: source(), words: link.anchor, target: values.target, basis: values.basis },
      }];
    },
  };

  /* A name that no note has yet. */
  function free(name) {
    let made = name.slice(0, 76).replace(/-$/, "");
    for (let number = 2; data.notes.includes(made); number += 1) made = `${name.slice(0, 76)}-${number}`;
    return made;
  }

  const EXISTING = { claim: () => Object.keys(data.claims), argument: () => Object.keys(data.arguments), entry: () => Object.keys(data.entries), note: () => data.notes };

  /* What still keeps a field from being right, in a sentence; nothing where it is right. */
  function fault(field) {
    const value = (values[field.name] || "").trim();
    if (field.name === "exact") return target(value).fault || "";
    if (!value) return field.optional ? "" : `${field.label}: this is still empty.`;
    if (field.id && (!ID.test(value) || value.length > 80)) return `${field.label}: write lower-case letters, digits and single hyphens.`;
    if (field.name === "name" && EXISTING[form]().includes(value)) return "File name: this one exists already. Choose another.";
    if (field.limit && fold(value).length > data.limits[field.limit]) return `${field.label}: at most ${data.limits[field.limit]} characters.`;
    if (field.list && field.list !== "targets") {
      const known = new Set(LISTS[field.list].map(([id]) => id));
      const wrong = (field.many ? list(value) : [value]).find((one) => !known.has(one));
      if (wrong) return `${field.label}: “${wrong}” is none of the edition's. Choose one from the list.`;
    }
    if (field.kind === "body") return preview(value).faults[0] || "";
    return "";
  }

  // The panel

  const element = (name, attributes = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...inside);
    return made;
  };

  function build() {
    dialog = element("dialog", { className: "panel" });
    dialog.setAttribute("aria-labelledby", "panel-title");
    const choose = element("select", { id: "panel-form" });
    for (const [name, one] of Object.entries(FORMS)) {
      if (!one.when || one.when()) choose.append(element("option", { value: name, textContent: one.title }));
    }
    choose.addEventListener("change", () => render(choose.value));
    const close = element("button", { type: "button", className: "close", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.append(
      element("div", { className: "panel-head" }, element("h2", { id: "panel-title", textContent: "Contribute" }), close),
      element("p", { className: "field" }, element("label", { htmlFor: "panel-form", textContent: "What" }), choose),
      element("div", { className: "panel-fields" }),
      element("section", { className: "panel-result" }),
    );
    dialog.addEventListener("close", () => {
      const back = opener?.isConnected ? opener : document.querySelector("button.contribute");
      back?.focus();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) {
        event.stopPropagation();
        dialog.close();
      }
    });
    for (const [name, options] of Object.entries(LISTS)) {
      const made = element("datalist", { id: `panel-list-${name}` });
      for (const [value, label] of options) made.append(element("option", { value, label }));
      dialog.append(made);
    }
    document.body.append(dialog);
  }

  const shownFields = () => FORMS[form].fields.filter((field) => !field.when || field.when(values));

  function render(name) {
    form = name;
    dialog.querySelector("#panel-form").value = name;
    const holder = dialog.querySelector(".panel-fields");
    holder.replaceChildren(...(FORMS[form].about ? [element("p", { className: "hint", textContent: FORMS[form].about })] : []), ...shownFields().map(input));
    update();
  }

  function input(field) {
    const id = `panel-${field.name}`;
    const row = element("div", { className: "field" });
    row.dataset.name = field.name;
    row.append(element("label", { htmlFor: id, textContent: field.label }));
    let control;
    if (field.kind === "select") {
      control = element("select", { id });
      const options = typeof field.options === "function" ? field.options() : field.options;
      for (const [value, label] of options) control.append(element("option", { value, textContent: label }));
      if (!options.some(([value]) => value === values[field.name])) values[field.name] = options[0]?.[0] || "";
    } else if (field.rows) control = element("textarea", { id, rows: field.rows });
    else control = element("input", { id, type: "text", autocomplete: "off", spellcheck: false });
    if (field.list && !field.many) control.setAttribute("list", `panel-list-${field.list}`);
    control.value = values[field.name] || "";
    control.setAttribute("aria-describedby", `${id}-told`);
    control.addEventListener("input", () => typed(field, control.value));
    row.append(control);
    if (field.many) row.append(adder(field, control, field.list, (value) => `${control.value.trim()} ${value}`.trim()));
    if (field.kind === "body") {
      row.append(adder(field, control, "links", (value) => linked(control, value)));
      row.append(element("div", { className: "preview", role: "region" }));
      row.querySelector(".preview").setAttribute("aria-label", "Preview");
    }
    row.append(element("p", { className: "told", id: `${id}-told` }));
    return row;
  }

  /* A line that finds an id in one of the lists and puts it into a field. */
  function adder(field, control, listed, put) {
    const find = element("input", { type: "text", autocomplete: "off", placeholder: field.many ? "Find one by its words" : "Find what to link to" });
    find.setAttribute("list", `panel-list-${listed}`);
    find.setAttribute("aria-label", `${find.placeholder} (${field.label})`);
    const add = () => {
      if (!LISTS[listed].some(([value]) => value === find.value)) return;
      control.value = put(find.value);
      find.value = "";
      typed(field, control.value);
      control.focus();
    };
    find.addEventListener("change", add);
    return find;
  }

  /* The body with a link to something where the caret is. */
  function linked(control, value) {
    const { selectionStart: start, selectionEnd: end, value: text } = control;
    const words = text.slice(start, end) || value.replace(/^\w+:|^@/, "").split("#")[0].replace(/-/g, " ");
    const link = value.startsWith("@") ? `[${value}]` : `[${words}](${value})`;
    const gap = start && !/\s$/.test(text.slice(0, start)) ? " " : "";
    return text.slice(0, start) + gap + link + text.slice(end);
  }

  function typed(field, value) {
    values[field.name] = value;
    if (field.name === "name") named = Boolean(value);
    if (field.kept) localStorage.setItem("edition-handle", value);
    if (field.insert && LISTS[field.list].some(([id]) => id === value) && !(values.body || "").includes(`term:${value}`)) {
      values.body = `${(values.body || "").trim()}\n\n[${data.entries[value.split("#")[0]].lemma}](term:${value})`.trim();
    }
    const deciding = ["kind", "bears", "text"].includes(field.name) || field.insert;
    if (deciding && FORMS[form].fields.some((one) => one.when || one.insert)) {
      const focus = `panel-${field.name}`;
      render(form);
      document.getElementById(focus)?.focus();
    } else update();
  }

  function propose() {
    if (named) return;
    const words = { note: values.exact, claim: values.sentence, argument: values.exact, entry: values.lemma }[form] || "";
    const name = drafting.slug(words);
    values.name = form === "note" ? free(name) : name;
    const control = document.getElementById("panel-name");
    if (control) control.value = values.name;
  }

  function update() {
    propose();
    const fields = shownFields();
    for (const field of fields) {
      const row = dialog.querySelector(`.field[data-name="${field.name}"]`);
      const told = row.querySelector(".told");
      const wrong = fault(field);
      const hint = typeof field.hint === "function" ? field.hint() : field.hint || "";
      const status = field.status && values[field.name] ? field.status() : null;
      const show = (tried || (values[field.name] || "").trim()) && wrong;
      told.textContent = show ? wrong : status ? status.text : hint;
      told.className = `told${show ? " fault" : status?.good ? " good" : ""}`;
      row.querySelector("input, textarea, select").setAttribute("aria-invalid", String(Boolean(show)));
      const region = row.querySelector(".preview");
      if (region) region.replaceChildren(preview(clean(values.body)).shown);
    }
    const faults = fields.map((field) => [field, fault(field)]).filter(([, wrong]) => wrong);
    dialog.querySelector(".panel-result").replaceChildren(...(faults.length ? waiting(faults) : result()));
    keep();
  }

  /* What is missing, told when somebody asks for the file. */
  function waiting(faults) {
    const ask = element("button", { type: "button", className: "submit", textContent: "Make the file" });
    ask.addEventListener("click", () => {
      tried = true;
      update();
      document.getElementById(`panel-${faults[0][0].name}`).focus();
    });
    const left = element("p", { className: "told", textContent: tried ? `Still to do: ${faults.map(([field]) => field.label.toLowerCase()).join(", ")}.` : "" });
    left.setAttribute("role", "status");
    return [ask, left];
  }

  function result() {
    const files = BUILD[form]();
    const steps = files.length > 1 ? [element("p", { className: "told", textContent: "Two files. Submit the first; then open the branch that the forge made and add the second to it." })] : [];
    return [...steps, ...files.flatMap(oneFile)];
  }

  function oneFile({ path, text, where, issue }) {
    const name = element("h3", {}, element("code", { textContent: path }));
    const shown = element("pre", { textContent: text, tabIndex: 0 });
    const copying = element("button", { type: "button", textContent: where ? "Copy the lines" : "Copy the file" });
    copying.addEventListener("click", async () => {
      await copy(text);
      copying.textContent = "Copied";
    });
    const buttons = element("p", { className: "buttons" }, copying);
    const told = element("p", { className: "told" });
    const { forge } = data;
    if (where) {
      told.textContent = where;
      if (forge) {
        buttons.prepend(outward("Open the file", forge.edit.replace("{path}", path)));
        if (forge.kind === "github") buttons.append(outward("Propose it in an issue", `${forge.issue}?${new URLSearchParams(issue)}`));
      }
    } else {
      const address = forge && newFile(forge, path, text);
      if (address) {
        buttons.prepend(outward("Submit", address));
        told.textContent = "Submit opens the forge's page for a new file, filled in. There, propose the file and create a pull request.";
      } else {
        told.textContent = !forge ? `This copy of the site knows no repository: save the file as ${path} in your copy of it.`
          : `The file is too long for an address. Copy it, press “New file”, and save it as ${path}.`;
        if (forge) buttons.append(outward("New file", `${forge.new}?${new URLSearchParams({ [forge.name]: path })}`));
        const link = element("a", { textContent: "Download", download: path.split("/").at(-1), href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })) });
        buttons.append(link);
      }
    }
    return [name, shown, told, buttons];
  }

  const outward = (label, href) => element("a", { className: "submit", textContent: label, href, target: "_blank", rel: "noopener" });

  /* The forge's page for a new file, filled in; nothing where the forge takes no text or the address grows too long. */
  function newFile(forge, path, text) {
    if (!forge.text) return "";
    const address = `${forge.new}?${forge.name}=${encodeURIComponent(path)}&${forge.text}=${encodeURIComponent(text)}`;
    return address.length <= LONGEST ? address : "";
  }

  // What was typed stays until the window is closed

  const KEY = `edition-draft ${location.pathname}`;
  const keep = () => sessionStorage.setItem(KEY, JSON.stringify({ values, named }));
  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    if (kept) {
      Object.assign(values, kept.values);
      named = kept.named;
    }
    values.by ||= localStorage.getItem("edition-handle") || "";
  }

  function open(name, given) {
    if (!dialog) {
      build();
      restore();
    }
    opener = given.opener || null;
    tried = false;
    if (given.chosen) {
      const words = passages.wordsOf(given.chosen.pieces);
      if (words !== values.exact) named = false;
      values.exact = words;
      place = placeOf(given.chosen);
    }
    for (const key of ["entry", "claim", "number"]) if (given[key] !== undefined) values[key] = String(given[key]);
    render(name);
    if (!dialog.open) {
      if (matchMedia("(max-width: 60em)").matches) dialog.showModal();
      else dialog.show();
    }
    const first = given.chosen ? "panel-kind" : `panel-${shownFields()[0].name}`;
    document.getElementById(first)?.focus();
  }

  window.edition.panel = { open };
})();
