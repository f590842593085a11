"""Previews, definitions and comparisons in any engine: on hover, on focus, kept and set side by side."""

from __future__ import annotations

from .looks import POST, WIDE
from .session import Session

SHOWN = "!document.querySelector('.peek').hidden"
TERM = ".unit:has(> #c15) p > a.term"


def opened(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + POST)
    page.until("document.querySelector('.peek') && document.querySelector('.md-content.laid')")


def a_term_says_what_its_writer_means(page: Session, site: str) -> None:
    opened(page, site)
    page.hover(TERM)
    page.until(SHOWN)
    page.until("/dxu means by it here/.test(document.querySelector('.peek').textContent)")
    page.until(
        "(({left, right, top, bottom}) => left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight)"
        "(document.querySelector('.peek').getBoundingClientRect())"
    )
    page.hover(".peek summary")  # the pointer may go there
    page.until(SHOWN)
    page.press("Escape")
    page.until(SHOWN, False)
    page.away()


def by_keyboard_a_preview_is_entered_and_closed(page: Session, site: str) -> None:
    opened(page, site)
    page.find(TERM)
    # The focus must be a keyboard's: it comes from the link before.
    page.run(
        "const all = [...document.querySelectorAll('.md-content a[href], .md-content button, .md-content summary')]"
        ".filter(one => edition.seen(one) && one.tabIndex >= 0);"
        "all[all.indexOf(document.querySelector(arguments[0])) - 1].focus({preventScroll: true})",
        TERM,
    )
    page.press("Tab")
    page.until(f"document.activeElement.matches('{TERM}')")
    page.until(SHOWN)
    page.until("document.activeElement.getAttribute('aria-describedby')", "peek")
    page.press("Down", held="Alt")
    page.until("document.activeElement.matches('.peek summary')")
    page.press("Escape")
    page.until(SHOWN, False)
    page.until(f"document.activeElement.matches('{TERM}')")


def two_places_are_kept_and_compared(page: Session, site: str) -> None:
    opened(page, site)
    page.run("sessionStorage.clear()")
    opened(page, site)
    for number, link in enumerate((".unit:has(> #c15) .answers a", TERM), 1):
        page.hover(link)
        page.until(SHOWN)
        page.click(".peek .buttons button")
        page.until("document.querySelectorAll('.kept li').length", number)
        page.away()
    page.click(".kept p button")
    page.until("document.querySelector('dialog.compare-box')?.open")
    page.until("document.querySelectorAll('dialog.compare-box article').length", 2)
    page.until("location.search.startsWith('?compare=')")
    page.press("Escape")
    page.until("document.querySelector('dialog.compare-box')", None)
    page.until("location.search", "")
    page.run("sessionStorage.clear()")
