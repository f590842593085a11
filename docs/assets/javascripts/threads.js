/*
 * Knows the comments of a text and which of them are shown, marks the one that is being read, and moves between them:
 * to what it answers, to the next by the same person, to the next one not yet read; by a bar at the foot and by keys.
 * Without this script the list over the comments and the links at each head lead everywhere.
 */
(function () {
  "use strict";
  const inner = document.querySelector(".md-content__inner");
  const elements = inner ? [...inner.querySelectorAll(":scope > article.unit.comment")] : [];
  if (!elements.length) return;

  const LINE = 4; // rem from the top: the comment that crosses this line is being read
  const FOUND = "onbeforematch" in document.body ? "until-found" : ""; // a folded comment can be found by the browser

  const { make } = window.edition;
  const idOf = (link) => window.edition.fragment(link.hash);

  // What the page says of its comments

  const comments = elements.map((element, at) => {
    const name = element.querySelector(".unit-name");
    const parent = element.querySelector(":scope > .answers a.parent");
    return {
      id: name.id, at, element, name,
      author: name.querySelector(".author")?.textContent || "",
      title: name.textContent.replace("¶", "").trim(),
      published: name.querySelector("time")?.dateTime || "",
      parent: parent ? idOf(parent) : null,
      above: null, answers: [],
    };
  });
  const byId = new Map(comments.map((one) => [one.id, one]));
  for (const one of comments) {
    one.above = byId.get(one.parent) || null;
    one.above?.answers.push(one);
  }
  const threaded = comments.some((one) => one.above);
  /* A comment with all that hangs under it, itself first, in the order of the text. */
  const branch = (one) => [one, ...one.answers.flatMap(branch)];
  /* From the comment that opens the thread to this one. */
  const path = (one) => (one.above ? [...path(one.above), one] : [one]);
  const commentOf = (element) => byId.get(element?.closest?.("article.unit.comment")?.querySelector(".unit-name").id);

  // What is shown, in which order

  const state = { exchange: null, order: "thread", folded: new Set() };
  const rest = [...inner.children].filter((one) => !one.matches("h1, article.comment, script"));
  const after = elements.at(-1).nextSibling;
  const watchers = [];
  const changed = () => watchers.forEach((tell) => tell());
  const isFolded = (one) => path(one).slice(0, -1).some((other) => state.folded.has(other.id));
  const plain = () => !state.exchange && state.order === "thread";
  const isShown = (one) => (state.exchange ? state.exchange.includes(one) : !plain() || !isFolded(one));

  /* By time; one without a time stays behind the comment that it follows in the capture. */
  function inOrder() {
    if (state.order === "thread") return comments;
    const groups = [];
    for (const one of comments) {
      if (one.published || !groups.length) groups.push([one]);
      else groups.at(-1).push(one);
    }
    return groups.sort((a, b) => (a[0].published < b[0].published ? -1 : a[0].published > b[0].published ? 1 : 0)).flat();
  }

  let order = comments;
  function arrange() {
    const wanted = inOrder();
    if (wanted.some((one, at) => one !== order[at])) for (const one of wanted) inner.insertBefore(one.element, after);
    order = wanted;
    for (const one of comments) {
      one.element.classList.toggle("out", Boolean(state.exchange) && !isShown(one));
      if (plain() && isFolded(one)) one.element.setAttribute("hidden", FOUND);
      else one.element.removeAttribute("hidden");
    }
    for (const one of rest) one.classList.toggle("out", Boolean(state.exchange));
    inner.classList.toggle("in-exchange", Boolean(state.exchange));
    // The contents lead to what is shown, and not out of an exchange.
    for (const link of document.querySelectorAll(":is(.md-nav--secondary, .contents) a[href^='#']")) {
      link.classList.toggle("out", Boolean(state.exchange && document.getElementById(idOf(link))?.closest(".out")));
    }
    inner.classList.toggle("by-time", !state.exchange && state.order === "time");
    dispatchEvent(new Event("resize")); // what is laid out by places on the page looks again
    changed();
  }
  const shown = () => order.filter(isShown);

  /* Each returns whether it had to change what is shown so that an element can be seen; a link changes the address. */
  const revealers = [];
  function reveal(element, byLink = false) {
    const acted = revealers.map((show) => show(element, byLink)).some(Boolean);
    if (acted) arrange();
    return acted;
  }
  const aim = (hash) => hash.length > 1 && document.getElementById(window.edition.fragment(hash));

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.pathname !== location.pathname || (link.search && link.search !== location.search)) return;
    const element = aim(link.hash);
    if (element && inner.contains(element)) reveal(element, true);
  }, true); // before whatever else follows the link
  const arrive = () => {
    const element = aim(location.hash);
    if (element && inner.contains(element) && reveal(element)) element.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  inner.addEventListener("beforematch", (event) => reveal(event.target), true);

  /* The page's address with some of its questions asked otherwise; others keep theirs. */
  function address(changes, hash) {
    const given = location.search.slice(1).split("&").filter((one) => one && !(one.split("=")[0] in changes));
    for (const [name, value] of Object.entries(changes)) if (value) given.push(`${name}=${value}`);
    return `${location.pathname}${given.length ? `?${given.join("&")}` : ""}${hash}`;
  }

  // The comment that is being read

  const said = make("p", "said");
  said.setAttribute("role", "status");
  inner.append(said);
  const say = (words) => (said.textContent = words);
  let current = null;
  let held = null; // where a key or a button led, until the page is scrolled
  let heldAt = 0;

  /* Every list in which a comment has its link: the map, its copy in the bar, Material's contents. */
  const linksTo = (id) => document.querySelectorAll(
    `:is(.thread-map, .thread-box, .md-nav--secondary, .contents) a[href="#${CSS.escape(id)}"]`);
  function mark(one) {
    if (one === current) return;
    for (const link of current ? linksTo(current.id) : []) link.removeAttribute("aria-current");
    current = one;
    for (const link of current ? linksTo(current.id) : []) link.setAttribute("aria-current", "location");
    changed();
  }

  let crossing = null;
  function look() {
    crossing?.disconnect();
    const line = Math.round(LINE * parseFloat(getComputedStyle(document.documentElement).fontSize));
    const margin = `${-line}px 0px ${line + 1 - innerHeight}px 0px`;
    const over = new Set();
    crossing = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) over[isIntersecting ? "add" : "delete"](target);
      if (held && Math.abs(scrollY - heldAt) < 4) return;
      held = null;
      mark(order.find((one) => isShown(one) && over.has(one.element)) || null);
    }, { rootMargin: margin });
    for (const one of comments) crossing.observe(one.element);
  }
  let width = 0;
  let height = 0;
  addEventListener("resize", () => {
    if (innerWidth === width && innerHeight === height) return;
    [width, height] = [innerWidth, innerHeight];
    look();
  });

  /* Only for as long as it is there: a link to it would move the focus too, and draw its ring. */
  function focus(element) {
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }

  /* Shows a comment and goes to it. */
  function go(one) {
    if (!one) return;
    const element = one.element;
    reveal(element);
    focus(one.name);
    one.name.scrollIntoView({ block: "start" });
    [held, heldAt] = [one, scrollY];
    mark(one);
  }

  function step(by) {
    const list = shown();
    const at = list.indexOf(current);
    if (at >= 0) return list[at + by];
    const line = LINE * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const next = list.findIndex((one) => one.name.getBoundingClientRect().top > line);
    return by > 0 ? list[next] : list[(next < 0 ? list.length : next) - 1];
  }
  function up() {
    if (current?.above) go(current.above);
    else if (current?.parent && document.getElementById(current.parent)) {
      const post = document.getElementById(current.parent);
      reveal(post);
      focus(post);
      post.scrollIntoView();
      mark(null);
    } else if (current) say(`Nothing tells what ${current.author} answers here.`);
  }
  /* The next by the same person; a folded one is shown when it is gone to. */
  function sameNext() {
    const list = state.exchange || order;
    return current && list.slice(list.indexOf(current) + 1).find((other) => other.author === current.author);
  }

  // Keys

  const keys = new Map();
  function key(name, does, act) {
    keys.set(name, act);
    (window.editionKeys ??= []).push({ key: name, does });
  }
  /* Those who want no single keys switch them off in the list of keys (keys.js): then none gets here. */
  document.addEventListener("keydown", (event) => {
    const act = keys.get(event.key);
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog, [data-md-component=search]")) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act();
  });
  key("j", "next comment", () => go(step(1)));
  key("k", "previous comment", () => go(step(-1)));
  key("p", "what the comment answers", up);
  key("a", "next comment by the same author", () => go(sameNext()));

  // The list folds itself where it would stand between the post and the comments for many screens

  const list = inner.querySelector(".thread-map");
  if (list && matchMedia("(max-width: 44.984375em)").matches) list.open = false;

  // The bar

  const bar = make("nav", "thread-bar");
  bar.setAttribute("aria-label", "Among the comments");
  bar.hidden = true;
  const button = (name, act, ...inside) => {
    const made = window.edition.button("", act, name);
    made.append(...inside);
    bar.append(made);
    return made;
  };
  /* A sign and words, of which narrow bars show the last; all of them are the name. */
  const labelled = (name, words, does, act) => {
    const [last, ...before] = words.split(" ").reverse();
    const long = before.length ? [make("span", "long", `${before.reverse().join(" ")} `)] : [];
    const made = button(name, act, make("span", "sign"), make("span", "words", ...long, last));
    made.title = does;
    return made;
  };
  const box = make("div", "thread-box md-typeset");
  const where = button("where", () => {});
  const tools = {
    parent: labelled("parent", "answered", "What this comment answers (p)", up),
    previous: labelled("previous", "previous", "Previous comment (k)", () => go(step(-1))),
    next: labelled("next", "next", "Next comment (j)", () => go(step(1))),
    same: labelled("same", "next by the author", "Next comment by the same author (a)", () => go(sameNext())),
  };
  const opens = list && "popover" in box;
  if (opens) {
    box.popover = "auto";
    where.popoverTargetElement = box;
  } else where.addEventListener("click", () => list?.scrollIntoView()); // an old browser goes to the list itself
  box.id = "thread-box";
  box.tabIndex = -1;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", "The comments");
  box.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "open") return;
    box.replaceChildren(...[...list.children].filter((one) => !one.matches("summary")).map((one) => one.cloneNode(true)));
  });
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "open") return;
    box.focus({ preventScroll: true });
    box.querySelector("a[aria-current]")?.scrollIntoView({ block: "center" });
  });
  box.addEventListener("click", (event) => event.target.closest("a") && box.hidePopover());
  inner.append(bar);
  if (opens) document.body.append(box);

  const enable = (element, on) => (on ? element.removeAttribute("aria-disabled") : element.setAttribute("aria-disabled", "true"));
  watchers.push(() => {
    bar.hidden = !current;
    if (!current) return;
    const all = shown();
    const at = all.indexOf(current);
    where.replaceChildren(make("b", "", current.author), ` ${at + 1} of ${all.length}`);
    where.setAttribute("aria-label", `${current.author} ${at + 1} of ${all.length}: list of the comments`);
    const same = sameNext();
    tools.same.querySelector(".words").replaceChildren(make("span", "long", "next by "), current.author);
    tools.same.title = same ? `Next by ${current.author}: ${same.title} (a)` : `This is the last by ${current.author}`;
    enable(tools.same, same);
    enable(tools.parent, current.parent);
    enable(tools.previous, at > 0);
    enable(tools.next, at >= 0 && at < all.length - 1);
  });
  /* Above what others keep at the foot of the window. */
  const clear = () => (bar.style.bottom = box.style.bottom = document.body.style.paddingBottom || "");
  new MutationObserver(clear).observe(document.body, { attributes: true, attributeFilter: ["style"] });

  window.edition.thread = {
    inner, comments, byId, threaded, state, watchers, revealers, bar, say, key, go, arrange, shown, reveal, changed,
    branch, path, commentOf, isShown, idOf, address, labelled, enable,
    get current() { return current; },
    get order() { return order; },
    arrive,
  };
  [width, height] = [innerWidth, innerHeight];
  requestAnimationFrame(look); // when the page has its styles: to ask for them now would have them worked out twice
})();
