/*
 * The panel in which a contribution is written: it says at once whether the words anchor, suggests the edition's own
 * ids, shows the file that comes of it, and leads to the forge's page for a new file, filled in. It sends nothing.
 */
(function () {
  "use strict";
  const { button, data, drafting, fault, filing, forms, inputs, make, preview, quoting, submitting } = window.edition;
  const { FORMS, LISTS } = forms;

  let dialog = null;
  let form = "note";
  let opener = null;
  let named = false; // whether the file's name was typed
  let tried = false; // whether all problems are to be shown
  const values = {};

  function build() {
    dialog = make("dialog", "panel");
    dialog.setAttribute("aria-labelledby", "panel-title");
    const offered = Object.entries(FORMS).filter(([, one]) => !one.when || one.when());
    const choose = make("select", { id: "panel-form" }, ...offered.map(([value, { title }]) => make("option", { value, textContent: title })));
    choose.addEventListener("change", () => render(choose.value));
    const close = button("Close", () => dialog.close(), "close");
    dialog.append(
      make("div", "panel-head", make("h2", { id: "panel-title", textContent: "Contribute" }), close),
      make("p", "field", make("label", { htmlFor: "panel-form", textContent: "What" }), choose),
      make("div", "panel-fields"),
      make("section", "panel-result"),
      ...inputs.suggestions(),
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
    document.body.append(dialog);
  }

  const shownFields = () => FORMS[form].fields.filter((field) => !field.when || field.when(values));

  function render(name) {
    form = name;
    dialog.querySelector("#panel-form").value = name;
    const about = FORMS[form].about ? [make("p", "hint", FORMS[form].about)] : [];
    dialog.querySelector(".panel-fields").replaceChildren(...about, ...shownFields().map((field) => inputs.row(field, values, typed)));
    update();
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
    values.name = form === "note" ? filing.freeName(name) : name;
    const control = document.getElementById("panel-name");
    if (control) control.value = values.name;
  }

  function update() {
    propose();
    const fields = shownFields();
    for (const field of fields) {
      const row = dialog.querySelector(`.field[data-name="${field.name}"]`);
      const told = row.querySelector(".told");
      const wrong = fault(form, field, values);
      const hint = inputs.asked(field.hint, values) || "";
      const anchored = field.name === "exact" && values.exact && !wrong ? quoting.target(values).told : "";
      const show = (tried || (values[field.name] || "").trim()) && wrong;
      told.textContent = show ? wrong : anchored || hint;
      told.className = `told${show ? " fault" : anchored ? " good" : ""}`;
      row.querySelector("input, textarea, select").setAttribute("aria-invalid", String(Boolean(show)));
      const region = row.querySelector(".preview");
      if (region) region.replaceChildren(preview(filing.clean(values.body)).shown);
    }
    const faults = fields.map((field) => [field, fault(form, field, values)]).filter(([, wrong]) => wrong);
    dialog.querySelector(".panel-result").replaceChildren(...(faults.length ? waiting(faults) : submitting.shown(filing.BUILD[form](values))));
    keep();
  }

  /* What is missing, told when somebody asks for the file. */
  function waiting(faults) {
    const ask = button("Make the file", () => {
      tried = true;
      update();
      document.getElementById(`panel-${faults[0][0].name}`).focus();
    }, "submit");
    const left = make("p", { className: "told", textContent: tried ? `Still to do: ${faults.map(([field]) => field.label.toLowerCase()).join(", ")}.` : "" });
    left.setAttribute("role", "status");
    return [ask, left];
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
      const words = quoting.mean(given.chosen);
      if (words !== values.exact) named = false;
      values.exact = words;
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
