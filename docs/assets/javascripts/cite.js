/*
 * Says how selected words are cited: as BibTeX, in plain text, and by the passage's permanent id.
 * Without this script the page shows author, day and passages, and the data page holds every reference.
 */
(function () {
  "use strict";
  const { button, day, make, passages, today } = window.edition;
  if (!passages) return;
  const { record, wordsOf } = passages;
  // What BibTeX and LaTeX read as syntax.
  const TEX = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const tex = (text) => text.replace(/[\\{}~^]|[&%$#_]/g, (sign) => TEX[sign] || `\\${sign}`);

  /* Who wrote a unit, when, and what it is called. */
  function unitFacts(unit) {
    const name = unit.element.querySelector(".unit-name");
    const comment = unit.element.classList.contains("comment");
    if (!name || unit.id === "post") return { author: record.authors.join(" and "), published: record.published, title: record.title };
    return {
      author: name.querySelector(".author").textContent.trim(),
      published: name.querySelector("time")?.getAttribute("datetime") || (comment ? null : record.published),
      title: comment ? `Comment on “${record.title}”` : record.title,
    };
  }

  /* Every form of a citation of a passage. */
  function citation({ unit, pieces }, address, read) {
    const { author, published, title } = unitFacts(unit);
    const passage = `${record.id}/${unit.id}/${pieces[0].block.id}`;
    const online = /^https?:/.test(address) ? address : record.url;
    const key = `${author}${(published || "").slice(0, 4)}-${pieces[0].block.id}`.toLowerCase().replace(/[^a-z0-9-]+/g, "-").replace(/^-+/, "");
    const fields = [
      ["author", author.split(" and ").map((one) => `{${tex(one)}}`).join(" and ")],
      ["title", `{${tex(title)}}`],
      ["date", (published || "").slice(0, 10)],
      ["howpublished", `In \\emph{${tex(record.edition)}}`],
      ["note", `Passage ${tex(passage)}`],
      ["url", online],
      ["urldate", online && read],
    ].filter(([, value]) => value);
    const named = /[.?!]$/.test(title) || title.endsWith("”") ? `“${title}”` : `“${title}.”`;
    const plain = [`${author},`, named, published && `(${day(published)}).`, `In ${record.edition}, passage ${passage}.`,
      online && `${online} (read on ${day(read)}).`].filter(Boolean).join(" ");
    return {
      "Passage": passage,
      "Plain text": plain,
      "BibTeX": `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}},`).join("\n")}\n}`,
      "Link in a note": `[${wordsOf(pieces).split(" ").slice(0, 8).join(" ").replace(/[[\]]/g, "")}](passage:${passage})`,
    };
  }

  window.edition.citation = citation;
  window.edition.cite = (chosen) => {
    const back = document.activeElement;
    const box = make("dialog", "cite-box", make("h2", { id: "cite-title", textContent: "Cite this passage" }));
    box.setAttribute("aria-labelledby", "cite-title");
    const address = `${location.href.split("#")[0]}#${chosen.pieces[0].block.id}`;
    for (const [name, text] of Object.entries(citation(chosen, address, today()))) {
      const copy = button("Copy", async () => {
        await window.edition.copy(text);
        copy.textContent = "Copied";
      });
      copy.setAttribute("aria-label", `Copy: ${name}`);
      box.append(make("h3", "", name), make("pre", { textContent: text, tabIndex: 0 }), copy);
    }
    box.append(button("Close", () => box.close(), "close"));
    box.addEventListener("close", () => {
      box.remove();
      back?.focus?.();
    });
    document.body.append(box);
    box.showModal();
  };
})();
