/*
 * The page of the search: a field, filters by kind, person, text and day, and results in groups. What is asked stands
 * in the address, so it can be shared, and the way back leads through what was asked before.
 */
(function () {
  "use strict";
  const find = window.edition.find;
  const page = document.getElementById("search");
  const FEW = 5; // of each kind, where all kinds are shown
  const MANY = 20; // of one kind, and more on demand
  const BRIEF = 700; // milliseconds after which what was found is told to who does not see it
  const NAMES = ["q", "kind", "person", "text", "from", "to", "undated", "order"];

  page.innerHTML = `<form role="search" aria-label="Search the edition">
    <div class="search-asked"><label for="__search-field">Words</label>
      <input id="__search-field" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" aria-describedby="__search-hint" aria-keyshortcuts="/"></div>
    <p id="__search-hint">All words must stand in one passage or record; <i>mask</i> also finds <i>masks</i>. Put words in quotation marks to find them exactly as they follow. A person’s name with other words finds that person’s.</p>
    <details class="search-filters"><summary>Filters</summary><div>
      <label>Words of <select name="person"></select></label>
      <label>In <select name="text"></select></label>
      <label>From <input type="date" name="from"></label>
      <label>To <input type="date" name="to"></label>
      <label>Order <select name="order"><option value="">Best first</option><option value="oldest">Oldest first</option><option value="newest">Newest first</option></select></label>
      <label class="search-undated"><input type="checkbox" name="undated" value="1"> Also what has no date</label>
      <button type="button" class="search-clear">Clear the filters</button>
    </div></details>
  </form>
  <p id="__search-told" role="status"></p>
  <p class="search-note"></p>
  <nav class="search-kinds" aria-label="Kinds of results" hidden><ul></ul></nav>
  <div id="__search-results"></div>`;
  page.classList.add("ready");

  const form = page.querySelector("form");
  const field = form.elements.q;
  const filters = form.querySelector("details");
  const told = document.getElementById("__search-told");
  const note = page.querySelector(".search-note");
  const kinds = page.querySelector(".search-kinds");
  const results = document.getElementById("__search-results");
  let index = null;
  let turn = 0;
  let announcing = 0;
  let kind = ""; // the one that is shown; it is no field of the form
  const chips = {};

  const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });

  // The address

  const asked = () => {
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === "q" ? value.trim() : value]));
    return { ...values, kind };
  };
  const addressOf = (values) => {
    const query = new URLSearchParams(NAMES.filter((name) => values[name]).map((name) => [name, values[name]]));
    return location.pathname + (query.size ? `?${query}` : "");
  };

  /* Sets the form by the address; a person or text that the edition does not have is left out. */
  function restore() {
    const given = new URLSearchParams(location.search);
    kind = index.kinds.some(([one]) => one === given.get("kind")) ? given.get("kind") : "";
    for (const name of NAMES.filter((one) => one !== "kind")) {
      const element = form.elements[name];
      if (element.type === "checkbox") element.checked = Boolean(given.get(name));
      else element.value = given.get(name) || "";
      if (element.tagName === "SELECT" && element.selectedIndex < 0) element.value = "";
    }
    filters.open = ["person", "text", "from", "to", "order"].some((name) => form.elements[name].value);
  }

  function go(step) {
    const address = addressOf(asked());
    if (step && address !== location.pathname + location.search) history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
    answer();
  }

  // Filtering

  function passes(values, thing, apart) {
    const { from, to } = values;
    const by = apart === "person" || !values.person || index.people[index.by[thing] - 1]?.[0] === values.person;
    const text = !values.text || index.texts[index.in[thing] - 1]?.[0] === values.text;
    if (!by || !text) return false;
    if (!from && !to) return true;
    const day = index.day[thing];
    if (!day) return apart === "day" || Boolean(values.undated);
    // A year alone may be any day of it.
    return (!from || `${day}-99`.slice(0, 10) >= from) && (!to || day <= to);
  }

  function tally(things, of) {
    const counts = new Map();
    for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
    return counts;
  }

  /* The people whose words are among the results, the most words first; the one that is chosen stays. */
  function offer(things, values) {
    const counts = tally(things.filter((thing) => passes(values, thing, "person")), (thing) => index.by[thing]);
    const people = [...counts].filter(([by]) => by).sort((one, other) => other[1] - one[1]);
    const select = form.elements.person;
    const chosen = index.people.findIndex(([id]) => id === values.person) + 1;
    if (chosen && !counts.has(chosen)) people.push([chosen, 0]);
    select.replaceChildren(option("", "anybody"), ...people.map(([by, count]) => option(index.people[by - 1][0], `${named(by)} (${count})`)));
    select.value = values.person || "";
  }
  const named = (by) => index.people[by - 1][1] + (index.people[by - 1][0].startsWith("@") ? ", in notes" : "");

  // Answering

  async function answer() {
    const values = asked();
    const mine = (turn += 1);
    document.title = document.title.replace(/^(?:.*? – )?(?=Search)/, values.q ? `${values.q} – ` : "");
    if (!values.q) {
      offer([...index.kind.keys()], values);
      show([], values, []);
      return;
    }
    try {
      const parts = find.parse(values.q);
      const { things, missing } = await find.search(parts);
      if (mine !== turn) return;
      offer(things, values);
      const kept = things.filter((thing) => passes(values, thing));
      const ofKind = (thing) => !values.kind || index.kinds[index.kind[thing]][0] === values.kind;
      const undated = values.from || values.to ? things.filter((thing) => !index.day[thing] && ofKind(thing) && passes(values, thing, "day")).length : 0;
      if (values.order) {
        const way = values.order === "oldest" ? 1 : -1;
        const day = (thing) => index.day[thing] || (way > 0 ? "~" : ""); // undated last
        kept.sort((one, other) => (day(one) < day(other) ? -way : day(one) > day(other) ? way : one - other));
      }
      const without = things.length - kept.length;
      note.replaceChildren(...(undated && !values.undated ? [`${undated} more ${undated > 1 ? "have" : "has"} no date. `, button("Show them too", () => { form.elements.undated.checked = true; go(true); })]
        : !kept.length && without ? [`Without filters there ${without > 1 ? "are" : "is"} ${without}. `, button("Clear the filters", clear)] : []));
      await show(kept, values, parts, missing, mine);
    } catch (error) {
      if (mine !== turn) return;
      told.textContent = "The index of the search could not be read.";
      throw error;
    }
  }

  const button = (text, does) => {
    const made = make("button", "", text);
    made.type = "button";
    made.addEventListener("click", () => { does(); field.focus(); });
    return made;
  };

  function chip(name, label, count, values) {
    if (!chips[name]) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      item.append(link);
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        kind = name;
        go(true);
      });
      chips[name] = link;
      kinds.firstElementChild.append(item);
    }
    const link = chips[name];
    link.parentElement.hidden = !count && name !== values.kind;
    link.href = addressOf({ ...values, kind: name });
    link.replaceChildren(label, " ", make("span", "", String(count)));
    if (name === values.kind) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  async function show(things, values, parts, missing = [], mine = turn) {
    const counts = tally(things, (thing) => index.kind[thing]);
    kinds.hidden = !values.q || (!things.length && !values.kind);
    chip("", "All", things.length, values);
    index.kinds.forEach(([name, label], n) => chip(name, label, counts.get(n) || 0, values));
    // The kind of the best result comes first.
    const groups = [...counts.keys()].map((n) => ({ name: index.kinds[n][0], label: index.kinds[n][1], of: things.filter((thing) => index.kind[thing] === n) }))
      .filter(({ name }) => !values.kind || name === values.kind);
    const sections = await Promise.all(groups.map((group) => section(group, values, parts)));
    if (mine !== turn) return;
    results.replaceChildren(...sections);
    if (!values.q) note.replaceChildren();
    clearTimeout(announcing);
    const some = groups.reduce((sum, { of }) => sum + of.length, 0);
    const words = values.q ? find.count(some, missing) : "";
    announcing = setTimeout(() => { told.textContent = words; }, told.textContent ? BRIEF : 0);
  }

  async function section({ name, label, of }, values, parts) {
    const made = document.createElement("section");
    const heading = make("h2", "", label);
    heading.id = `__search-${name}`;
    made.setAttribute("aria-labelledby", heading.id);
    const list = document.createElement("ol");
    made.append(heading, list);
    const items = async (from, to) => (await Promise.all(of.slice(from, to).map(find.thing))).map((thing) => find.item(thing, parts));
    list.append(...await items(0, values.kind ? MANY : FEW));
    if (of.length <= list.children.length) return made;
    const more = make("button", "search-more", values.kind ? `Show ${Math.min(MANY, of.length - MANY)} more` : `All ${of.length} ${label.toLowerCase()}`);
    more.type = "button";
    more.addEventListener("click", async () => {
      if (!values.kind) {
        kind = name;
        go(true);
        field.focus({ preventScroll: true });
        scrollTo(0, 0);
        return;
      }
      const next = await items(list.children.length, list.children.length + MANY);
      list.append(...next);
      next[0].firstElementChild.focus();
      const left = of.length - list.children.length;
      more.textContent = `Show ${Math.min(MANY, left)} more`;
      more.hidden = !left;
    });
    made.append(more);
    return made;
  }

  function clear() {
    for (const name of ["person", "text", "from", "to", "order"]) form.elements[name].value = "";
    form.elements.undated.checked = false;
    kind = "";
    go(true);
  }

  // What the reader does

  field.addEventListener("input", () => go(false));
  form.addEventListener("change", (event) => event.target !== field && go(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(true);
  });
  form.querySelector(".search-clear").addEventListener("click", clear);
  addEventListener("popstate", () => {
    restore();
    answer();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement !== field) field.focus();
    else if (event.key === "Escape") field.blur();
    else find.walk(event, field, [...results.querySelectorAll("a.found")]);
  });
  (window.editionKeys ??= []).push({ key: "/", does: "to the field of the search" });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || window.edition.typing?.(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  find.learn().then((known) => {
    index = known;
    form.elements.text.append(option("", "all texts"), ...known.texts.map(([id, title]) => option(id, title)));
    form.elements.person.append(option("", "anybody"), ...known.people.map(([id]) => option(id, id)));
    restore();
    answer();
    if (!location.hash) field.focus({ preventScroll: true });
  }).catch(() => {
    told.textContent = "The index of the search could not be read.";
  });
})();
