/*
 * Sets results out by kind: a few of each where all kinds are shown, and of one kind more and more on demand.
 */
(function () {
  "use strict";
  const { button, find, make } = window.edition;
  const FEW = 5; // of passages and of the kind that fits best, where all kinds are shown
  const FEWER = 3; // of the others
  const MANY = 20; // of one kind, and more on demand

  /* The kind of the best result comes first, so what is asked for by its name is at the top; the others keep an order. */
  find.groups = (index, some, kept, values, parts, choose) => {
    const best = parts.length && !values.order && kept.length ? index.kind[kept[0]] : -1;
    const numbers = [...new Set(some.map((thing) => index.kind[thing]))].sort((one, other) => (other === best) - (one === best) || one - other);
    return Promise.all(numbers.map((n) => {
      const [name, label] = index.kinds[n];
      const few = values.kind ? MANY : n === best || name === "passage" ? FEW : FEWER;
      return section({ name, label, few, of: some.filter((thing) => index.kind[thing] === n) }, values, parts, choose);
    }));
  };

  async function section({ name, label, few, of }, values, parts, choose) {
    const heading = make("h2", { id: `__search-${name}`, textContent: label });
    const list = make("ol");
    const made = make("section", "", heading, list);
    made.setAttribute("aria-labelledby", heading.id);
    const all = find.gathered(of);
    const items = async (from, to) => (await Promise.all(all.slice(from, to).map(find.group))).map((thing) => find.item(thing, parts));
    list.append(...await items(0, few));
    if (all.length <= list.children.length) return made;
    const more = button(values.kind ? `Show ${Math.min(MANY, all.length - MANY)} more` : `All ${all.length} ${label.toLowerCase()}`, async () => {
      if (!values.kind) {
        choose(name);
        return;
      }
      const next = await items(list.children.length, list.children.length + MANY);
      list.append(...next);
      next[0].firstElementChild.focus();
      const left = all.length - list.children.length;
      more.textContent = `Show ${Math.min(MANY, left)} more`;
      more.hidden = !left;
    }, "search-more");
    made.append(more);
    return made;
  }
})();
