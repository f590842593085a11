"""Reading contributed YAML: every value with its place, every fault a problem, and no text that makes it fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edition.model import fields
from edition.problem import Problem, as_text
from edition.read.forms import is_id, line_ranges
from edition.read.frontmatter import read_front_matter, split
from edition.read.record import Reader
from edition.read.yaml import DEPTH, Mapping, Node, Sequence, read_yaml
from edition.text import Document, Located

# What YAML is made of, so that Hypothesis finds the ways into the parser.
PIECES = st.lists(
    st.sampled_from(
        ["a", "name", ": ", ":", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", " ", '"', "'", "#", "&a", "*a", "!x",
         "!!int", "|", ">", "|2-", "\n---\n", "\n...\n", "%YAML 1.1\n", "? ", "\\u202e", "\\U00110000", '"\\x00"', "\t",
         "\x00", "\ufeff", "\r\n", "\u2028", "\x85", "é", "🦑", "~", "null", "<<: ", "0x1f", "2026-11-20", "\x1b",
         "\ufffe", "`", "@", "%", "\\"]
    ),
    max_size=40,
).map("".join)  # fmt: skip
TEXTS = st.one_of(PIECES, st.text(max_size=120))


def read(text: str) -> tuple[Node | None, list[Problem]]:
    return read_yaml(Document("a.yml", text), 0, len(text))


def plain(node: Node | None) -> object:
    """A node as lists, dictionaries and strings."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else str(node)


def nodes(node: Node | None) -> list[Node]:
    if isinstance(node, Mapping):
        return [node, *(inner for key, value in node.items for inner in (key, *nodes(value)))]
    if isinstance(node, Sequence):
        return [node, *(inner for item in node.items for inner in nodes(item))]
    return [] if node is None else [node]


@given(TEXTS)
@example("[" * 500)
@example("{a: " * 500)
@example("- " * 2000)
@example('a: "\\UFFFFFFFF"')
@example("%YAML " + "9" * 5000 + ".1\n---\na")
@example("? " * 300)
@example("a: &a [*a]")
def test_no_text_makes_reading_fail(text: str) -> None:
    node, problems = read(text)
    for problem in problems:
        assert problem.rule == "yaml"
        assert problem.hint
        assert 0 <= problem.place.start < problem.place.end
        assert problem.place.start <= len(text)
        as_text(problem).encode("utf-8")
    for one in nodes(node):
        assert 0 <= one.place.start < one.place.end
        if isinstance(one, Located):
            one.encode("utf-8")


@given(TEXTS, TEXTS)
def test_no_front_matter_makes_reading_fail(yaml: str, body: str) -> None:
    document = Document("docs/annotations/a/b.md", f"---\n{yaml}\n---\n{body}")
    values, start, problems = read_front_matter(document, fields.ANNOTATION, "An annotation")
    assert 0 <= start <= len(document.text)
    assert values is not None or problems


SCALARS = st.text("abcé🦑 :#'\"[]{}&*!|>%@`,-?\\", max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=3),
    max_leaves=8,
)


