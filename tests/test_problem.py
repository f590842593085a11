"""How a problem is told: in text for people, for GitHub's checks, as JSON for tools, as SARIF for code scanning."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.problem import MARK, Problem, as_github, as_record, as_text, excerpt, in_order, render
from edition.text import Document, Place

LINE = "Masks (can) have goals."


def problem(text: str, start: int, end: int, message: str = "It is wrong.", hint: str = "Mend it.", **more) -> Problem:
    return Problem("link", Place(Document(more.pop("path", "docs/a.md"), text), start, end), message, hint, **more)


def columns(text: str) -> int:
    """What a terminal makes of a text: wide characters fill two columns, combining ones none."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def test_a_problem_is_told_with_its_line_a_caret_and_a_hint() -> None:
    assert as_text(problem(f"one\n{LINE}\n", 10, 15)) == (
        "docs/a.md:2:7: It is wrong. [link]\n    Masks (can) have goals.\n          ^^^^^\n    hint: Mend it."
    )


def test_a_warning_says_so_and_what_has_no_hint_has_no_line_for_one() -> None:
    told = as_text(problem(LINE, 0, 5, hint="", severity="warning"))
    assert told.splitlines()[0] == "docs/a.md:1:1: warning: It is wrong. [link]"
    assert "hint" not in told


def test_a_fault_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    shown, caret = excerpt(Place(Document("a", f"{LINE}\nmore\n"), 12, 27))
    assert (shown, caret) == (LINE, " " * 12 + "^" * 11)


def test_an_empty_line_is_not_shown() -> None:
    assert as_text(problem("a\n\nb", 2, 3)) == "docs/a.md:2:1: It is wrong. [link]\n    hint: Mend it."


ALPHABET = "ab .,·é漢字한🦑ｆe\u0301\t"


@st.composite
def faults(draw: st.DrawFn) -> tuple[str, int, int]:
    line = draw(st.text(ALPHABET, min_size=1, max_size=400))
    start = draw(st.integers(0, len(line) - 1))
    return line, start, draw(st.integers(start + 1, len(line)))


@given(faults(), st.sampled_from(["", "first\n", "\n\n"]), st.sampled_from(["", "\nlast", "\r\n"]))
def test_the_caret_stands_under_the_fault_however_long_or_wide_the_line(
    fault: tuple[str, int, int], before: str, after: str
) -> None:
    line, start, end = fault
    place = Place(Document("a", before + line + after), len(before) + start, len(before) + end)
    shown, caret = excerpt(place)
    assert re.fullmatch(" *\\^+", caret)
    wanted = line[start:end].replace("\t", " ")
    # Where the row of carets begins, the fault begins: count the columns of what is shown before it.
    indent = len(caret) - len(caret.lstrip())
    heads = [n for n in range(len(shown) + 1) if columns(shown[:n]) == indent]
    marked = min(len(caret) - indent, MARK)
    assert any(shown[n:].startswith(wanted[:40]) for n in heads)
    assert marked == min(max(1, columns(wanted)), MARK) or len(wanted) > 60
    assert len(shown) <= 3 * 70 + 2


@given(st.text(min_size=1, max_size=60), st.text(max_size=30), st.data())
def test_nothing_in_a_file_or_in_its_name_can_steer_a_terminal_or_forge_a_line(
    text: str, path: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    told = as_text(problem(text, at, at + 1, message=f"“{text}” is wrong.", hint=text, path=f"docs/{path}"))
    rows = told.split("\n")
    assert len(rows) in (2, 4)
    assert all(row.startswith("    ") for row in rows[1:])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff]", told)


def test_problems_are_told_by_path_and_place_and_each_once() -> None:
    one, two = problem(LINE, 6, 9), problem(LINE, 0, 5)
    other = problem(LINE, 0, 5, path="docs/0.md")
    assert in_order([one, two, one, other]) == [other, two, one]


def test_two_problems_of_one_place_are_both_told() -> None:
    assert len(in_order([problem(LINE, 0, 5), problem(LINE, 0, 5, message="It is wrong twice.")])) == 2


def test_json_has_the_fields_that_tools_rely_on() -> None:
    assert json.loads(render([problem(f"one\n{LINE}", 10, 15, severity="warning")], "json", {})) == [
        {
            "rule": "link",
            "severity": "warning",
            "path": "docs/a.md",
            "line": 2,
            "column": 7,
            "message": "It is wrong.",
            "hint": "Mend it.",
        }
    ]
    assert json.loads(render([], "json", {})) == []


def test_github_gets_one_line_with_its_own_escapes() -> None:
    fault = problem(LINE, 6, 11, message="100% wrong:\ntwo, lines", hint="a, b: c", path="docs/a,b:c%.md")
    assert as_github(fault) == (
        "::error file=docs/a%2Cb%3Ac%25.md,line=1,col=7,title=link::100%25 wrong:%0Atwo, lines%0Ahint: a, b: c"
    )


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["error", "warning"]))
def test_github_reads_back_what_was_told(message: str, path: str, severity: str) -> None:
    line = as_github(problem(LINE, 0, 1, message=message, hint="", path=path, severity=severity))
    assert "\n" not in line
    assert "\r" not in line
    match = re.fullmatch(r"::(\w+) file=([^,:]*),line=1,col=1,title=link::(.*)", line, re.DOTALL)
    assert match
    assert match[1] == severity
    assert re.sub("%(25|0D|0A|3A|2C)", lambda m: chr(int(m[1], 16)), match[2]) == path
    assert re.sub("%(25|0D|0A)", lambda m: chr(int(m[1], 16)), match[3]) == message


@pytest.mark.parametrize("path", ["docs/a.md", "docs/über uns.md", "docs/100%.md", "docs/a#b?c.md"])
def test_sarif_has_what_the_standard_requires(path: str) -> None:
    """SARIF 2.1.0: 3.13 (log), 3.14 (run), 3.18-19 (tool), 3.27 (result), 3.28-30 (location, region)."""
    log = json.loads(render([problem(f"one\n{LINE}", 10, 15, path=path)], "sarif", {"link": "Every link leads on."}))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["ruleId"] in {rule["id"] for rule in driver["rules"]}
    assert result["level"] == "error"
    assert result["message"]["text"] == "It is wrong. (Mend it.)"
    (location,) = result["locations"]
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), "a URI reference holds no space and no letter beyond ASCII"
    assert unquote(uri) == path
    assert location["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 7}


@given(faults())
def test_every_form_counts_from_one(fault: tuple[str, int, int]) -> None:
    record = as_record(problem(*fault))
    assert isinstance(record["line"], int)
    assert isinstance(record["column"], int)
    assert record["line"] >= 1
    assert record["column"] >= 1
