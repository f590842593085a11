/* Indents the contents of a thread by the depth of each comment, which a list of headings does not know. */
(function () {
  "use strict";
  for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#'], .contents a[href^='#']")) {
    const unit = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest(".unit.comment");
    const depth = unit && /\bdepth-(\d+)/.exec(unit.className);
    if (depth) link.style.setProperty("--indent", depth[1] - 1);
  }
})();
