/*
 * Folds the answers to a comment away and says what is inside; kept for the visit. What a link, an address or the
 * browser's own search leads to is unfolded. Without this script, and on paper, everything is shown.
 */
(function () {
  "use strict";
  const { make, thread } = window.edition;
  if (!thread?.threaded) return;
  const { comments, state, branch, arrange } = thread;
  const KEPT = `edition.folded.${location.pathname.split("/").pop()}`;
  const NAMED = 3; // people named in a fold, the others counted

  function store() {
    try {
      sessionStorage.setItem(KEPT, [...state.folded].join(" "));
    } catch { /* a browser that keeps nothing */ }
  }
  function stored() {
    try {
      return (sessionStorage.getItem(KEPT) || "").split(" ");
    } catch {
      return [];
    }
  }

  /* `7 answers by dxu and simon` */
  function inside(one) {
    const below = branch(one).slice(1);
    const people = [...new Set(below.map((other) => other.author))];
    const named = people.length > NAMED + 1 ? [...people.slice(0, NAMED), `${people.length - NAMED} others`] : people;
    const list = named.length > 1 ? `${named.slice(0, -1).join(", ")} and ${named.at(-1)}` : named[0];
    return `${below.length} ${below.length > 1 ? "answers" : "answer"} by ${list}`;
  }

  function toggle(one, fold = !state.folded.has(one.id)) {
    state.folded[fold ? "add" : "delete"](one.id);
    store();
    arrange();
  }

  const parents = comments.filter((one) => one.answers.length);
  for (const one of parents) {
    const words = inside(one);
    const ids = branch(one).slice(1).map((other) => other.id).join(" ");
    const button = (name, act) => {
      const made = window.edition.button("", act, name);
      made.setAttribute("aria-controls", ids);
      return made;
    };
    one.fold = button("fold", () => toggle(one));
    one.fold.append(make("span", "words", words));
    one.element.querySelector(":scope > .answers")?.append(one.fold);
    one.stub = button("unfold", () => { // where the answers would begin
      toggle(one, false);
      thread.go(one.answers[0]);
    });
    one.stub.textContent = `Show ${words}`;
    one.element.append(make("p", "editorial stub", one.stub));
  }

  thread.watchers.push(() => {
    for (const one of parents) {
      const folded = state.folded.has(one.id);
      one.fold.setAttribute("aria-expanded", String(!folded));
      one.fold.title = folded ? "Show the answers (x)" : "Fold the answers away (x)";
      one.stub.setAttribute("aria-expanded", "false");
      one.stub.parentElement.hidden = !folded;
    }
  });

  thread.revealers.push((element) => {
    const one = thread.commentOf(element);
    const folded = one ? thread.path(one).slice(0, -1).filter((other) => state.folded.has(other.id)) : [];
    for (const other of folded) state.folded.delete(other.id);
    if (folded.length) store();
    return folded.length > 0;
  });

  thread.key("x", "fold or show the answers to the comment", () => {
    const one = thread.current;
    if (!one || state.exchange || state.order !== "thread") return;
    if (!one.answers.length) return thread.say("Nobody answers this comment.");
    toggle(one);
    thread.say(state.folded.has(one.id) ? `Folded: ${inside(one)}.` : `Shown: ${inside(one)}.`);
  });
  thread.foldAll = (fold) => {
    const tops = fold ? parents.filter((one) => !one.above) : [];
    state.folded = new Set(tops.map((one) => one.id));
    store();
    arrange();
    thread.say(fold ? `The answers to ${tops.length} comments are folded.` : "All comments are shown.");
  };

  for (const id of stored()) if (thread.byId.get(id)?.answers.length) state.folded.add(id);
})();
