/*
 * How far a reader has come, kept in this browser and nowhere else: a text offers the place where it was left, the home
 * page and the list of texts offer the last of them, and a reading path ticks what was read. All of it can be forgotten.
 * Comments are counted by unread.js; here are the other units, such as a post. Without this script nothing is kept.
 */
(function () {
  "use strict";
  const PLACES = "edition.places"; // {text: {title, name, hash, at, total}}
  const READ = "edition.read."; // and a text's id: the comments read (unread.js)
  const POSTS = "edition.posts."; // and a text's id: the other units read
  const PACE = 9; // words a second, as in unread.js
  const content = document.querySelector(".md-content__inner");
  const { button, make, record } = window.edition;
  const heading = content?.querySelector("h1");
  if (!heading) return;

  function kept(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // this browser keeps nothing
    }
  }
  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch { /* as above */ }
  }
  function places() {
    try {
      const all = JSON.parse(kept(PLACES) || "{}");
      return all && typeof all === "object" && !Array.isArray(all) ? all : {};
    } catch {
      return {}; // not ours, or cut off
    }
  }
  const words = (key) => (kept(key) || "").split(" ").filter(Boolean);
  const read = (text, unit) => words(READ + text).includes(unit) || words(POSTS + text).includes(unit);

  function forget() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key === PLACES || key.startsWith(READ) || key.startsWith(POSTS)) localStorage.removeItem(key);
      }
    } catch { /* nothing is kept, so there is nothing to forget */ }
    for (const one of document.querySelectorAll(".resume, .progress")) one.remove();
    for (const one of document.querySelectorAll(".step-read")) one.classList.remove("step-read");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /* “Go on where you were”: a place of this text, or with its title on another page. */
  function offer(place, address, { title }) {
    const line = make("p", "resume editorial");
    const link = make("a", { href: `${address}#${place.hash}`, textContent: place.name });
    line.append(title ? "Where you were: " : "Go on where you were: ");
    if (title) line.append(make("cite", "", place.title), ", ");
    line.append(link);
    if (place.count) line.append(` (${place.count} of ${place.total} comments read)`);
    line.append(" · ", button("Forget what I have read", forget));
    (content.querySelector(":scope > .byline") || heading).after(line);
  }

  const known = (place) => typeof place?.name === "string" && /^[\w-]+$/.test(place?.hash) && typeof place.title === "string";

  // The page of a text

  function text() {
    const before = places()[record.id];
    if (known(before) && !location.hash && !location.search) offer(before, location.pathname.split("/").pop(), { title: false });
    const total = content.querySelectorAll(".unit.comment").length;

    function here() {
      const under = (document.querySelector(".md-header")?.offsetHeight || 0) + 20;
      const across = content.getBoundingClientRect().left + 120;
      for (let down = under; down < innerHeight / 2; down += 30) {
        const block = document.elementFromPoint(across, down)?.closest("p, li, blockquote, pre");
        const pid = block?.closest(".unit") && block.querySelector(".pid");
        if (pid) return { hash: pid.id, unit: block.closest(".unit") };
      }
      return null;
    }
    function save() {
      const at = scrollY > innerHeight / 2 && here();
      if (!at) return;
      const name = at.unit.querySelector(".unit-name");
      const told = name ? [...name.childNodes].filter((one) => one.className !== "headerlink").map((one) => one.textContent).join("") : "";
      const all = places();
      all[record.id] = { title: record.title, name: told || record.title, hash: at.hash, at: Date.now(), total };
      keep(PLACES, JSON.stringify(all));
    }
    let waiting = 0;
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, 800); // when the page has come to rest
    }, { passive: true });
    addEventListener("pagehide", save);

    const posts = [...content.querySelectorAll(".unit[id]:not(.comment)")].map((element) => ({ element, seen: 0 }));
    const inView = new Set();
    let ticking = 0;
    function tick() {
      if (document.hidden) return;
      for (const one of inView) {
        one.need ??= [...one.element.querySelectorAll(".pid")]
          .reduce((sum, pid) => sum + pid.parentElement.textContent.trim().split(/\s+/).length, 0) / PACE;
        one.seen += 1;
        one.ended ||= one.element.getBoundingClientRect().bottom <= innerHeight + 8;
        if (!one.ended || one.seen < one.need || read(record.id, one.element.id)) continue;
        keep(POSTS + record.id, [...words(POSTS + record.id), one.element.id].join(" "));
      }
    }
    const watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        inView[isIntersecting ? "add" : "delete"](posts.find((one) => one.element === target));
      }
      clearInterval(ticking);
      ticking = inView.size ? setInterval(tick, 1000) : 0;
    });
    for (const one of posts) watch.observe(one.element);
  }

  // Pages that lead to texts

  const idOf = (link) => decodeURIComponent(link.pathname.split("/").pop().replace(/\.html$/, ""));

  function paths() {
    for (const path of content.querySelectorAll(":scope > ol")) {
      const steps = [...path.children].map((item) => ({
        item,
        units: [...item.querySelectorAll('a[href*="texts/"][href*="#"]')]
          .map((link) => [idOf(link), link.hash.slice(1)]).filter(([, unit]) => !/^(p\d+|note-.+)$/.test(unit)),
      }));
      if (!steps.length || steps.some((step) => !step.units.length)) continue; // no reading path
      let done = 0;
      for (const { item, units } of steps) {
        if (!units.every(([id, unit]) => read(id, unit))) continue;
        done += 1;
        item.classList.add("step-read");
        item.append(make("span", "progress editorial", " read"));
      }
      if (done) path.before(make("p", "progress editorial", done < steps.length ? `${done} of ${steps.length} steps read.` : "All of it read."));
    }
  }

  function lists() {
    let last = null;
    const all = places();
    for (const link of content.querySelectorAll('.texts strong > a[href$=".html"]')) {
      const id = idOf(link);
      const [place, count] = [all[id], words(READ + id).length];
      const facts = link.closest("li").querySelector(".facts");
      if (count && facts) facts.append(make("span", "progress", ` · ${count} comments read`));
      if (known(place) && !(last?.at > place.at)) last = { ...place, count, address: link.getAttribute("href") };
    }
    if (last) offer(last, last.address, { title: true });
  }

  if (record?.kind === "text") text();
  else {
    lists();
    paths();
  }
})();
