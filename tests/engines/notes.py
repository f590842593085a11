"""Notes and layers in any engine: beside the words, at the foot of a narrow window, hidden and shown."""

from __future__ import annotations

from .looks import NARROW, POST, WIDE
from .session import Session

# Pairs of what stands in the column that overlap, and notes that stand above their words.
WRONG = """(() => {
  const seen = [...document.querySelectorAll('details.note, .margin, a.note-stub')].filter((one) => edition.seen(one));
  const boxes = seen.map((one) => [one, one.getBoundingClientRect()]).sort(([, a], [, b]) => a.top - b.top);
  const over = boxes.filter(([, box], at) => at && box.top < boxes[at - 1][1].bottom - 1).length;
  const edge = document.querySelector('.md-content__inner').getBoundingClientRect().right;
  const within = boxes.filter(([, box]) => box.left < edge || box.right > innerWidth).length;
  const bodies = seen.filter((one) => one.matches('details')).map((one) => one.querySelector('.note-body'));
  const empty = bodies.filter((one) => one.offsetHeight < 12).length;
  return boxes.length < 20 ? 'too few' : `${over} over one another, ${within} out of the column, ${empty} empty`;
})()"""
RIGHT = "0 over one another, 0 out of the column, 0 empty"


def first(page: Session, site: str) -> str:
    """Opens the longest text; the first of its notes whose words no other shares."""
    page.goto(site + POST)
    page.until("window.edition?.notes")
    return page.value(
        "[...document.querySelectorAll('.unit mark[data-notes]')].map(one => one.dataset.notes).find((name, at, all) =>"
        " !name.includes(' ') && all.filter(one => one.split(' ').includes(name)).length === 1)"
    )


def notes_stand_beside_their_words_and_never_over_one_another(page: Session, site: str) -> None:
    page.resize(*WIDE)
    for path in (POST, "texts/personas-and-superintelligence.html", "texts/james-payor-comments.html"):
        page.goto(site + path)
        page.until("document.querySelector('.md-content.laid')")
        page.until(WRONG, RIGHT)


def words_light_their_note_and_the_note_its_words(page: Session, site: str) -> None:
    page.resize(*WIDE)
    name = first(page, site)
    mark, note = f"mark[data-notes='{name}']", f"details.note:has(> #note-{name})"
    page.until("document.querySelector('.md-content.laid')")
    page.hover(mark)
    page.until(f'document.querySelector("{note}").classList.contains("lit")')
    page.away()
    page.until("document.querySelector('details.note.lit, mark.lit')", None)
    page.hover(f"{note} > summary")
    page.until(f'document.querySelector("{mark}").classList.contains("lit")')


def words_open_their_note_and_escape_leads_back(page: Session, site: str) -> None:
    page.resize(*WIDE)
    name = first(page, site)
    page.click(f"mark[data-notes='{name}']")
    page.until(f"document.querySelector('#note-{name}').parentElement.open")
    page.until("location.hash", f"#note-{name}")
    page.until(f"document.activeElement.id === 'note-{name}'")
    page.press("Escape")
    page.until(f"document.querySelector('#note-{name}').parentElement.open", False)
    page.until(f"document.activeElement.matches('a.note-ref[href$=\"#note-{name}\"]')")


def on_a_phone_a_note_stands_at_the_foot(page: Session, site: str) -> None:
    page.resize(*NARROW)
    name = first(page, site)
    page.click(f"mark[data-notes='{name}']")
    page.until("Math.round(document.querySelector('details.note.sheet')?.getBoundingClientRect().bottom)", NARROW[1])
    page.until(
        "document.querySelector('mark.lit, mark.held, mark[data-notes]') && [...document.querySelectorAll("
        f"\"mark[data-notes='{name}']\")].some(one => one.getBoundingClientRect().bottom < "
        "document.querySelector('details.note.sheet').getBoundingClientRect().top)"
    )
    page.click(".note-tools button:last-child")
    page.until("document.querySelector('details.note.sheet')", None)
    page.until("document.activeElement.matches('a.note-ref')")


def an_address_shows_its_note(page: Session, site: str) -> None:
    for size in (WIDE, NARROW):
        page.resize(*size)
        page.goto(site + POST + "#note-actor-in-three-senses")
        page.until("document.querySelector('#note-actor-in-three-senses').parentElement.open")
        page.until(
            "(({top, bottom}) => bottom > 0 && top < innerHeight)"
            "(document.querySelector('#note-actor-in-three-senses').getBoundingClientRect())"
        )


def layers_are_hidden_kept_and_in_the_address(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + POST)
    page.click(".layers-row > button:last-child")
    page.until("document.querySelector('.md-content').classList.contains('bare')")
    page.until("location.search", "?layers=none")
    page.until("[...document.querySelectorAll('details.note, .margin')].some(edition.seen)", False)
    page.goto(site + "texts/davidw-comments.html")
    page.until("document.querySelector('.layers-told').textContent", "only the text is shown")
    page.press("t")
    page.until("document.querySelector('.layers-told').textContent", "all shown")


def keys_go_through_the_notes_and_are_listed(page: Session, site: str) -> None:
    page.resize(*WIDE)
    page.goto(site + POST)
    page.until("document.querySelector('.md-content.laid')")
    page.press("n")
    page.until("document.activeElement.matches('a.note-ref')")
    one = page.value("document.activeElement.id")
    page.press("n")
    page.until(f"document.activeElement.matches('a.note-ref') && document.activeElement.id !== '{one}'")
    page.press("?")
    page.until("document.querySelector('dialog.keys-box')?.open")
    page.press("Escape")
    page.until("document.querySelector('dialog.keys-box').open", False)
