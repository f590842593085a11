/*
 * Where the reader is: the contents mark the section being read and keep it in sight, and the header names the page once
 * its heading has gone. Comments are indented by their depth, which a list of headings does not know.
 */
(function () {
  "use strict";
  const side = document.querySelector(".md-nav--secondary");
  const wrap = side?.closest(".md-sidebar__scrollwrap");
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector(".md-content h1");
  const home = heading?.firstChild?.textContent === title?.querySelector(".md-header__topic").textContent.trim(); // named already
  const sections = [];

  for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#'], .contents a[href^='#']")) {
    const place = document.getElementById(window.edition.fragment(link.hash));
    if (!place) continue;
    const depth = /\bdepth-(\d+)/.exec(place.closest(".unit.comment")?.className ?? "");
    if (depth) link.style.setProperty("--indent", depth[1] - 1);
    if (side?.contains(link)) sections.push({ link, place });
  }

  /* The last section whose heading has come up to the header. Sections stand in the order of the page, so that few need
     be measured (but not if comments are put in the order of time), and nothing is written in between. */
  function current() {
    const line = document.querySelector(".md-header").offsetHeight + 64;
    const top = ({ place }) => place.getBoundingClientRect().top;
    const shown = sections.filter(({ link }) => !link.classList.contains("out")); // in an exchange (threads.js)
    if (document.querySelector(".by-time")) {
      const passed = shown.map((one) => [top(one), one]).filter(([at]) => at <= line);
      return passed.reduce((last, one) => (last && last[0] > one[0] ? last : one), null)?.[1].link;
    }
    let from = 0;
    let to = shown.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (top(shown[middle]) <= line) from = middle + 1;
      else to = middle;
    }
    return shown[from - 1]?.link;
  }

  function follow() {
    const now = current();
    const before = side?.querySelector(".md-nav__link--active");
    const gone = heading !== null && heading.getBoundingClientRect().bottom < document.querySelector(".md-header").offsetHeight;
    const [link, frame] = [now?.getBoundingClientRect(), wrap?.getBoundingClientRect()];
    title?.classList.toggle("md-header__title--active", gone && !home);
    if (now === before) return;
    before?.classList.remove("md-nav__link--active");
    now?.classList.add("md-nav__link--active");
    if (now && link.height && (link.top < frame.top + 24 || link.bottom > frame.bottom - 24)) {
      wrap.scrollTop += link.top - (frame.top + frame.bottom) / 2;
    }
  }

  let asked = 0;
  const soon = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      follow();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  addEventListener("load", soon);
})();
