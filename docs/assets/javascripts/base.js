/*
 * What every other script starts from: `window.edition`, through which they share what they offer; what the page is of;
 * and how an element is made, a further script brought in and a day written.
 */
(function () {
  "use strict";
  const edition = (window.edition = window.edition || {});
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /* Kind and id of what the page is of; null on a page of nothing in particular. */
  edition.record = JSON.parse(document.getElementById("record")?.textContent || "null");

  /* An element of a class, or with properties, and what stands in it. */
  edition.make = (tag, given, ...inside) => {
    const made = document.createElement(tag);
    if (typeof given === "object") Object.assign(made, given);
    else if (given) made.className = given;
    made.append(...inside);
    return made;
  };

  /* A button with words, or none yet, and what it does. */
  edition.button = (words, act, given) => {
    const made = edition.make("button", given, ...(words ? [words] : []));
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  };

  /* Whether an element is laid out; browsers before 2024 have no word for it. */
  edition.seen = (element) => element.checkVisibility?.() ?? element.getClientRects().length > 0;

  /* Resolves when the script at an address has run; those that are `inTurn` run in the order in which they were asked for. */
  edition.load = (url, inTurn = false) => new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`${url} could not be read`));
    document.head.append(edition.make("script", { src: url, async: !inTurn, onload: () => resolve(), onerror }));
  });

  /* `2023-04-18` as `18 April 2023`; as much of it as is known. */
  edition.day = (iso) => {
    const [year, month, date] = (iso || "").slice(0, 10).split("-").map(Number);
    return [date, MONTHS[month - 1], year].filter(Boolean).join(" ");
  };

  /* The reader's day as `2026-11-21`. */
  edition.today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
})();
