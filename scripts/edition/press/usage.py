"""How a printed book is to be read: what its marks mean, and how a page of it is found on the site."""

from __future__ import annotations

from .book import Book
from .literal import array, string


def usage(book: Book) -> str:
    """The marks and what they mean, as a call."""
    text = next((one for one in book.chapters if one.form == "text"), None)
    passage = next((one.get("id") for one in text.leaf.body.iter("p") if one.get("data-pid")), "") if text else ""
    rows = [
        ("›12", "after words that are a link: they lead to page 12. In a viewer the words themselves lead there."),
        ("dotted words", "are what a note is about. Its number stands behind them, the note at the foot of the page."),
        ("3›12", "where a note’s number would stand: note 3 on page 12 is about these words too."),
    ]
    if book.key != "edition":
        rows.append(
            ("‹p12›", "the passage, as the edition numbers it, where the words stand: in a text not in this book.")
        )
    if passage:
        page, _, fragment = passage.partition("#")
        rows += [
            (
                "p12, c03",
                "in the margin: the passage that begins on line 12 of the capture; the third comment. They never "
                "change, and they are the same on the site: the first passage of this book stands there at "
                f"{page.removesuffix('.md')}.html#{fragment}.",
            ),
            (
                "asserts, denies …",
                "in small letters: what the words that follow say of a claim, or the argument they make.",
            ),
            ("⟨…⟩", "something that the capture has lost. Nothing was put in its place."),
        ]
    return f"usage({array(f'({string(mark)}, {string(words)})' for mark, words in rows)})"
