/*
 * Says what keeps a value in the panel from being right (as scripts/edition/write/faults.py does for new.py); the check
 * itself has the last word.
 */
(function () {
  "use strict";
  const { anchoring, data, filing, forms, preview, quoting } = window.edition;
  const { fold } = anchoring;
  const { LISTS } = forms;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  const EXISTING = { claim: Object.keys(data.claims), argument: Object.keys(data.arguments), entry: Object.keys(data.entries), note: data.notes };

  /* What still keeps a field from being right, in a sentence; nothing where it is right. */
  function fault(form, field, values) {
    const value = (values[field.name] || "").trim();
    if (field.name === "exact") return quoting.target(values).fault || "";
    if (!value) return field.optional ? "" : `${field.label}: this is still empty.`;
    if (field.id && (!ID.test(value) || value.length > 80)) return `${field.label}: write lower-case letters, digits and single hyphens.`;
    if (field.name === "name" && EXISTING[form].includes(value)) return "File name: this one exists already. Choose another.";
    if (field.limit && fold(value).length > data.limits[field.limit]) return `${field.label}: at most ${data.limits[field.limit]} characters.`;
    if (field.list && field.list !== "targets") {
      const known = new Set(LISTS[field.list].map(([id]) => id));
      const wrong = (field.many ? filing.ids(value) : [value]).find((one) => !known.has(one));
      if (wrong) return `${field.label}: “${wrong}” is none of the edition's. Choose one from the list.`;
    }
    if (field.kind === "body") return preview(value).faults[0] || "";
    return "";
  }

  window.edition.fault = fault;
})();
