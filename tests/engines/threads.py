"""The thread in any engine: folds, one exchange, the bar and the keys, what is read, the way back."""

from __future__ import annotations

from .looks import POST, WIDE
from .session import Session

SHOWN = """[...document.querySelectorAll('.unit.comment')].filter((one) => !one.hidden
    && !one.classList.contains('out') && edition.seen(one)).length"""
HERE = "document.querySelector('.thread-bar .where').textContent.match(/\\d+/)?.[0]"
ALL = 36  # comments


def opened(page: Session, site: str, after: str = "") -> None:
    page.resize(*WIDE)
    page.goto(site + POST + after)
    page.until("window.edition?.thread?.foldAll")


def a_branch_folds_and_opens_for_what_leads_into_it(page: Session, site: str) -> None:
    opened(page, site)
    page.until(SHOWN, ALL)
    page.click(".unit:has(> #c02) .fold")
    page.until(SHOWN, ALL - 3)
    page.run("location.hash = 'c05'")
    page.until(SHOWN, ALL)
    page.until("(({top}) => top > 40 && top < innerHeight)(document.getElementById('c05').getBoundingClientRect())")


def one_exchange_is_followed_and_left(page: Session, site: str) -> None:
    opened(page, site)
    page.click(".unit:has(> #c12) .follow")
    page.until(SHOWN, 12)
    page.until("location.search", "?exchange=c18")
    page.click(".exchange-head a")
    page.until(SHOWN, ALL)
    page.until("document.activeElement.closest('.unit').querySelector('.unit-name').id", "c12")


def comments_stand_in_the_order_of_time(page: Session, site: str) -> None:
    opened(page, site, "?order=time")
    page.until(
        "(times => times.length > 30 && times.every((one, at) => !at || times[at - 1] <= one))"
        "([...document.querySelectorAll('.unit.comment > .unit-name time')].map(one => one.dateTime))"
    )


def keys_go_through_the_thread(page: Session, site: str) -> None:
    opened(page, site)
    for key, place in zip("jjjkjp", ("c01", "c02", "c03", "c02", "c03", "c02"), strict=True):
        page.press(key)
        page.until("document.activeElement.id", place)
        page.until("(({top}) => top > 40 && top < innerHeight)(document.activeElement.getBoundingClientRect())")
    page.until(HERE, "2")
    page.press("u")
    page.until("document.activeElement.id", "c03")


def the_bar_opens_the_list_of_comments(page: Session, site: str) -> None:
    opened(page, site, "#c12")
    page.until(HERE, "12")
    page.click(".thread-bar .where")
    page.until("document.querySelector('.thread-box').matches(':popover-open')")
    page.until("document.querySelector('.thread-box [aria-current]')?.hash", "#c12")
    page.click(".thread-box a[href='#c28']")
    page.until("document.querySelector('.thread-box').matches(':popover-open')", False)
    page.until("(({top}) => top > 40 && top < innerHeight)(document.getElementById('c28').getBoundingClientRect())")


def the_way_back_leads_to_the_very_place(page: Session, site: str) -> None:
    opened(page, site)
    link = ".unit:has(> #c08) .answers a.parent"
    page.find(link)
    page.until("scrollY > 500")
    before = page.value(f'Math.round(document.querySelector("{link}").getBoundingClientRect().top)')
    page.click(link)
    page.until("location.hash", "#c07")
    page.press("b")
    page.until("location.hash", "")
    page.until(f'Math.abs(document.querySelector("{link}").getBoundingClientRect().top - {before}) <= 2')


def what_was_read_is_kept_and_offered(page: Session, site: str) -> None:
    opened(page, site)
    page.run("localStorage.clear()")
    opened(page, site)
    page.run("document.getElementById('p136').scrollIntoView()")
    page.until("(localStorage['edition.places'] || '').includes('\"title\"')")
    page.goto(site + "index.html")
    page.until("document.querySelector('.resume')?.textContent.includes('dxu, 19 April 2023')")
    page.run("localStorage.clear()")
