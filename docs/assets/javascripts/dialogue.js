/*
 * Shows one exchange from start to end, without the branches that leave it, or all comments in the order of time.
 * Both stand in the page's address: `?exchange=c18` leads from the start of the thread to c18, `?exchange=c10..c18`
 * from c10. Without this script the links at each comment's head lead along the exchange.
 */
(function () {
  "use strict";
  const { make, thread } = window.edition;
  if (!thread) return;
  const { inner, comments, byId, state, path, arrange, address } = thread;
  const title = inner.querySelector("h1");
  const VOICES = 6; // colours for people; a seventh has the first one's

  // One exchange

  /* The comments that an address names, or null where they are no exchange. */
  function named(given) {
    const [first, last = first] = (given || "").split("..");
    if (!byId.has(last)) return null;
    const whole = path(byId.get(last));
    const run = first === last ? whole : whole.slice(whole.indexOf(byId.get(first)));
    return run.length > 1 && (first === last || run[0].id === first) ? run : null;
  }

  const depths = new Map(); // how far each comment is answered
  for (const one of [...comments].reverse()) depths.set(one, 1 + Math.max(0, ...one.answers.map((other) => depths.get(other))));
  /* The last comment of the longest exchange through this one. */
  function end(one) {
    let last = one;
    while (last.answers.length) last = last.answers.reduce((best, other) => (depths.get(other) > depths.get(best) ? other : best));
    return last;
  }

  const head = make("section", "exchange-head");
  const heading = make("h2", "");
  const facts = make("p", "editorial");
  const leave = make("a", "leave", "Back to all comments");
  leave.href = "#comments";
  const copy = make("button", "copy", "Copy link");
  copy.type = "button";
  head.append(heading, facts, make("p", "editorial buttons", leave, copy));
  head.setAttribute("aria-labelledby", (heading.id = "this-exchange"));
  heading.tabIndex = -1;
  head.hidden = true;
  title?.after(head);

  const day = (one) => one.title.slice(one.author.length).replace(/^, /, "");
  function tell(run) {
    const people = [...new Set(run.map((one) => one.author))];
    const list = people.length > 1 ? `${people.slice(0, -1).join(", ")} and ${people.at(-1)}` : people[0];
    leave.href = address({ exchange: "" }, "");
    heading.textContent = `An exchange of ${run.length} comments`;
    facts.textContent = `${list}, from ${day(run[0])} to ${day(run.at(-1))}. Every comment answers the one before it; other answers are left out.`;
    run.forEach((one) => one.element.style.setProperty("--rail", `var(--rail-${(people.indexOf(one.author) % VOICES) + 1})`));
  }

  function quit() {
    for (const one of state.exchange || []) one.element.style.removeProperty("--rail");
    state.exchange = null;
    head.hidden = true;
  }
  function show(run) {
    quit();
    state.exchange = run;
    head.hidden = !run;
    if (run) tell(run);
    arrange();
  }

  let back = null; // where an exchange was entered: an element, and how far from the top it stood
  function follow(name, from) {
    back = from && { element: from, top: from.getBoundingClientRect().top };
    history.pushState(null, "", address({ exchange: name }, ""));
    show(named(name));
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /* Leaves the exchange at the comment that is being read, or where it was entered. */
  leave.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const first = state.exchange[0];
    history.pushState(null, "", address({ exchange: "" }, ""));
    show(null);
    if (back?.element.isConnected) {
      back.element.focus({ preventScroll: true });
      scrollBy({ top: back.element.getBoundingClientRect().top - back.top, behavior: "instant" });
    } else thread.go(first);
    back = null;
  });
  copy.hidden = true;
  addEventListener("load", () => (copy.hidden = !window.edition.copy));
  copy.addEventListener("click", async () => {
    await window.edition.copy(location.href.split("#")[0]);
    copy.textContent = "Copied";
    thread.say("The link to this exchange is copied.");
    setTimeout(() => (copy.textContent = "Copy link"), 2000);
  });

  /* A real link, so that it can be copied or opened elsewhere; here it opens at once. */
  function link(name, words) {
    const made = make("a", "follow", words);
    made.href = address({ exchange: name }, "");
    return made;
  }
  document.addEventListener("click", (event) => {
    const made = event.target.closest?.("a.follow");
    if (!made || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const name = new URL(made.href).searchParams.get("exchange");
    if (!named(name)) return;
    event.preventDefault();
    follow(name, made.closest(".thread-box") ? null : made);
  });

  for (const one of comments) {
    const last = end(one);
    if (last === one && !one.above) continue;
    const made = link(last.id, "follow the exchange");
    const length = path(last).length;
    made.title = `${length} comments, from ${path(last)[0].title} to ${last.title}, without other branches (e)`;
    one.follow = made;
    one.element.querySelector(":scope > .answers p")?.append(make("span", "follow-part", " · ", made));
  }
  for (const item of inner.querySelectorAll(".exchanges li")) {
    const [first, last] = [...item.querySelectorAll("a")].map(thread.idOf);
    if (named(`${first}..${last}`)) item.append(" · ", link(`${first}..${last}`, "read it as one"));
  }
  thread.key("e", "follow the exchange, or go back to all comments", () => {
    if (state.exchange) leave.click();
    else thread.current?.follow?.click();
  });
  const isOutside = (element) => {
    const one = thread.commentOf(element);
    return Boolean(state.exchange) && !(one && state.exchange.includes(one)) && element !== title && !head.contains(element);
  };
  /* What lies outside the exchange can only be shown by leaving it. */
  thread.revealers.push((element, byLink) => {
    if (!isOutside(element) || element.closest(".thread-bar, .thread-box")) return false;
    quit();
    if (!byLink) history.pushState(null, "", address({ exchange: "" }, ""));
    return true;
  });

  // Order

  const dated = comments.filter((one) => one.published).length;
  function sort(order) {
    const kept = thread.current;
    const top = kept?.name.getBoundingClientRect().top;
    state.order = order;
    history.replaceState(history.state, "", address({ order: order === "time" ? "time" : "" }, location.hash));
    arrange();
    if (kept) scrollBy({ top: kept.name.getBoundingClientRect().top - top, behavior: "instant" });
    const undated = comments.length - dated;
    const note = undated ? ` ${undated} without a date stay where the capture has them.` : "";
    thread.say(order === "time" ? `In the order of time.${note}` : "In the order of the thread.");
  }

  // The tools over the list; the copy of the list in the bar has them too, so they are told by what they do.

  const tools = make("div", "thread-tools");
  const tool = (does, words) => {
    const made = make("button", "", words);
    made.type = "button";
    made.dataset.does = does;
    tools.append(made);
    return made;
  };
  const acts = {
    "by-thread": () => sort("thread"),
    "by-time": () => sort("time"),
    fold: () => thread.foldAll(true),
    unfold: () => thread.foldAll(false),
  };
  if (thread.threaded) {
    tool("fold", "Fold all answers");
    tool("unfold", "Unfold all");
  }
  if (dated && comments.length > 1) {
    tool("by-thread", "In order of the thread");
    tool("by-time", "In order of time");
  }
  const undated = comments.length - dated;
  if (undated) {
    tools.append(make("span", "told", dated
      ? `${undated} without a date: by time they stay where the capture has them.`
      : "The capture gives no dates: the comments stand in its order."));
  }
  thread.tools = { tool, acts, element: tools };
  const map = inner.querySelector(".thread-map");
  map?.querySelector("summary").after(tools);
  document.addEventListener("click", (event) => {
    const does = event.target.closest?.(".thread-tools [data-does]")?.dataset.does;
    if (does) acts[does]?.();
  });
  thread.watchers.push(() => {
    for (const made of document.querySelectorAll(".thread-tools [data-does^='by-']")) {
      made.setAttribute("aria-pressed", String(made.dataset.does === `by-${state.order}`));
    }
  });

  /* An address may lead out of the exchange that it names, by a link within it: then it names it no longer. */
  function read() {
    const query = new URLSearchParams(location.search);
    const order = query.get("order") === "time" && dated ? "time" : "thread";
    const arranged = () => [state.order, ...(state.exchange || []).map((one) => one.id)].join();
    const before = arranged();
    quit();
    state.order = order;
    state.exchange = named(query.get("exchange"));
    const goal = location.hash.length > 1 && document.getElementById(window.edition.fragment(location.hash));
    if (goal && inner.contains(goal) && isOutside(goal)) {
      quit();
      history.replaceState(history.state, "", address({ exchange: "" }, location.hash));
    }
    if (state.exchange) {
      head.hidden = false;
      tell(state.exchange);
    }
    if (arranged() !== before || state.folded.size) arrange();
    else thread.changed();
  }
  addEventListener("popstate", read);
  read();
  thread.arrive();
})();
