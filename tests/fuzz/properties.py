"""What must hold of any text whatever that is read, anchored or set; each property fails with an AssertionError."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import markdown
import yaml
from test_safety import dangers

import dom
import tiny
from edition.model.annotation import Target
from edition.model.body import Body
from edition.model.edition import Edition
from edition.problem import Problem, as_text
from edition.read.annotation import read_annotation
from edition.read.argument import read_argument
from edition.read.bibliography import read_references
from edition.read.body import read_body
from edition.read.claim import read_claim
from edition.read.debate import read_debate
from edition.read.files import LINE_LIMIT, NOTE_LIMIT, _clean, _too_long, read_text
from edition.read.glossary import read_entry
from edition.read.latex import decode
from edition.read.page import read_page
from edition.read.source import read_source
from edition.render.body import BodyWriter
from edition.render.citations import Typeset
from edition.render.html import clean
from edition.render.markdown import escape
from edition.resolve.address import SCHEMES
from edition.resolve.anchor import anchor
from edition.resolve.search_text import Reading
from edition.rules import markup
from edition.text import Document, Located, Place, fold

LINKS = tuple(f"a href={scheme}:" for scheme in SCHEMES)
RECORDS = (read_annotation, read_argument, read_claim, read_debate, read_entry)


def told_well(problems: Iterable[Problem]) -> None:
    """Every problem has a hint and a place inside its document, and can be printed."""
    for problem in problems:
        place = problem.place
        assert problem.message
        assert problem.hint, problem.message
        assert 0 <= place.start < place.end
        assert place.start <= len(place.document.text)
        as_text(problem).encode("utf-8")


def clean_text(text: str) -> bool:
    """Whether a text could stand in a file of the edition."""
    document = Document("docs/a.md", text)
    return _too_long(document, LINE_LIMIT, None) is None and not _clean(document)[1]


def squeezed(text: str) -> str:
    """The text without its white space, of which HTML and Markdown make what they like."""
    return "".join(text.split())


@cache
def generator() -> markdown.Markdown:
    """Python-Markdown as mkdocs.yml sets it up."""
    ours = yaml.safe_load((tiny.ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    names = [next(iter(one)) if isinstance(one, dict) else one for one in ours]
    settings = {name: body for one in ours if isinstance(one, dict) for name, body in one.items()}
    return markdown.Markdown(extensions=names, extension_configs=settings)


def html(text: str) -> str:
    return clean(generator().reset().convert(text))


@cache
def folder() -> Path:
    """Where files are written that a reader is to read; on a disk of memory where there is one."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))


def any_bytes_are_read_or_told(data: bytes) -> None:
    """Bytes are text, or a problem that says at which byte they are none."""
    path = folder() / "note.md"
    path.write_bytes(data)
    document, problems = read_text(path, "docs/note.md", NOTE_LIMIT)
    told_well(problems)
    assert problems or document.text.encode("utf-8") == data


def any_record_is_read_or_told(text: str) -> None:
    """Whatever a record's file holds, each of the readers returns."""
    for read in RECORDS:
        record, problems = read("a", Document("docs/claims/a.md", text))
        told_well(problems)
        assert record is not None or problems or not text


def any_text_of_others_is_read_or_told(text: str) -> None:
    """Whatever a capture and its source.yml hold; a line `=====` parts the two."""
    fields, _, capture = text.partition("=====\n")
    folder().joinpath("text").mkdir(exist_ok=True)
    path = folder() / "text"
    path.joinpath("source.yml").write_text(fields, encoding="utf-8", newline="")
    path.joinpath("capture.txt").write_text(capture, encoding="utf-8", newline="")
    source, problems, _ = read_source(path, "text")
    told_well(problems)
    if source is not None:
        for unit in source.units:
            for block in unit.blocks:
                assert 0 <= block.start <= block.end <= len(source.capture.text)


