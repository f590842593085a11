/*
 * What if: the reader accepts or rejects claims of a debate and sees what stands and what falls, under grounded semantics.
 * The same graph and the same steps as scripts/edition/resolve/grounded.py, to which a test holds it. Without this script
 * the page shows the labelling where nothing is assumed.
 */
(function () {
  "use strict";
  const { button, make } = window.edition;

  /* The attacks between claims, arguments, denials of premises and the reader's choices; see grounded.py. */
  function framework(graph, accepted, rejected) {
    const claims = new Set(graph.claims);
    const ids = new Set(graph.arguments.map((step) => step.id));
    const nodes = [...graph.claims.map((id) => `claim:${id}`), ...graph.arguments.map((step) => `argument:${step.id}`)];
    const attacks = new Map(); // from a pair's spelling to the pair: each attack once
    const attack = (from, to) => attacks.set(`${from} ${to}`, [from, to]);
    const pro = new Map(graph.claims.map((id) => [id, []]));
    const con = new Map(graph.claims.map((id) => [id, []]));
    const denied = new Set();
    for (const step of graph.arguments) {
      const node = `argument:${step.id}`;
      for (const premise of step.premises) {
        if (!claims.has(premise)) continue;
        denied.add(premise);
        attack(`not:${premise}`, node);
      }
      if (step.relation === "undercuts" && ids.has(step.aim)) attack(node, `argument:${step.aim}`);
      if (step.relation === "supports" && claims.has(step.aim)) pro.get(step.aim).push(node);
      if (step.relation === "attacks" && claims.has(step.aim)) con.get(step.aim).push(node);
    }
    for (const premise of denied) {
      nodes.push(`not:${premise}`);
      attack(`claim:${premise}`, `not:${premise}`);
    }
    for (const [claim, against] of con) {
      for (const one of against) {
        attack(one, `claim:${claim}`);
        for (const other of pro.get(claim)) {
          attack(one, other);
          attack(other, one);
        }
      }
    }
    const chosen = graph.claims.filter((id) => accepted.has(id) || rejected.has(id));
    if (chosen.length) nodes.push("reader");
    for (const claim of chosen) {
      const contrary = accepted.has(claim) ? con.get(claim) : [`claim:${claim}`, ...pro.get(claim)];
      for (const node of contrary) attack("reader", node);
    }
    return { nodes, attacks: [...attacks.values()] };
  }

  /* in: attacked by nothing that may yet stand; out: attacked by what is in; undecided: the rest. */
  function grounded({ nodes, attacks }) {
    const attackers = new Map(nodes.map((node) => [node, 0]));
    const attacked = new Map(nodes.map((node) => [node, []]));
    for (const [from, to] of attacks) {
      attackers.set(to, attackers.get(to) + 1);
      attacked.get(from).push(to);
    }
    const labels = new Map();
    const ready = nodes.filter((node) => !attackers.get(node));
    for (const node of ready) {
      labels.set(node, "in");
      for (const loser of attacked.get(node)) {
        if (labels.has(loser)) continue;
        labels.set(loser, "out");
        for (const freed of attacked.get(loser)) {
          attackers.set(freed, attackers.get(freed) - 1);
          if (!attackers.get(freed) && !labels.has(freed)) ready.push(freed);
        }
      }
    }
    for (const node of nodes) if (!labels.has(node)) labels.set(node, "undecided");
    return labels;
  }

  const labelling = (graph, accepted, rejected) => grounded(framework(graph, new Set(accepted), new Set(rejected)));
  (window.edition ??= {}).labelling = labelling;

  const WORDS = { in: "stands", out: "falls", undecided: "open" };
  const CHOICES = [["", "as it is"], ["accept", "accept"], ["reject", "reject"]];

  for (const section of document.querySelectorAll(".what-if")) {
    const graph = JSON.parse(section.dataset.graph);
    const state = section.querySelector(".what-if-state");
    section.querySelector("summary").textContent = "Accept or reject claims";
    const map = document.querySelector(".argument-map");
    const before = labelling(graph, [], []);
    const accepted = new Set();
    const rejected = new Set();
    const names = new Map();

    function show() {
      const labels = labelling(graph, accepted, rejected);
      const counts = { in: 0, out: 0, undecided: 0 };
      for (const span of section.querySelectorAll(".label-of")) {
        const node = span.dataset.node;
        const label = labels.get(node);
        const word = WORDS[label];
        counts[label] += 1;
        span.className = `label-of ${word}`;
        span.textContent = label === before.get(node) ? word : `${word} (was ${WORDS[before.get(node)]})`;
      }
      for (const box of map ? map.querySelectorAll("a.node") : []) {
        const label = labels.get(box.dataset.node);
        for (const one of Object.keys(WORDS)) box.classList.toggle(one, one === label);
        const claim = box.dataset.node.replace(/^claim:/, "");
        box.classList.toggle("chosen", accepted.has(claim) || rejected.has(claim));
      }
      const chosen = accepted.size + rejected.size;
      if (map) map.classList.toggle("supposing", chosen > 0);
      const list = (ids) => [...ids].map((id) => `“${names.get(id)}”`).join(", ");
      const choice = [accepted.size && `you accept ${list(accepted)}`, rejected.size && `you reject ${list(rejected)}`];
      const follows = `${counts.in} stand, ${counts.out} fall, ${counts.undecided} are open`;
      state.textContent = chosen
        ? `If ${choice.filter(Boolean).join(" and ")}: ${follows}. That is a consequence of your choice, not a verdict.`
        : `Nothing is assumed: ${follows}.`;
      reset.hidden = !chosen;
      const query = new URLSearchParams();
      if (accepted.size) query.set("accept", [...accepted].join(","));
      if (rejected.size) query.set("reject", [...rejected].join(","));
      try {
        history.replaceState(history.state, "", `${location.pathname}${String(query) && `?${query}`}${location.hash}`);
      } catch {
        // A page opened from disk may not change its address in some browsers; the choice still holds.
      }
    }

    function choose(claim, what) {
      accepted.delete(claim);
      rejected.delete(claim);
      if (what === "accept") accepted.add(claim);
      if (what === "reject") rejected.add(claim);
    }

    const reset = button("Assume nothing", () => {
      for (const radio of section.querySelectorAll('input[value=""]')) radio.checked = true;
      for (const claim of graph.claims) choose(claim, "");
      show();
      state.focus();
    });
    state.setAttribute("aria-live", "polite");
    state.tabIndex = -1;
    state.after(reset);

    const table = section.querySelector("table");
    const head = make("th", { scope: "col", textContent: "suppose" });
    table.querySelector("thead tr").children[0].after(head);
    const given = new URLSearchParams(location.search);
    const listed = (name) => new Set((given.get(name) || "").split(","));
    const [wanted, unwanted] = [listed("accept"), listed("reject")];
    for (const row of table.querySelectorAll("tbody tr")) {
      const claim = row.querySelector(".label-of").dataset.node.replace(/^claim:/, "");
      const name = row.children[0].textContent.trim();
      names.set(claim, name);
      const start = wanted.has(claim) ? "accept" : unwanted.has(claim) ? "reject" : "";
      choose(claim, start);
      const group = make("fieldset");
      group.setAttribute("aria-label", `Suppose: ${name}`);
      for (const [value, label] of CHOICES) {
        const radio = make("input", { type: "radio", name: `if-${claim}`, value });
        radio.checked = value === start;
        radio.addEventListener("change", () => {
          choose(claim, value);
          show();
        });
        group.append(make("label", "", radio, label));
      }
      row.children[0].after(make("td", "", group));
    }
    if (accepted.size + rejected.size) section.querySelector("details").open = true;
    show();
  }
})();