def written(value: object) -> str:
    """A value as flow YAML, every word between quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(VALUES)
def test_what_is_written_is_read(value: object) -> None:
    node, problems = read(written(value))
    assert problems == []
    assert plain(node) == value


@given(st.lists(st.text("abcé🦑", min_size=1), max_size=5), st.lists(st.text("# é🦑"), max_size=3))
def test_a_value_knows_where_it_stands(words: list[str], above: list[str]) -> None:
    text = "".join(f"#{line}\n" for line in above) + f"words: [{', '.join(words)}]"
    node, problems = read(text)
    assert problems == []
    assert plain(node) == {"words": words}
    for one in nodes(node):
        if isinstance(one, Located):
            assert text[one.place.start : one.place.end] == one


def test_an_offset_counts_from_the_beginning_of_the_file() -> None:
    document = Document("a.md", "---\nname: é\n---\n")
    span, start = split(document)
    assert span == (4, 12)
    assert start == 16
    node, _ = read_yaml(document, *span)
    assert isinstance(node, Mapping)
    assert (node.items[0][1].place.line, node.items[0][1].place.column) == (2, 7)


@pytest.mark.parametrize("scalar", ["yes", "no", "null", "~", "0x1F", "1_000", "2026-11-20", "1e3", ".inf", "012"])
def test_a_value_stays_as_it_is_written(scalar: str) -> None:
    """YAML would make a truth, a number or a date of these: what a value holds is for the field table to say."""
    assert plain(read(f"a: {scalar}")[0]) == {"a": scalar}


def test_of_two_equal_fields_the_first_stays_and_the_second_is_told() -> None:
    node, problems = read("a: 1\nb: 2\na: 3\n")
    assert plain(node) == {"a": "1", "b": "2"}
    assert [(p.place.line, p.message) for p in problems] == [
        (3, "The field `a` stands here twice; the first is in line 1.")
    ]


@pytest.mark.parametrize("levels", [DEPTH, DEPTH + 1])
def test_nesting_has_a_limit(levels: int) -> None:
    _, problems = read("[" * (levels + 1) + "]" * (levels + 1))
    assert bool(problems) == (levels > DEPTH)


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    node, problems = read(bomb)
    assert node is None
    assert [p.message for p in problems] == ["YAML anchors and aliases are not allowed."]


@pytest.mark.parametrize("text", ["[" * 10_000, "{" * 10_000, "- " * 5_000, "a: " * 4_000, '"' * 10_001, "? " * 5_000])
def test_hostile_yaml_within_the_limit_of_a_note_is_refused_soon(text: str) -> None:
    began = time.perf_counter()
    _, problems = read(text)
    assert problems
    assert time.perf_counter() - began < 3


# The field table


@given(TEXTS, st.sampled_from([fields.ANNOTATION, fields.ENTRY, fields.CLAIM, fields.ARGUMENT, fields.SOURCE]))
def test_no_record_makes_reading_fail(text: str, table: tuple[fields.Field, ...]) -> None:
    node, _ = read(text)
    if node is not None:
        reader = Reader()
        reader.table(node, table, "A record")
        for problem in reader.problems:
            assert problem.rule == "field"
            assert problem.hint
            assert problem.message.endswith((".", "`."))


NAMES = [field.name for field in (*fields.ANNOTATION, *fields.ENTRY, *fields.TARGET, *fields.UNIT, *fields.LINK)]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
def test_no_value_in_a_field_that_there_is_makes_reading_fail(record: dict[str, object]) -> None:
    for table in (fields.ANNOTATION, fields.ENTRY, (fields.Field("structure", fields.Table(fields.STRUCTURE), ""),)):
        node, _ = read(written(record) if table[0].name != "structure" else written({"structure": {"units": [record]}}))
        assert node is not None
        values = Reader().table(node, table, "A record")
        assert values is not None
        assert set(values) <= {field.name for field in table}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (fields.Id(), ["a", "a-b", "x2", "a" * 80], ["A", "a--b", "-a", "a-", "a_b", "ä", "a" * 81, "a b"]),
        (fields.Word(), ["smith2020", "a/b/p1", "[LW"], ["two words", "a\tb", "x" * 201]),
        (fields.Date(), ["2026-11-21", "2023-04-18T03:47:21.797Z", "2024-02-29"],
         ["2026-11-31", "21.11.2026", "2026-1-1", "2023-02-29", "2023-04-18T25:00:00Z", "2023-04-18T03:47",
          "٢٠٢٦-١١-٢١"]),
        (fields.Url(), ["https://a.org/b?c=d#e", "http://a"], ["a.org", "javascript:alert(1)", "https://a b", "https://"]),
        (fields.Number(2, 6), ["2", "6"], ["1", "7", "two", "2.0", "-3", "²", "9" * 5000]),
        (fields.Truth(), ["true", "false"], ["yes", "True", "1"]),
        (fields.LineRanges(), ["1", "5-11", "56, 18-32", "3-3"],
         ["0", "5-4", "1 to 4", "1-", ",", "1,,2", "1-2-3", "1, " * 200 + "1"]),
        (fields.Choice(("duplicate", "interface")), ["duplicate"], ["Duplicate", "x"]),
        (fields.Label(10), ["Löb", "a" * 10], ["a" * 11, "<b>", "a\nb"]),
        (fields.Text(10), ["<b>", "a\nb"], ["a" * 11]),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, list) else "",
)  # fmt: skip
def test_a_kind_of_value_is_what_it_says(kind: fields.Kind, good: list[str], bad: list[str]) -> None:
    for text, faults in [*((text, 0) for text in good), *((text, 1) for text in bad)]:
        reader = Reader()
        node, _ = read(written(text).replace("\n", "\\n").replace("\t", "\\t"))
        assert node is not None
        value = reader.value(node, kind, "`it`")
        assert (len(reader.problems), value is None) == (faults, bool(faults)), text


def test_lines_are_read_in_the_order_given() -> None:
    assert line_ranges("56, 18-32,7") == ((56, 56), (18, 32), (7, 7))


@given(st.text(max_size=20))
def test_an_id_holds_only_what_looks_the_same_everywhere(text: str) -> None:
    if is_id(text):
        assert text.isascii()
        assert text == text.lower()
        assert not set(text) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
