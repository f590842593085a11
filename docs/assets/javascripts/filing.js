/*
 * Makes of what was answered in the panel the files of a contribution, or lines for a file that is there already:
 * each with its path, its text and, for lines, where they go and what an issue would say instead.
 */
(function () {
  "use strict";
  const { anchoring, data, drafting, quoting, today } = window.edition;
  const { fold } = anchoring;
  const { sourceOf, target } = quoting;
  const HIDDEN = new RegExp(data.hidden, "g");
  const clean = (text) => (text || "").replace(HIDDEN, "").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "");
  const ids = (text) => (text || "").split(/[\s,]+/).filter(Boolean);

  const targetFields = (values) => {
    const { source: text, exact, prefix, suffix } = target(values);
    return [["source", text], ["exact", { words: exact }], ["prefix", { words: prefix || "" }], ["suffix", { words: suffix || "" }]];
  };
  const senseFields = (values) => [
    ["id", values.senseId], ["definition", { words: clean(values.definition) }], ["people", ids(values.people)],
    ["attestations", { tables: [targetFields(values)] }],
  ];

  function noteText(values, stance) {
    const kind = ["stance", "argues"].includes(values.kind) ? "commenting" : values.kind === "sense" ? "classifying" : values.kind;
    return drafting.draft([
      ["target", { table: targetFields(values) }],
      ["motivation", kind || "commenting"],
      ["by", values.by],
      ["created", today()],
      ["stance", { table: stance ? [stance] : [] }],
      ["argues", values.kind === "argues" && !stance ? values.argument : ""],
    ], clean(values.body));
  }

  const BUILD = {
    note: (values) => [{
      path: `docs/annotations/${sourceOf(values)}/${values.name}.md`,
      text: noteText(values, values.kind === "stance" ? [values.verb, values.claim] : null),
    }],
    claim: (values) => [
      { path: `docs/claims/${values.name}.md`, text: drafting.draft([["claim", { words: clean(values.sentence) }]]) },
      { path: `docs/annotations/${sourceOf(values)}/${freeName(`${values.verb}-${values.name}`)}.md`, text: noteText(values, [values.verb, values.name]) },
    ],
    argument: (values) => [{
      path: `docs/arguments/${values.name}.md`,
      text: drafting.draft([
        ["argument", { table: [["premises", ids(values.premises)], [values.bears, values.bears === "undercuts" ? values.argument : values.claim]] }],
        ["made_at", { table: targetFields(values) }],
      ], clean(values.body)),
    }],
    entry: (values) => [{
      path: `docs/glossary/${values.name}.md`,
      text: drafting.draft([
        ["lemma", { words: clean(values.lemma) }],
        ["forms", clean(values.forms).split(",").map(fold).filter(Boolean).map((words) => ({ words }))],
        ["senses", { tables: [senseFields(values)] }],
      ], clean(values.body)),
    }],
    sense: (values) => [{
      path: `docs/glossary/${values.entry}.md`,
      text: drafting.lines([["senses", { tables: [senseFields(values)] }]]).slice(1).map((line) => `${line}\n`).join(""),
      where: "Put these lines at the end of the list `senses:`, before the next field.",
      issue: { template: "note.yml", text: values.entry, words: values.exact, note: `A sense: ${values.definition}` },
    }],
    link: (values) => {
      const link = data.links[sourceOf(values)][Number(values.number)];
      const fields = [
        ["line", String(link.line)], ["anchor", { words: link.anchor }], ["marker", { words: link.marker || "" }],
        ["target", { words: values.target }], ["confidence", values.confidence], ["basis", { words: clean(values.basis) }],
      ];
      return [{
        path: `sources/${sourceOf(values)}/source.yml`,
        text: drafting.lines([["links", { tables: [fields] }]]).slice(1).map((line) => `  ${line}\n`).join(""),
        where: `Put these lines in place of the entry under \`links:\` whose target stands in line ${link.at}.`,
        issue: { template: "lost-link.yml", text: sourceOf(values), words: link.anchor, target: values.target, basis: values.basis },
      }];
    },
  };

  /* A name that no note has yet. */
  function freeName(name) {
    let made = name.slice(0, 76).replace(/-$/, "");
    for (let number = 2; data.notes.includes(made); number += 1) made = `${name.slice(0, 76)}-${number}`;
    return made;
  }

  window.edition.filing = { BUILD, freeName, clean, ids };
})();