def any_capture_is_read_or_told(text: str) -> None:
    """The same behind fields that are as they should be, for each reader: so that the capture is reached."""
    lines = max(1, text.count("\n"))
    units = [{"id": "c01", "kind": "comment", "author": "A", "lines": f"1-{lines}", "basis": "so"}]
    halves = [{"lines": f"1-{max(1, lines // 2)}"}, {"lines": f"{max(1, lines // 2) + 1}-{lines}"}]
    given = {"title": "T", "authors": ["A"], "sha256": "x", "rights": "None."}
    for reader, structure in (
        ("viewer-thread", {}),
        ("comment-list", {"units": units}),
        ("thread-witnesses", {"units": units, "witnesses": halves}),
    ):
        fields = {**given, "reader": reader, "structure": structure}
        any_text_of_others_is_read_or_told(f"{json.dumps(fields)}\n=====\n{text}")


def any_bibliography_is_read_or_told(text: str) -> None:
    """Whatever references.bib holds: its values are words, and its addresses those of the web."""
    references, problems = read_references(Document("sources/references.bib", text))
    told_well(problems)
    for reference in references.values():
        assert reference.url is None or reference.url.startswith(("http://", "https://"))
    decode(text)


def words_out_are_words_in(text: str) -> None:
    """Escaped, set by Python-Markdown and passed through the fence, a text is what it was, and a paragraph."""
    if not clean_text(text):
        return
    page = dom.parse(html(escape(text, starts_block=True)))
    assert squeezed(page.text()) == squeezed(text)
    assert {node.tag for node in page.all()} <= {"p"}


def words_of(body: Body) -> str:
    """What a reader is to see of a body, but for citations."""
    said = (
        "".join(child.content for child in token.children or []) if token.type == "inline" else token.content
        for token in body.tokens
    )
    return squeezed("".join(said))


def a_body_says_what_it_says(text: str) -> None:
    """A body that is read without fault comes out with its words, and with nothing that runs or loads."""
    body, problems = read_body(Document("docs/a.md", text), 0)
    told_well(problems)
    if problems or not clean_text(text):
        return
    written = BodyWriter(Edition(folder()), Typeset({}, {}), "a.md").write(body)
    page = dom.parse(html(written))
    assert dangers(page) == set()
    if not body.citations:
        assert squeezed(page.text()) == words_of(body)


def a_page_that_passes_is_harmless(text: str) -> None:
    """A hand-written page that is not refused holds nothing that runs or loads, fence or no fence."""
    document = Document("docs/a.md", text)
    page, problems = read_page("a.md", document, False)
    told_well(problems)
    refused = [*markup.check(SimpleNamespace(edition=SimpleNamespace(pages={"a.md": page})))]
    told_well(refused)
    if problems or not clean_text(text):
        return
    made = generator().reset().convert(text[page.text_start :])
    assert dangers(dom.parse(clean(made))) == set()
    if not refused:
        # Links of our schemes become paths before a page is set.
        assert {one for one in dangers(dom.parse(made)) if not one.startswith(LINKS)} == set()


def an_anchor_is_the_one_place(text: str) -> None:
    """Words, a prefix and a suffix (the first three lines) are tied to where they stand once, and nowhere else."""
    *selector, capture = [*text.split("\n", 3), "", "", "", ""][:4]
    exact, prefix, suffix = (Located(words, Place(Document("docs/a.md", text), 0, 1)) for words in selector)
    source = tiny.text(capture)
    if not source.units:
        return
    found, problems = anchor(Reading(source), Target(tiny.located("text"), exact, prefix or None, suffix or None))
    told_well(problems)
    assert (found is None) == bool(problems)
    if found is not None and not source.calls and not source.links:
        assert fold(found.words) == fold(exact)


PROPERTIES: dict[str, Callable[[str], None] | Callable[[bytes], None]] = {
    "bytes": any_bytes_are_read_or_told,
    "record": any_record_is_read_or_told,
    "source": any_text_of_others_is_read_or_told,
    "capture": any_capture_is_read_or_told,
    "bibliography": any_bibliography_is_read_or_told,
    "words": words_out_are_words_in,
    "body": a_body_says_what_it_says,
    "page": a_page_that_passes_is_harmless,
    "anchor": an_anchor_is_the_one_place,
}
