/*
 * Says of the words in the panel whether they are a target: which text they are of, whether they stand there, and what
 * has to be quoted beside them so that they mean one place.
 */
(function () {
  "use strict";
  const { data, anchoring, passages } = window.edition;
  const { fold } = anchoring;
  let place = null; // the place that a selection meant, where its words stand several times

  const sourceOf = (values) => (passages ? passages.record.id : values.text || Object.keys(data.texts)[0]);
  const units = () => passages.units.map((unit) => passages.blocksIn(unit));

  /* The words' one place as fields of a target, or why there is none. */
  function target(values) {
    const words = fold(values.exact || "");
    if (!words) return { fault: "Which words is it about?" };
    if (words.length > data.limits.exact) return { fault: `The words are longer than ${data.limits.exact} characters: quote fewer.` };
    const base = { source: sourceOf(values), exact: words };
    if (!passages) return { ...base, told: "This page does not hold the text: whether the words stand there is checked later." };
    const { text, found } = anchoring.places(units(), words);
    if (!found.length) return { fault: "These words do not stand in the text. Copy them from the page, with the marks they have there." };
    if (found.length === 1) return { ...base, told: "The words stand once in this text." };
    const meant = place && place.exact === words && found.includes(place.at) ? place.at : found[0];
    const way = anchoring.distinguish(text, found, meant, words.length);
    if (!way) return { fault: `The words stand ${found.length} times, in passages that are alike. Quote more of them.` };
    const side = [way.prefix && `after “${way.prefix}”`, way.suffix && `before “${way.suffix}”`].filter(Boolean).join(" and ");
    const which = place && meant === place.at ? "the place that you selected" : "the first of them";
    return { ...base, ...way, told: `The words stand ${found.length} times. Meant is ${which}, ${side}.` };
  }

  /* From now on the words of this selection mean the very place that was selected. Gives the words. */
  function mean({ pieces }) {
    const words = passages.wordsOf(pieces);
    const { index } = anchoring.searchText(units(), true);
    place = { exact: fold(words), at: index.get(pieces[0].block.id)[pieces[0].from] };
    return words;
  }

  window.edition.quoting = { sourceOf, target, mean };
})();
