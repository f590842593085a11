/*
 * The page of the search: a field, filters by kind, person, text and day, and results in groups. What is asked stands
 * in the address, so it can be shared, and the way back leads through what was asked before.
 */
(function () {
  "use strict";
  const { button, find, make } = window.edition;
  const page = document.getElementById("search");
  const ASIDE = matchMedia("(min-width: 76.25em)"); // where the filters stand beside the results: find-page.css
  const FILTERS = ["person", "text", "from", "to", "order"];
  const NAMES = ["q", "kind", "person", "text", "from", "to", "undated", "order"];

  page.innerHTML = `<form role="search" aria-label="Search the edition">
    <div class="search-asked"><label for="__search-field">Words</label>
      <input id="__search-field" name="q" type="search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" aria-describedby="__search-hint" aria-keyshortcuts="/"></div>
    <p id="__search-hint">All words must stand in one passage or record; <i>mask</i> also finds <i>masks</i>. Put words in quotation marks to find them exactly as they follow. A person’s name with other words finds that person’s.</p>
    <div class="search-side"><details class="search-filters"><summary>Filters</summary><div>
      <label>Words of <select name="person"></select></label>
      <label>In <select name="text"></select></label>
      <label>From <input type="date" name="from"></label>
      <label>To <input type="date" name="to"></label>
      <label class="search-undated"><input type="checkbox" name="undated" value="1"> Also what has no date</label>
      <label>Order <select name="order"><option value="">Best first</option><option value="oldest">Oldest first</option><option value="newest">Newest first</option></select></label>
      <button type="button" class="search-clear">Clear the filters</button>
    </div></details></div>
  </form>
  <p id="__search-told"></p>
  <p class="search-live" role="status"></p>
  <div class="search-note"></div>
  <nav class="search-kinds" aria-label="Kinds of results" hidden><ul></ul></nav>
  <div id="__search-results"></div>`;
  page.classList.add("ready");

  const form = page.querySelector("form");
  const field = form.elements.q;
  const fold = form.querySelector("details");
  const told = document.getElementById("__search-told");
  const live = page.querySelector(".search-live");
  const note = page.querySelector(".search-note");
  const kinds = page.querySelector(".search-kinds");
  const results = document.getElementById("__search-results");
  let index = null;
  let filters = null; // find-filters.js, by the index
  let turn = 0;
  let kind = ""; // the one that is shown; it is no field of the form
  const shownKinds = {};

  const option = (value, text) => make("option", { value, textContent: text });

  // The address

  const asked = () => {
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === "q" ? value.trim() : value]));
    return { ...values, kind };
  };
  const addressOf = (values) => {
    const query = String(new URLSearchParams(NAMES.filter((name) => values[name]).map((name) => [name, values[name]])));
    return location.pathname + (query && `?${query}`);
  };

  const filtered = () => FILTERS.some((name) => form.elements[name].value);

  /* Sets the form by the address; a person or text that the edition does not have is left out. */
  function restore() {
    const given = new URLSearchParams(location.search);
    kind = index.kinds.some(([one]) => one === given.get("kind")) ? given.get("kind") : "";
    form.elements.person.replaceChildren(option("", "anybody"), ...index.people.map(([id]) => option(id, id)));
    for (const name of NAMES.filter((one) => one !== "kind")) {
      const element = form.elements[name];
      if (element.type === "checkbox") element.checked = Boolean(given.get(name));
      else element.value = given.get(name) || "";
      if (element.tagName === "SELECT" && element.selectedIndex < 0) element.value = "";
    }
    fold.open = ASIDE.matches || filtered();
  }

  function go(step) {
    const address = addressOf(asked());
    if (step && address !== location.pathname + location.search) history.pushState(null, "", address);
    else history.replaceState(history.state, "", address);
    answer();
  }

  /* Offers to narrow the results to somebody's words, the most words first. */
  function offer(things, values) {
    const people = filters.people(things, values);
    form.elements.person.replaceChildren(option("", "anybody"), ...people.map(([by, count]) => option(index.people[by - 1][0], `${named(by)} (${count})`)));
    form.elements.person.value = values.person || "";
  }
  const named = (by) => index.people[by - 1][1] + (index.people[by - 1][0].startsWith("@") ? ", in notes" : "");

  // Answering

  async function answer() {
    const values = asked();
    const mine = (turn += 1);
    document.title = document.title.replace(/^(?:.*? – )?(?=Search)/, values.q ? `${values.q} – ` : "");
    form.querySelector(".search-undated").hidden = !values.from && !values.to;
    form.querySelector(".search-clear").hidden = !filtered() && !values.kind;
    try {
      const parts = find.parse(values.q);
      // Without words the filters list all there is.
      const { things, missing } = parts.length ? await find.search(parts) : { things: [...index.kind.keys()], missing: [] };
      if (mine !== turn) return;
      offer(things, values);
      const kept = filters.inOrder(things.filter((thing) => filters.passes(values, thing)), values.order);
      const listed = parts.length || filtered() || values.kind;
      const some = kept.filter((thing) => filters.ofKind(values, thing));
      const sections = listed ? await find.groups(index, some, kept, values, parts, choose) : [];
      const more = parts.length ? await hints(values, parts, missing, things, some) : [];
      if (mine !== turn) return;
      chips(kept, values, listed);
      results.replaceChildren(...sections);
      note.replaceChildren(...(listed ? more : ["Type words, or choose a kind or a filter to list all there is."]));
      say(!listed ? "" : some.length || things.length === 0 ? find.count(some, missing) : "Nothing found with these filters.");
    } catch (error) {
      if (mine !== turn) return;
      say("The index of the search could not be read.");
      throw error;
    }
  }
  const say = (words) => find.tell(told, live, words);
  /* What the filters hide, and what else could be asked. */
  async function hints(values, parts, missing, things, some) {
    if (!values.undated && (values.from || values.to)) {
      const all = things.filter((thing) => filters.ofKind(values, thing) && filters.passes({ ...values, undated: true }, thing));
      const undated = find.gathered(all).length - find.gathered(some).length;
      if (undated) return [`${undated} more ${undated > 1 ? "have" : "has"} no date. `, instead("Show them too", () => { form.elements.undated.checked = true; go(true); })];
    }
    const without = find.gathered(things).length;
    if (!some.length && without) return [`Without filters there ${without > 1 ? "are" : "is"} ${without}. `, instead("Clear the filters", clear)];
    await find.use("find-try");
    const others = await find.others(values, parts, missing, things);
    if (!others.length) return some.length ? [] : ["Fewer or shorter words find more: predict also finds prediction."];
    return [make("ul", "", ...others.map(({ before, text, after, asks }) => {
      const link = make("a", { href: addressOf({ ...values, ...asks }), textContent: text });
      follow(link);
      return make("li", "", before, link, after);
    }))];
  }

  /* A link to another query is answered here. */
  function follow(link) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, "", link.href);
      restore();
      answer();
      if (!link.isConnected || !link.closest(".search-kinds")) field.focus();
    });
  }

  const instead = (text, does) => button(text, () => { does(); field.focus(); });

  function chips(things, values, listed) {
    const all = find.gathered(things);
    const counts = find.tally(all, ([thing]) => index.kind[thing]);
    kinds.hidden = !things.length && !values.kind;
    chip("", "All", listed ? all.length : 0, values);
    index.kinds.forEach(([name, label], n) => chip(name, label, counts.get(n) || 0, values));
  }

  function chip(name, label, count, values) {
    if (!shownKinds[name]) {
      const link = (shownKinds[name] = make("a"));
      follow(link);
      kinds.firstElementChild.append(make("li", "", link));
    }
    const link = shownKinds[name];
    link.parentElement.hidden = !count && (!name || name !== values.kind);
    link.href = addressOf({ ...values, kind: name });
    link.replaceChildren(label, " ", make("span", "", count.toLocaleString("en")));
    if (name === values.kind) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }

  /* Shows one kind alone. */
  function choose(name) {
    kind = name;
    go(true);
    field.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function clear() {
    for (const name of FILTERS) form.elements[name].value = "";
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
  ASIDE.addEventListener("change", () => { fold.open = ASIDE.matches || filtered(); });
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
    filters = find.filters(index);
    form.elements.text.append(option("", "all texts"), ...known.texts.map(([id, title]) => option(id, title)));
    restore();
    answer();
    if (!location.hash) field.focus({ preventScroll: true });
  }).catch(() => {
    say("The index of the search could not be read.");
  });
})();
