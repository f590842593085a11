/*
 * What each form of the panel asks: its fields, how they are asked, and when. A field that takes ids names the list of
 * them; its options, its hint and whether it is asked may depend on what was answered already.
 */
(function () {
  "use strict";
  const { data, passages, quoting } = window.edition;
  const { sourceOf } = quoting;

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

  const WORDS = [
    { name: "text", label: "Text", kind: "select", options: Object.entries(data.texts), when: () => !passages },
    { name: "exact", label: "Words of the text", kind: "area", rows: 3, limit: "exact", hint: "Select them on the page, or paste them." },
  ];
  const SIGNED = { name: "by", label: "Your handle", hint: "Lower-case letters, digits and hyphens, such as ada-lovelace.", id: true, kept: true };
  const BODY = { name: "body", label: "Note", kind: "body", rows: 6, hint: "Markdown, about 120 words at most." };
  const file = (folder) => ({ name: "name", label: "File name", hint: (values) => `${folder(values)}<file name>.md`, id: true });
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
        BODY, SIGNED, file((values) => `docs/annotations/${sourceOf(values)}/`),
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
        { name: "number", label: "Link", kind: "select", options: (values) => (data.links[sourceOf(values)] || []).map((link, at) => [String(at), `${at + 1}. “${link.anchor}”`]) },
        { name: "target", label: "Where it led", list: "targets", hint: "A key of the bibliography, a unit or passage of a text, or unknown." },
        { name: "confidence", label: "How sure", kind: "select", options: data.confidences.map((word) => [word, word]) },
        { name: "basis", label: "Basis", kind: "area", rows: 3, hint: "What in the capture, or which outside fact, supports it." },
      ],
    },
  };

  window.edition.forms = { FORMS, LISTS };
})();
