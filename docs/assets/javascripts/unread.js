/*
 * Remembers which comments have been in view long enough to be read, in this browser and nowhere else, marks those that
 * have not, and leads to the next of them. Without this script nothing is remembered.
 */
(function () {
  "use strict";
  const { make, record, thread } = window.edition;
  if (!thread) return;
  const { comments, say } = thread;
  const KEPT = `edition.read.${record?.id}`; // in localStorage: the ids of comments, with spaces between
  const PACE = 9; // words a second: faster than reading, slower than scrolling past
  const LEAST = 1.5; // seconds in view
  const MOST = 25;
  const TICK = 0.25;

  let read = new Set();
  function stored() {
    try {
      return new Set((localStorage.getItem(KEPT) || "").split(" ").filter((id) => thread.byId.has(id)));
    } catch {
      return read; // a browser that keeps nothing: for this visit only
    }
  }
  function set(ids, on) {
    read = stored(); // another window may have read meanwhile
    for (const id of ids) read[on ? "add" : "delete"](id);
    try {
      if (read.size) localStorage.setItem(KEPT, [...read].join(" "));
      else localStorage.removeItem(KEPT);
    } catch { /* as above */ }
    thread.changed();
  }
  const unread = () => comments.filter((one) => !read.has(one.id));

  // Reading: a comment is read when its end has been in view, and it for as long as its words need.

  const words = (one) => [...one.element.querySelectorAll(".pid")]
    .reduce((sum, pid) => sum + pid.parentElement.textContent.trim().split(/\s+/).length, 0);
  const inView = new Set();
  let ticking = 0;

  let ticked = 0;
  function tick() {
    const passed = Math.min(1, (performance.now() - ticked) / 1000); // a busy machine ticks late; one asleep reads nothing
    ticked = performance.now();
    if (document.hidden) return;
    const done = [];
    for (const one of inView) {
      if (read.has(one.id) || !thread.isShown(one)) continue;
      one.need ??= Math.min(MOST, Math.max(LEAST, words(one) / PACE));
      one.seen = (one.seen || 0) + passed;
      one.ended ||= one.element.getBoundingClientRect().bottom <= innerHeight + 8;
      if (one.ended && one.seen >= one.need) done.push(one.id);
    }
    if (done.length) set(done, true);
  }
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) inView[isIntersecting ? "add" : "delete"](thread.commentOf(target));
    clearInterval(ticking);
    ticked = performance.now();
    ticking = inView.size ? setInterval(tick, TICK * 1000) : 0;
  });
  for (const one of comments) watch.observe(one.element);

  // The next of them

  /* After the comment that is being read, and then from the start; of an exchange its own first. */
  function next() {
    const list = thread.state.exchange ? thread.shown() : thread.order;
    const at = list.indexOf(thread.current);
    return [...list.slice(at + 1), ...list.slice(0, at + 1)].find((one) => !read.has(one.id) && one !== thread.current);
  }
  function go() {
    const one = next();
    if (one) thread.go(one);
    else say(thread.state.exchange ? "Every comment of this exchange is read." : "Every comment is read.");
  }
  const button = thread.labelled("unread", "next unread", "Next comment you have not read (u)", go);
  const count = make("span", "count");
  button.append(count);
  thread.key("u", "next unread comment", go);

  if (thread.tools) {
    thread.tools.tool("read", "Mark all as read");
    thread.tools.tool("unread", "Mark all as unread");
    thread.tools.element.append(make("span", "told", "What you have read is kept in this browser only."));
    thread.tools.acts.read = () => {
      set(comments.map((one) => one.id), true);
      say("All comments are marked as read.");
    };
    thread.tools.acts.unread = () => {
      set(comments.map((one) => one.id), false);
      for (const one of comments) one.seen = 0;
      say("All comments are marked as unread.");
    };
  }

  function draw() {
    document.documentElement.classList.toggle("has-read", read.size > 0); // before that a mark at each would tell nothing
    for (const one of comments) {
      const fresh = !read.has(one.id);
      if (one.fresh !== fresh) {
        one.fresh = fresh;
        one.name.classList.toggle("unread", fresh);
      }
    }
    for (const link of document.querySelectorAll(":is(.thread-map, .thread-box) li > a:first-child")) {
      link.classList.toggle("unread", !read.has(thread.idOf(link)));
    }
    const left = unread().length;
    count.textContent = left ? ` ${left}` : "";
    button.setAttribute("aria-label", left ? `next unread ${left} left` : "next unread: none left");
    thread.enable(button, left);
  }
  thread.watchers.push(draw);
  addEventListener("storage", (event) => {
    if (event.key !== KEPT && event.key !== null) return;
    read = stored();
    thread.changed();
  });
  read = stored();
  thread.changed();
})();
