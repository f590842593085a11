/*
 * Shows a body as it will stand on the page: what CommonMark and the edition's links mean, built as elements.
 * It knows paragraphs, lists, quotations, code, emphasis, links and citations; the build has the last word on the rest.
 * Nothing that is typed becomes HTML.
 */
(function () {
  "use strict";
  const INLINE = /(`+)([^`]|[^`].*?[^`])\1(?!`)|\[(@[^\]]+)\]|\[([^\]]+)\]\(<?([^()<>\s]+)>?\)|(\*\*|__)(\S(?:.*?\S)?)\6|(\*|_)(\S(?:.*?\S)?)\8|\\([!-/:-@[-`{-~])/s;
  const ITEM = /^ {0,3}(?:([-*+])|(\d{1,9})[.)])(?: +|$)/;
  const { make } = window.edition;

  /* Where a link of the edition leads, from the folder of this page; null where it leads nowhere. */
  function goal(target) {
    const { texts, entries, claims, arguments: steps, debates } = window.edition.data;
    const [, scheme, rest] = /^(\w+):(.*)$/s.exec(target) || [];
    const [name, sense] = (rest || "").split("#");
    if (scheme === "term" && entries[name] && (!sense || entries[name].senses[sense])) {
      return `../glossary/${name}.html${sense ? `#${sense}` : ""}`;
    }
    if (scheme === "passage") {
      const [text, unit, block] = rest.split("/");
      return texts[text] ? `../texts/${text}.html${unit ? `#${block || unit}` : ""}` : null;
    }
    const known = { claim: claims, argument: steps, debate: debates }[scheme];
    if (known) return known[rest] ? `../${scheme}s/${rest}.html` : null;
    return /^(https?:\/\/|mailto:)/i.test(target) ? target : null;
  }

  function inline(text, faults) {
    const out = document.createDocumentFragment();
    let rest = text;
    for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
      out.append(rest.slice(0, found.index));
      const [all, , code, citation, label, target, , strong, , weak, escaped] = found;
      if (code !== undefined) out.append(make("code", "", code.trim()));
      else if (citation !== undefined) out.append(cited(citation, faults));
      else if (target !== undefined) out.append(linked(label, target, faults));
      else if (strong !== undefined) out.append(make("strong", "", inline(strong, faults)));
      else if (weak !== undefined) out.append(make("em", "", inline(weak, faults)));
      else out.append(escaped);
      rest = rest.slice(found.index + all.length);
    }
    out.append(rest);
    return out;
  }

  function linked(label, target, faults) {
    const href = goal(target);
    const link = make("a", "", inline(label, faults));
    if (href === null) {
      faults.push(`“${target}” leads nowhere. Write (term:mask), (passage:text/unit/block), (claim:id), (argument:id), (debate:id) or a full https:// address.`);
      link.className = "fault";
    } else {
      link.href = href;
      link.target = "_blank";
      link.rel = "noopener";
    }
    return link;
  }

  function cited(citation, faults) {
    const { references } = window.edition.data;
    const shown = citation.split(";").map((one) => {
      const [, key, locator] = /^\s*@([^\s,]+)(?:,\s*(.+))?$/s.exec(one) || [];
      if (!key || !references[key]) faults.push(`There is no reference “${key || one}” in sources/references.bib.`);
      return (references[key] || key || one) + (locator ? `, ${locator}` : "");
    });
    return make("span", "", `(${shown.join("; ")})`);
  }

  function block(lines, faults) {
    const out = document.createDocumentFragment();
    let at = 0;
    while (at < lines.length) {
      const line = lines[at];
      const from = at;
      const fence = /^ {0,3}(```+|~~~+)/.exec(line);
      if (!line.trim()) at += 1;
      else if (fence) {
        for (at += 1; at < lines.length && !lines[at].trim().startsWith(fence[1]); ) at += 1;
        out.append(make("pre", "", make("code", "", lines.slice(from + 1, at).join("\n"))));
        at += 1;
      } else if (/^ {0,3}>/.test(line)) {
        while (at < lines.length && lines[at].trim() && (at === from || !ITEM.test(lines[at]))) at += 1;
        out.append(make("blockquote", "", block(lines.slice(from, at).map((one) => one.replace(/^ {0,3}> ?/, "")), faults)));
      } else if (ITEM.test(line)) at = list(lines, at, out, faults);
      else {
        while (at < lines.length && lines[at].trim() && (at === from || !/^ {0,3}(>|```|~~~|[-*+] )/.test(lines[at]))) at += 1;
        const words = lines.slice(from, at).join("\n");
        const title = /^ {0,3}#{1,6} +(.*?)(?: +#+)?$/.exec(words);
        out.append(make("p", "", title ? make("strong", "", inline(title[1], faults)) : inline(words, faults)));
      }
    }
    return out;
  }

  function list(lines, start, out, faults) {
    const ordered = ITEM.exec(lines[start])[2];
    const made = make(ordered ? "ol" : "ul");
    if (ordered) made.start = Number(ordered);
    let at = start;
    while (at < lines.length && ITEM.test(lines[at]) && Boolean(ITEM.exec(lines[at])[2]) === Boolean(ordered)) {
      const width = ITEM.exec(lines[at])[0].length;
      const inside = [lines[at].slice(width)];
      for (at += 1; at < lines.length && (/^ {2,}/.test(lines[at]) || (!lines[at].trim() && /^ {2,}/.test(lines[at + 1] || ""))); at += 1) {
        inside.push(lines[at].slice(Math.min(width, lines[at].search(/\S|$/))));
      }
      while (at < lines.length && !lines[at].trim() && ITEM.test(lines[at + 1] || "")) at += 1;
      made.append(make("li", "", block(inside, faults)));
    }
    out.append(made);
    return at;
  }

  window.edition.preview = (body) => {
    const faults = [];
    return { shown: block(body.replace(/\r\n?/g, "\n").split("\n"), faults), faults };
  };
})();
