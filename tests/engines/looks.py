"""What every page owes a reader in any engine: no fault, lines under links, nothing cut off, a night that is night."""

from __future__ import annotations

from .session import Session

POST = "texts/no-really-it-predicts-next-tokens.html"
# A page of each kind.
PAGES = (
    "index.html", POST, "texts/personas-and-superintelligence.html", "debates/goal-behind-the-mask.html",
    "claims/abilities-come-only-through-the-mask.html", "people/simon.html", "glossary/mask.html", "find.html?q=mask",
    "positions.html", "timeline.html", "bibliography.html", "notes.html", "how-to-read.html", "404.html",
)  # fmt: skip
WIDE, NARROW, SMALL = (1366, 768), (390, 844), (320, 640)
BEYOND = """[...document.querySelectorAll('body *')].filter((one) => one.getClientRects().length
    && one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest('pre, .md-typeset__scrollwrap, .map-view, .said, .md-header'))
    .map((one) => one.outerHTML.slice(0, 80))"""
PLAIN = """[...document.querySelectorAll('.md-content p > a')].filter((one) => one.getClientRects().length
    && !one.matches('.headerlink, .pid, .note-ref, .note-stub, .stance')
    && getComputedStyle(one).textDecorationLine !== 'underline').map((one) => one.outerHTML)"""


def faults(page: Session) -> list[str]:
    """What the recorder, which the copy of the site brings along, has heard on this page."""
    return page.value("window.recorded")


def no_page_reports_a_fault(page: Session, site: str) -> None:
    page.resize(*WIDE)
    on_disk = site.startswith("file:")  # where nobody is shown the page for what is not there
    for path in PAGES[:-1] if on_disk else PAGES:
        page.goto(site + path)
        page.until("document.readyState === 'complete' && window.edition?.make")
        assert faults(page) == [], f"{path}: {faults(page)}"


def links_in_the_words_have_a_line_under_them(page: Session, site: str) -> None:
    page.resize(*WIDE)
    for path in (POST, "index.html", "people/simon.html"):
        page.goto(site + path)
        page.until("document.querySelector('.md-content article a')")
        page.until(PLAIN, [])
    page.goto(site + POST)
    page.until("getComputedStyle(document.querySelector('.unit a.term')).textDecorationStyle", "dotted")


def contents_that_fit_have_no_scroll_bar(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + "glossary/mask.html")
    page.until("[document.querySelector('.md-sidebar__scrollwrap')].every(one => one.scrollHeight <= one.clientHeight)")


def no_page_is_cut_off_on_a_phone(page: Session, site: str) -> None:
    for size in (NARROW, SMALL):
        page.resize(*size)
        for path in PAGES:
            page.goto(site + path)
            page.run("for (const one of document.querySelectorAll('details')) one.open = true")
            page.until(BEYOND, [])


def the_night_is_chosen_and_kept(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + "index.html")
    page.until("document.getElementById('__scheme')?.hidden", False)
    before = page.value("document.body.dataset.mdColorScheme")
    page.click("#__scheme")
    after = "slate" if before == "default" else "default"
    page.until("document.body.dataset.mdColorScheme", after)
    page.goto(site + POST)
    page.until("document.body.dataset.mdColorScheme", after)
    root = "getComputedStyle(document.documentElement).colorScheme === 'dark'"
    assert page.value(root) == (after == "slate"), "the window's own scroll bar has another colour"
    page.run("localStorage.removeItem('edition.scheme')")


def a_map_is_zoomed_and_a_claim_rejected(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + "debates/goal-behind-the-mask.html")
    page.until("document.querySelector('.map-tools')")
    before = page.value("document.querySelector('.map-view svg').getBoundingClientRect().width")
    page.click(".map-tools button[aria-label=Larger]")
    page.until(f"document.querySelector('.map-view svg').getBoundingClientRect().width > {before}")
    page.click(".what-if summary")
    page.click(".what-if input[value=reject]")
    page.until("/^If you reject/.test(document.querySelector('.what-if-state').textContent)")
    page.until("location.search.startsWith('?reject=')")
    page.until("document.querySelector('.argument-map.supposing')")
