"""The text of a record: one exact form, which the site's panel writes too, read back as it was given."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.model import fields as f
from edition.model.annotation import Annotation
from edition.read.annotation import read_annotation
from edition.read.frontmatter import read_front_matter
from edition.read.record import Reader, Values
from edition.read.yaml import read_yaml
from edition.render.draft import draft, fields
from edition.text import CONTROL, HIDDEN, Document, fold

TABLES = {
    "annotation": f.ANNOTATION,
    "entry": f.ENTRY,
    "claim": f.CLAIM,
    "argument": f.ARGUMENT,
    "debate": f.DEBATE,
    "source": f.SOURCE,
}

NOTE = {
    "created": "2026-11-21",
    "by": "ana",
    "target": [{"exact": "Nobody  wears\nthe “mask”", "source": "thread", "prefix": ""}],
    "motivation": "commenting",
    "stance": {"asserts": ["one"], "denies": ["two", "three"], "doubts": []},
    "argues": None,
}


def test_a_note_has_its_fields_in_the_order_of_the_table_and_its_body_below() -> None:
    assert draft(f.ANNOTATION, NOTE, "\r\n  First.\r\n\r\nSecond.\n\n") == (
        "---\n"
        "target:\n"
        "  source: thread\n"
        '  exact: "Nobody wears the “mask”"\n'
        "motivation: commenting\n"
        "by: ana\n"
        "created: 2026-11-21\n"
        "stance:\n"
        "  asserts: one\n"
        "  denies: [two, three]\n"
        "---\n"
        "First.\n"
        "\n"
        "Second.\n"
    )


def test_several_targets_are_a_list() -> None:
    targets = [{"source": "a", "exact": 'say "no"', "suffix": "\\"}, {"source": "b", "exact": "x: y # z"}]
    assert draft(f.ANNOTATION, {"target": targets}) == (
        "---\n"
        "target:\n"
        "  - source: a\n"
        '    exact: "say \\"no\\""\n'
        '    suffix: "\\\\"\n'
        "  - source: b\n"
        '    exact: "x: y # z"\n'
        "---\n"
    )


def test_lists_within_lists_are_indented_by_two_more() -> None:
    sense = {
        "id": "a",
        "definition": "A: b.",
        "people": ["ann", "bob"],
        "attestations": [{"source": "s", "exact": "e"}],
    }
    assert draft(f.ENTRY, {"lemma": "mask", "forms": ["masks", "Maske"], "senses": [sense]}, "Text.") == (
        "---\n"
        'lemma: "mask"\n'
        'forms: ["masks", "Maske"]\n'
        "senses:\n"
        "  - id: a\n"
        '    definition: "A: b."\n'
        "    people: [ann, bob]\n"
        "    attestations:\n"
        "      - source: s\n"
        '        exact: "e"\n'
        "---\n"
        "Text.\n"
    )


def test_numbers_truths_and_lines_are_written_as_their_reader_wants_them() -> None:
    structure = {
        "lists": [{"lines": ((3, 4),), "ordered": False, "basis": "b"}],
        "headings": [{"line": 4, "level": 2, "basis": "b"}],
        "omit": [{"lines": ((56, 56), (18, 32)), "reason": "duplicate"}],
    }
    assert fields(f.SOURCE, {"title": "T", "sha256": "ab", "structure": structure}) == (
        'title: "T"\n'
        'sha256: "ab"\n'
        "structure:\n"
        "  omit:\n"
        '    - lines: "56, 18-32"\n'
        "      reason: duplicate\n"
        "  headings:\n"
        "    - line: 4\n"
        "      level: 2\n"
        '      basis: "b"\n'
        "  lists:\n"
        '    - lines: "3-4"\n'
        "      ordered: false\n"
        '      basis: "b"\n'
    )


def test_what_is_empty_is_left_out() -> None:
    assert draft(f.ARGUMENT, {"argument": {"premises": []}, "title": " ", "made_at": [{}]}) == "---\n---\n"


PLAIN = st.text(max_size=60) | st.text(
    alphabet="\"'\\:#-[]{}&*!|>%@`,? \t\n~אب👩‍👩‍👧é\u200d\u200e\u2028\xa0", max_size=30
)
IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(lambda name: name != "null")
WORDS = st.text(alphabet=string.ascii_letters + string.digits + "/:_.#&*!%@'\"\\é", min_size=1, max_size=20)


def readable(text: str) -> bool:
    """Whether a value says something, and holds nothing that no file may hold."""
    forbidden = CONTROL.search(text) or HIDDEN.search(text) or any("\ud800" <= one <= "\udfff" for one in text)
    return text not in ("", "~", "null") and not forbidden


def values_of(kind: f.Kind) -> st.SearchStrategy[Any]:
    """Values of a kind as its reader gives them."""
    if isinstance(kind, f.Table):
        return values_in(kind.fields)
    if isinstance(kind, f.ListOf):
        return st.lists(values_of(kind.kind), min_size=1, max_size=3).map(tuple)
    if isinstance(kind, f.Text | f.Label):
        text = PLAIN.map(lambda words: fold(words)[: min(40, kind.most)].strip()).filter(readable)
        return text.filter(lambda words: not isinstance(kind, f.Label) or not set(words) & set("<>"))
    if isinstance(kind, f.Number):
        return st.integers(kind.least, kind.most)
    if isinstance(kind, f.LineRanges):
        pair = st.tuples(st.integers(1, 99), st.integers(0, 9)).map(lambda two: (two[0], sum(two)))
        return st.lists(pair, min_size=1, max_size=3).map(tuple)
    return {
        f.Id: IDS,
        f.Word: WORDS.filter(readable),
        f.Date: st.dates().map(lambda day: day.isoformat()) | st.just("2023-04-18T03:47:21.797Z"),
        f.Url: st.just("https://example.org/a?b=c#d"),
        f.Truth: st.booleans(),
        f.Choice: st.sampled_from(getattr(kind, "words", ("",))),
    }[type(kind)]


def values_in(table: tuple[f.Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {field.name: values_of(field.kind) for field in table if field.required}
    # A table all of whose fields are left out is not written, so at least the first is there.
    others = {field.name: values_of(field.kind) for field in table if not field.required}
    return st.fixed_dictionaries(needed, optional=others).filter(bool)


def as_given(read: Any) -> Any:
    """What the reader gives, as plain dictionaries and strings."""
    if isinstance(read, Values):
        return {name: as_given(value) for name, value in read.items()}
    if isinstance(read, tuple):
        return tuple(map(as_given, read))
    return str(read) if isinstance(read, str) else read


@pytest.mark.parametrize("name", [name for name in TABLES if name != "source"])
@given(data=st.data())
def test_what_is_drafted_is_read_back(name: str, data: st.DataObject) -> None:
    values, body = data.draw(values_in(TABLES[name])), data.draw(PLAIN)
    text = draft(TABLES[name], values, body)
    read, start, problems = read_front_matter(Document("a.md", text), TABLES[name], "It")
    assert (problems, as_given(read)) == ([], values)
    assert text[start:] == (body.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n").lstrip("\n")


@given(values_in(f.SOURCE))
def test_the_fields_of_a_source_are_read_back(values: dict[str, Any]) -> None:
    document = Document("source.yml", fields(f.SOURCE, values))
    node, problems = read_yaml(document, 0, len(document.text))
    assert node is not None
    assert problems == []
    reader = Reader()
    assert (as_given(reader.table(node, f.SOURCE, "It")), reader.problems) == (values, [])


@given(values_in(f.ANNOTATION))
def test_a_drafted_draft_is_itself(values: dict[str, Any]) -> None:
    """Reading a draft and drafting what was read changes nothing: there is one form."""
    text = draft(f.ANNOTATION, values, "A body.")
    read, start, _ = read_front_matter(Document("a.md", text), f.ANNOTATION, "It")
    assert read is not None
    assert draft(f.ANNOTATION, read, text[start:]) == text


def test_a_drafted_note_is_a_note() -> None:
    note, problems = read_annotation("a", Document("a.md", draft(f.ANNOTATION, NOTE, "Body.")))
    assert problems == []
    assert isinstance(note, Annotation)
    assert note.stances == (("asserts", "one"), ("denies", "two"), ("denies", "three"))
    assert note.targets[0].exact == "Nobody wears the “mask”"
