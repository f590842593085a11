/* Lets the keyboard reach what scrolls sideways: code and tables that are wider than the page. */
(function () {
  "use strict";
  const wide = document.querySelectorAll(".md-content :is(pre > code, .md-typeset__scrollwrap)");
  if (!wide.length) return;

  function mark() {
    const over = [...wide].map((one) => one.scrollWidth > one.clientWidth + 1);
    wide.forEach((one, at) => {
      if (over[at]) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
    });
  }
  new ResizeObserver(mark).observe(document.querySelector(".md-content")); // tells once at the start, after the layout
})();
