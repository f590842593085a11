/*
 * The search in the header: a field that answers while one types, `/` that leads to it, and the marks on what a result
 * led to. Its page, find.html, has the filters (find-page.js). Until the search is used only this script is loaded.
 * Without scripts the header's link leads to that page, which says what to use instead.
 *
 * By these ids it can be found: #__search-link the header's link, #__search-field the field (in the header, or on
 * find.html), #__search-told what is told of the count, #__search-results the list, each result an `a.found`.
 */
(function () {
  "use strict";
  const { edition } = window;
  const HERE = document.currentScript.src;
  const ROOT = new URL("../../", HERE);
  const SHOWN = 6; // results below the header's field
  const waiting = {};
  const find = (edition.find = { put: (name, data) => waiting[name]?.(data) });

  const once = (make) => {
    const made = {};
    return (name) => (made[name] ||= make(name).catch((error) => {
      delete made[name]; // it may be read the next time
      throw error;
    }));
  };
  /* A part of the index, which its script hands over by `put`. */
  find.get = once((name) => new Promise((resolve, reject) => {
    waiting[name] = resolve;
    edition.load(new URL(`assets/find/${name}.js`, ROOT)).catch(reject);
  }));
  find.use = once((name) => edition.load(new URL(`${name}.js`, HERE)));
  find.ready = () => Promise.all(["find-words", "find-places", "find-index", "find-list"].map(find.use));
  find.url = (address) => new URL(address, ROOT).href;

  const link = document.getElementById("__search-link");
  const page = link?.getAttribute("aria-current") === "page" && document.getElementById("search"); // elsewhere a heading may be so called
  const wide = matchMedia("(min-width: 60em)");

  // What a result led to: its words are marked where they stand, and the address is the permanent one again.

  const asked = new URLSearchParams(location.search).get("find") ?? history.state?.find;
  if (asked) {
    const address = new URL(location.href);
    find.arrived = address.searchParams.has("find"); // and not come back, to where one had read on
    address.searchParams.delete("find");
    history.replaceState({ ...history.state, find: asked }, "", address);
    find.use("find-words").then(() => find.use("find-marks")).catch(() => {}); // without them one has still arrived
  }

  if (page) {
    find.get("index").catch(() => {}); // on its way while the scripts are, which will ask for it
    Promise.all([find.ready(), find.use("find-filters"), find.use("find-groups")]).then(() => find.use("find-page")).catch((error) => {
      page.prepend(edition.make("p", "", "The search could not be loaded. These lists lead to everything:"));
      throw error;
    });
    return;
  }
  if (!link) return;

  // The header's field

  const form = edition.make("form", "search-form");
  form.setAttribute("role", "search");
  form.innerHTML = `<label for="__search-field">Search</label>
    <input id="__search-field" type="search" placeholder="Search" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search" aria-keyshortcuts="/">
    <p class="search-live" role="status"></p><div class="search-box" hidden><p id="__search-told"></p><ol id="__search-results"></ol><p class="search-all"><a href="${find.url("find.html")}"></a></p></div>`;
  const field = form.querySelector("input");
  const box = form.querySelector(".search-box");
  const told = form.querySelector("#__search-told");
  const live = form.querySelector(".search-live");
  const list = form.querySelector("ol");
  const all = form.querySelector(".search-all a");
  link.after(form);

  let turn = 0; // of the last query: an answer to one before is dropped
  let back = null; // where the reader was
  const whole = () => find.url(`find.html?q=${encodeURIComponent(field.value.trim())}`);

  function close(leave) {
    box.hidden = true;
    turn += 1;
    if (!leave) return;
    if (back?.isConnected && back !== document.body) back.focus({ preventScroll: true });
    else document.activeElement?.blur();
  }

  async function answer() {
    const query = field.value.trim();
    const mine = (turn += 1);
    if (!query) {
      close();
      return;
    }
    try {
      await find.ready();
      const parts = find.parse(query);
      const { things, missing } = await find.search(parts);
      const shown = await Promise.all(find.best(things, SHOWN).map(find.group));
      if (mine !== turn) return;
      list.replaceChildren(...shown.map((thing) => find.item(thing, parts, true)));
      find.tell(told, live, find.count(things, missing));
      const count = find.gathered(things).length;
      all.textContent = count > SHOWN ? `All ${count.toLocaleString("en")} results, with filters` : count ? "Open the search page" : "See what else to try";
      all.href = whole();
      box.hidden = false;
    } catch {
      if (mine !== turn) return;
      list.replaceChildren();
      told.textContent = "The index of the search could not be read.";
      box.hidden = false;
    }
  }

  field.addEventListener("input", answer);
  field.addEventListener("focus", (event) => {
    if (!form.contains(event.relatedTarget)) back = event.relatedTarget || back;
    find.ready().then(() => find.learn()).catch(() => {}); // so that the first letter is answered at once
    if (field.value.trim() && box.hidden) answer();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) location.href = whole();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!box.hidden && !form.contains(event.target)) close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close(true);
    } else if (!box.hidden) {
      find.walk?.(event, field, [...box.querySelectorAll("a")]);
    }
  });

  (window.editionKeys ??= []).push({ key: "/", does: "search" });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || edition.typing?.(event.target)) return;
    event.preventDefault();
    if (wide.matches) {
      back = document.activeElement;
      field.focus();
      field.select();
    } else {
      location.href = link.href;
    }
  });
})();
