/*
 * Writes a record as the text of its file, byte for byte as new.py does (scripts/edition/render/draft.py).
 * Fields are [name, value] in the order of their table. A value is {words: "…"}, which stands between quotation marks;
 * a plain word; a list of plain words; {table: fields}; or {tables: [fields, …]}. What is empty is left out.
 */
(function () {
  "use strict";
  const { fold } = window.edition.anchoring;

  const isEmpty = (value) => {
    if (value === null || value === undefined) return true;
    if (typeof value === "string") return !fold(value);
    if (Array.isArray(value)) return value.every(isEmpty);
    if ("words" in value) return isEmpty(value.words);
    if ("table" in value) return value.table.every(([, inner]) => isEmpty(inner));
    return value.tables.every((fields) => fields.every(([, inner]) => isEmpty(inner)));
  };
  // JSON's quoted form is YAML's too; a line of YAML may also not hold these two unescaped, and white space is folded.
  const scalar = (value) => (typeof value === "string" ? fold(value) : JSON.stringify(fold(value.words)));

  function lines(fields) {
    return fields.filter(([, value]) => !isEmpty(value)).flatMap(([name, value]) => {
      if (value.table) return [`${name}:`, ...lines(value.table).map((line) => `  ${line}`)];
      if (value.tables) {
        return [`${name}:`, ...value.tables.flatMap((table) => lines(table).map((line, at) => (at ? "    " : "  - ") + line))];
      }
      if (Array.isArray(value)) return [`${name}: [${value.filter((one) => !isEmpty(one)).map(scalar).join(", ")}]`];
      return [`${name}: ${scalar(value)}`];
    });
  }

  /* The whole file: its fields, and the body below them. */
  function draft(fields, body = "") {
    const text = body.replace(/\r\n?/g, "\n").trim();
    return `---\n${lines(fields).map((line) => `${line}\n`).join("")}---\n${text && `${text}\n`}`;
  }

  /* Words as an id: at most `most` characters, whole words. */
  function slug(text, most = 50) {
    const plain = text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
    let made = "";
    for (const word of plain.match(/[a-z0-9]+/g) || []) {
      if (made && `${made}-${word}`.length > most) break;
      made = made ? `${made}-${word}` : word.slice(0, most);
    }
    return made;
  }

  window.edition.drafting = { draft, lines, slug };
})();
