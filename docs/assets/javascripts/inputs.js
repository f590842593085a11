/*
 * Makes the inputs of the panel's forms: each with its label, a line that says what is wrong or wanted, and, where ids
 * or links go in, a second line that finds them by their words.
 */
(function () {
  "use strict";
  const { forms, make } = window.edition;
  const { LISTS } = forms;

  /* What a field of a form is by the values so far, where it depends on them. */
  const asked = (what, values) => (typeof what === "function" ? what(values) : what);

  /* The input of a field with what belongs to it; `typed` is told of what is written. */
  function row(field, values, typed) {
    const id = `panel-${field.name}`;
    const input = control(field, id, values);
    if (field.list && !field.many) input.setAttribute("list", `panel-list-${field.list}`);
    input.value = values[field.name] || "";
    input.setAttribute("aria-describedby", `${id}-told`);
    input.addEventListener("input", () => typed(field, input.value));
    const made = make("div", "field", make("label", { htmlFor: id, textContent: field.label }), input);
    made.dataset.name = field.name;
    if (field.many) made.append(finder(field, input, field.list, (value) => `${input.value.trim()} ${value}`.trim(), typed));
    if (field.kind === "body") {
      const shown = make("div", { className: "preview", role: "region" });
      shown.setAttribute("aria-label", "Preview");
      made.append(finder(field, input, "links", (value) => linked(input, value), typed), shown);
    }
    made.append(make("p", { className: "told", id: `${id}-told` }));
    return made;
  }

  function control(field, id, values) {
    if (field.rows) return make("textarea", { id, rows: field.rows });
    if (field.kind !== "select") return make("input", { id, type: "text", autocomplete: "off", spellcheck: false });
    const options = asked(field.options, values);
    if (!options.some(([value]) => value === values[field.name])) values[field.name] = options[0]?.[0] || "";
    return make("select", { id }, ...options.map(([value, textContent]) => make("option", { value, textContent })));
  }

  /* A line that finds an id in one of the lists and puts it into a field. */
  function finder(field, input, listed, put, typed) {
    const find = make("input", { type: "text", autocomplete: "off", placeholder: field.many ? "Find one by its words" : "Find what to link to" });
    find.setAttribute("list", `panel-list-${listed}`);
    find.setAttribute("aria-label", `${find.placeholder} (${field.label})`);
    find.addEventListener("change", () => {
      if (!LISTS[listed].some(([value]) => value === find.value)) return;
      input.value = put(find.value);
      find.value = "";
      typed(field, input.value);
      input.focus();
    });
    return find;
  }

  /* The body with a link to something where the caret is. */
  function linked(input, value) {
    const { selectionStart: start, selectionEnd: end, value: text } = input;
    const words = text.slice(start, end) || value.replace(/^\w+:|^@/, "").split("#")[0].replace(/-/g, " ");
    const link = value.startsWith("@") ? `[${value}]` : `[${words}](${value})`;
    const gap = start && !/\s$/.test(text.slice(0, start)) ? " " : "";
    return text.slice(0, start) + gap + link + text.slice(end);
  }

  /* The lists that inputs suggest from. */
  const suggestions = () => Object.entries(LISTS).map(([name, options]) =>
    make("datalist", { id: `panel-list-${name}` }, ...options.map(([value, label]) => make("option", { value, label }))));

  window.edition.inputs = { asked, row, suggestions };
})();
