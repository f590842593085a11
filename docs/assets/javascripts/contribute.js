/*
 * Brings in what a contribution needs when somebody begins one, and puts the ways to begin on the pages they belong to.
 * Without this script the links below each page lead to the file to edit and to the form for a problem.
 */
(function () {
  "use strict";
  const { load, make, record } = window.edition;
  const content = document.querySelector(".md-content");
  const here = document.currentScript.src;
  if (!record || !content) return;

  const PARTS = [ // run in this order
    "../edition.js", "anchoring.js", "drafting.js", "preview.js", "quoting.js", "forms.js", "filing.js", "faults.js",
    "inputs.js", "submitting.js", "panel.js",
  ];
  let loading = null;

  /* Opens the panel with a form (note, sense, entry, claim, argument, link) and what is known already. */
  window.edition.contribute = async (form, given = {}) => {
    loading ||= Promise.all(PARTS.map((name) => load(new URL(name, here), true)));
    await loading;
    window.edition.panel.open(form, given);
  };

  /* The clipboard where the browser gives it, else the old way by a selection. */
  window.edition.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text, className: "said" });
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  const button = (label, form, given, title = "") => {
    const made = window.edition.button(label, () => window.edition.contribute(form, { ...given, opener: made }), { className: "contribute", title });
    return made;
  };
  const below = (element, ...buttons) => {
    element?.after(make("p", "contribute-row editorial", ...buttons));
  };

  const heading = content.querySelector("h1");
  const head = content.querySelector(".byline") || heading;
  if (record.kind === "text") {
    below(head, button("Write a note", "note", {}, "Or select the words it is about"));
    content.querySelectorAll(".lost-list li").forEach((item, number) => {
      item.append(" ", button("Correct this", "link", { number }));
    });
  } else if (record.kind === "entry") {
    below(head, button("Add a sense", "sense", { entry: record.id }));
  } else if (record.kind === "claim") {
    below(head, button("Argue for or against it", "argument", { claim: record.id }));
  } else if (record.id === "glossary/index.md") {
    below(heading, button("Add an entry", "entry"));
  } else if (record.id === "claims.md") {
    below(heading, button("Propose a claim", "claim"));
  } else if (record.id === "arguments.md") {
    below(heading, button("Add an argument", "argument"));
  }
})();
