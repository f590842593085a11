/*
 * Keeps what a reader wants to compare, and sets it side by side; what is compared stands in the page's address,
 * `?compare=texts/x:p4,claims/y&on=claims/z`. Without this script such an address opens the page, at its passage.
 */
(function () {
  "use strict";
  const { make, previews } = window.edition;
  if (!previews) return;
  const MOST = 4;
  const SHORT = /^(?:[a-z]+\/)?[a-z0-9-]+(?::[\w:.-]+)?$/; // an address in short, `texts/x:p4`
  const STORE = "edition-compare";

  const short = (address) => address.replace(".html", "").replace("#", ":");
  const long = (one) => one.replace(/^([^:]*):?(.*)$/, (_, page, fragment) => `${page}.html${fragment && `#${fragment}`}`);

  // What is kept, in this tab: from page to page, and no longer

  let kept = [];
  try {
    kept = JSON.parse(sessionStorage.getItem(STORE) || "[]").filter((one) => SHORT.test(short(one))).slice(0, MOST);
  } catch { /* a browser that stores nothing keeps it until the page is left */ }

  function store() {
    try {
      sessionStorage.setItem(STORE, JSON.stringify(kept));
    } catch { /* as above */ }
  }

  const said = make("p", "said");
  said.setAttribute("role", "status");
  const tray = make("section", "kept");
  tray.setAttribute("aria-label", "Kept to compare");
  tray.hidden = true;
  document.body.append(tray, said);

  const button = (name, does, label) => {
    const made = window.edition.button(name, does);
    if (label) made.setAttribute("aria-label", label);
    return made;
  };

  async function keep(address) {
    const record = await previews.of(address);
    if (!record) return;
    const name = previews.label(record);
    if (kept.includes(address)) said.textContent = `Kept already: ${name}`;
    else if (kept.length === MOST) said.textContent = `No more than ${MOST} can be kept: take one away first.`;
    else {
      kept.push(address);
      said.textContent = `Kept to compare: ${name}. ${kept.length} in all.`;
    }
    store();
    draw();
  }

  function remove(address, next) {
    kept = kept.filter((one) => one !== address);
    store();
    draw().then(() => (next || tray.querySelector("button"))?.focus());
  }

  async function draw() {
    const records = await Promise.all(kept.map((one) => previews.of(one)));
    const items = kept.map((address, n) => {
      const name = records[n] ? previews.label(records[n]) : address;
      const link = make("a", "", name);
      link.href = previews.url(address);
      return make("li", "", link, button("×", () => remove(address), `Take away: ${name}`));
    });
    const list = make("ul", "", ...items);
    const open = button("Compare", () => compare(kept, "", true));
    const tools = make("p", "", ...(kept.length > 1 ? [open] : [make("span", "facts", "Keep another to compare.")]));
    tools.append(button("Clear", () => {
      kept = [];
      store();
      draw();
      said.textContent = "Nothing is kept.";
    }));
    tray.replaceChildren(list, tools);
    tray.hidden = !kept.length;
    document.documentElement.style.scrollPaddingBottom = kept.length ? `${tray.offsetHeight + 8}px` : ""; // the focus stays in sight
    document.body.style.paddingBottom = kept.length ? `${tray.offsetHeight}px` : "";
  }

  // Side by side

  let dialog = null;

  function addressOf(some, on) {
    const rest = location.search.slice(1).split("&").filter((one) => one && !/^(compare|on)=/.test(one));
    if (some.length) rest.push(`compare=${some.map(short).join(",")}`);
    if (some.length && on) rest.push(`on=${short(on)}`);
    return `${location.pathname}${rest.length ? `?${rest.join("&")}` : ""}${location.hash}`;
  }

  /* What an address asks for; what is no address in short is left out. */
  function asked() {
    const query = new URLSearchParams(location.search);
    const given = (query.get("compare") || "").split(",").filter((one) => SHORT.test(one)).slice(0, MOST).map(long);
    const on = query.get("on") || "";
    return { given, on: SHORT.test(on) ? long(on) : "" };
  }

  async function pane(address) {
    const record = await previews.of(address);
    const title = make("h3", "");
    const article = make("article", "");
    if (!record) {
      article.append(title, make("p", "", "There is nothing at this address."));
      title.textContent = address;
      return article;
    }
    const link = make("a", "", (!record.sense && record.t) || previews.label(record));
    link.href = previews.url(address);
    title.append(link);
    article.append(title, ...previews.write(record, { linked: true, titled: false }));
    if (record.k === "term" && !record.sense) {
      article.append(make("ul", "", ...record.s.map((one) => make("li", "", ...previews.sense(record.address, one, true)))));
    }
    return article;
  }

  async function compare(some, on, push) {
    const claim = on && (await previews.of(on));
    const panes = await Promise.all(some.map(pane));
    dialog?.remove();
    dialog = make("dialog", "compare-box");
    dialog.setAttribute("aria-labelledby", "compare-title");
    const title = make("h2", "", "Side by side");
    title.id = "compare-title";
    title.tabIndex = -1;
    const copy = button("Copy link", async () => {
      await window.edition.copy(new URL(addressOf(some, on), location.href).href);
      copy.textContent = "Copied";
    });
    const tools = make("p", "buttons", ...(window.edition.copy ? [copy] : []), button("Close", () => dialog.close()));
    dialog.append(make("header", "", title, tools));
    if (claim) {
      const link = make("a", "", claim.w[0]);
      link.href = previews.url(on);
      dialog.append(make("p", "on", "On the claim: ", link));
    }
    dialog.append(make("div", "panes", ...panes));
    const back = document.activeElement;
    const own = dialog;
    own.addEventListener("close", () => {
      if (dialog !== own) return; // another took its place
      dialog = null;
      own.remove();
      if (asked().given.length) history.replaceState(null, "", addressOf([], ""));
      back?.focus?.({ preventScroll: true });
    });
    own.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && link.href.split("#")[0].split("?")[0] === location.href.split("#")[0].split("?")[0]) own.close();
    });
    document.body.append(own);
    if (push) history.pushState(null, "", addressOf(some, on));
    own.showModal();
    title.focus();
  }

  function arrive() {
    const { given, on } = asked();
    if (given.length) compare(given, on, false);
    else dialog?.close();
  }

  /* A link that compares shows it here, without leaving the page. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.compare");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const query = new URL(link.href).searchParams;
    compare(query.get("compare").split(",").map(long), query.get("on") ? long(query.get("on")) : "", true);
  });

  window.edition.passages?.offer("Compare", ({ unit, pieces }) => {
    keep(`texts/${window.edition.passages.record.id}.html#${pieces[0].block.id}`);
  });
  window.edition.pins = { keep };
  addEventListener("popstate", arrive);
  if (kept.length) draw();
  if (asked().given.length) addEventListener("DOMContentLoaded", arrive); // when the other scripts are there
})();
