"""The search in any engine: from the header, with filters, and to the very words."""

from __future__ import annotations

from .looks import WIDE
from .session import Session

FIELD = "#__search-field"
TOLD = "document.querySelector('#__search-told').textContent"
COUNTED = rf"/^\d+ results?( in \d+ places)?$/.test({TOLD})"
MARKS = "CSS.highlights?.get('found')"
LIT = f"""[...({MARKS} || [])].map((one) => one.getBoundingClientRect()).some(({{ top, bottom, height }}) =>
    height && top >= 0 && bottom <= innerHeight)"""


def slash_words_and_enter_lead_to_lit_words(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + "glossary/mask.html")
    page.until("document.querySelector('#__search-field')")
    page.press("/")
    page.until("document.activeElement.id", "__search-field")
    page.type(FIELD, "quantilization")
    page.until(COUNTED)
    page.press("Down")
    page.until("document.activeElement.matches('a.found')")
    page.press("Enter")
    page.until("location.pathname.includes('glossary/mask')", False)
    page.until(f"{MARKS}?.size > 0")
    page.until(LIT)
    assert page.value(f"[...{MARKS}].every((one) => /^quantiliz/i.test(one.toString()))")


def a_result_far_below_or_hidden_is_landed_on(page: Session, site: str) -> None:
    page.resize(*WIDE)
    for query in ("chess&kind=note", "%22goal slot%22&kind=passage&person=dxu", "mesa-optimizer&kind=term"):
        page.goto(f"{site}find.html?q={query}")
        page.until(COUNTED)
        page.until("document.querySelectorAll('a.found').length > 0")
        page.click("a.found")
        page.until(f"{MARKS}?.size > 0")
        page.until(LIT)


def filters_stand_in_the_address_and_back_undoes_them(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + "find.html?q=mask")
    page.until("document.querySelectorAll('a.found').length > 5")
    count = page.value(TOLD)
    page.run(
        "const one = document.querySelector('select[name=person]'); one.value = 'dxu';"
        "one.dispatchEvent(new Event('change', { bubbles: true }))"
    )
    page.until("location.search.includes('person=dxu')")
    page.until(f"{COUNTED} && {TOLD} !== '{count}'")
    page.run("history.back()")
    page.until(TOLD, count)
    page.until("document.querySelector('select[name=person]').value", "")
