"""From selected words to a file, in any engine."""

from __future__ import annotations

from .looks import NARROW, POST, WIDE
from .session import Session

WORDS = "That-Which-Predicts is fully committed to the role."
SELECT = """const [words] = arguments;
const { units, blocksIn } = edition.passages;
const block = units.flatMap((unit) => blocksIn(unit)).find(({ text }) => text.includes(words));
const from = block.text.indexOf(words);
const point = (offset, end) => {
  const { node, at } = block.nodes.findLast((one) => end ? one.at < offset : one.at <= offset);
  return [node, offset - at];
};
const range = document.createRange();
range.setStart(...point(from, false));
range.setEnd(...point(from + words.length, true));
range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
getSelection().removeAllRanges();
getSelection().addRange(range);"""


def selected_words_become_a_file(page: Session, site: str) -> None:
    for size in (WIDE, NARROW):
        page.resize(*size)
        page.goto(site + POST)
        page.until("window.edition?.passages && window.edition.contribute")
        page.run("localStorage.clear(); sessionStorage.clear()")
        page.run(SELECT, WORDS)
        page.until("document.querySelector('.selection-bar')?.hidden", False)
        page.until(
            "(({left, right, top, bottom}) => left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight)"
            "(document.querySelector('.selection-bar').getBoundingClientRect())"
        )
        page.click(".selection-bar button")
        page.until("document.querySelector('dialog.panel')?.open")
        page.until("document.querySelector('#panel-exact').value", WORDS)
        page.type("#panel-body", "A note.")
        page.type("#panel-by", "ada")
        page.until("document.querySelector('.panel-result pre')?.textContent.includes('exact: ')")
        page.until(
            "document.querySelector('.panel-result h3').textContent.endsWith("
            "'/that-which-predicts-is-fully-committed-to-the-role.md')"
        )
        page.until(
            "[...document.querySelectorAll('.panel a[download]')].some((one) => one.href.startsWith('blob:'))"
            " || [...document.querySelectorAll('.panel a.submit')].length > 0"
        )
        page.press("Escape")
        page.until("document.querySelector('dialog.panel')?.open ?? false", False)
