"""What is wrong, where, and what to type instead: the only way in which contributed text can fail."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from .text import CONTROL, HIDDEN, Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One fault: the rule it breaks, its place, a sentence that says what is wrong and a hint that says what to do.

    Errors stop a build; warnings are listed and do not.
    """

    rule: str
    place: Place
    message: str
    hint: str = ""
    severity: Severity = "error"

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """By path and place; of one place by rule and words, so that the order never changes."""
        return self.place.document.path, self.place.start, self.rule, self.message


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by path and place, each once."""
    return sorted({p.sort_key: p for p in problems}.values(), key=lambda p: p.sort_key)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those that stop a build: the others are warnings."""
    return [problem for problem in problems if problem.severity == "error"]


CONTEXT = 70  # code points of a long line shown on either side of the fault
MARK = 100  # the longest row of carets


def excerpt(place: Place) -> tuple[str, str]:
    """The offending line and a row of carets under the fault; a long line is cut around it with `…`."""
    document = place.document
    line = place.line
    span = document.line_span(line)
    first = max(span.start, place.start - CONTEXT)
    last = min(span.end, max(place.end, place.start + 1) + CONTEXT, first + 3 * CONTEXT)
    before = "…" if first > span.start else ""
    after = "…" if last < span.end else ""
    text = document.text
    shown = visible(before + text[first:last].rstrip("\r") + after)
    indent = _columns(before + visible(text[first : place.start]))
    mark = _columns(visible(text[place.start : min(place.end, last)]))
    return shown, " " * indent + "^" * min(max(1, mark), MARK)


# GitHub's runner obeys a line of a log that begins with `::`, be there spaces before it, and `##[` wherever it stands
# (actions/runner, ActionCommand.cs).
_COMMAND = re.compile(r"^\s*:(?=:)|##(?=\[)")


def visible(text: str) -> str:
    """The text with a sign in place of each character that would hide, or would steer the terminal that shows it.

    What begins like a command to GitHub's runner gets a space in it: problems quote whatever was written.
    """
    text = CONTROL.sub(lambda match: chr(0x2400 + ord(match.group())) if match.group() < " " else "�", text)
    text = HIDDEN.sub("�", text).replace("\n", "␊").replace("\t", " ")
    return _COMMAND.sub(r"\g<0> ", text)


def _columns(text: str) -> int:
    """How many columns a terminal gives to a text: two for a wide character, none for a combining one."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in text)


def as_text(problem: Problem) -> str:
    """`path:line:col: message [rule]`, the line, a caret, and the hint."""
    place = problem.place
    warning = "warning: " if problem.severity == "warning" else ""
    where = f"{visible(place.document.path)}:{place.line}:{place.column}"
    head = f"{where}: {warning}{visible(problem.message)} [{problem.rule}]"
    line, caret = excerpt(place)
    rows = [head]
    if line.strip():
        rows += [f"    {line}", f"    {caret}"]
    if problem.hint:
        rows.append(f"    hint: {visible(problem.hint)}")
    return "\n".join(rows)


def as_record(problem: Problem) -> dict[str, object]:
    """The fields that tools rely on (see the commands in the architecture page)."""
    place = problem.place
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "path": place.document.path,
        "line": place.line,
        "column": place.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_github(problem: Problem) -> str:
    """A workflow command that shows the problem on the changed line (GitHub's own escaping rules)."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def attribute(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    place = problem.place
    where = f"file={attribute(place.document.path)},line={place.line},col={place.column}"
    text = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    return f"::{problem.severity} {where},title={attribute(problem.rule)}::{data(text)}"


SUMMARY_LIMIT = 500_000  # bytes; of a step's summary GitHub takes 1 MiB, and nothing of a longer one


def changed_first(problems: Iterable[Problem], changed: Collection[str]) -> list[Problem]:
    """The problems in these files before all others, errors before warnings: a forge may show only the first few."""
    return sorted(problems, key=lambda one: (one.place.document.path not in changed, one.severity != "error"))


def as_summary(problems: Iterable[Problem], heading: str, limit: int = SUMMARY_LIMIT) -> str:
    """The problems as people read them, in Markdown in which none of their text is markup; `limit` is in bytes."""
    told, left, size = [], 0, 0
    for text in map(as_text, problems):
        size += len(text.encode("utf-8", "replace")) + 2
        if size <= limit:
            told.append(text)
        else:
            left += 1
    inside = "\n\n".join(told)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", inside)), default=0))
    more = f"\n\nand {left:,} more" if left else ""
    return f"### {heading}\n\n{fence}text\n{inside}\n{fence}{more}\n"


def as_sarif(problems: Iterable[Problem], rules: dict[str, str]) -> dict[str, object]:
    """A SARIF 2.1.0 log; `rules` gives the first sentence of each rule's documentation."""
    results = [
        {
            "ruleId": problem.rule,
            "level": problem.severity,
            "message": {"text": problem.message + (f" ({problem.hint})" if problem.hint else "")},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.place.document.path)},
                        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    driver = {
        "name": "behind-the-mask",
        "rules": [{"id": rule, "shortDescription": {"text": text}} for rule, text in sorted(rules.items())],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def render(problems: list[Problem], form: str, rules: dict[str, str]) -> str:
    """All problems in one of the four forms: `text`, `github`, `json`, `sarif`."""
    if form == "json":
        return json.dumps([as_record(p) for p in problems], ensure_ascii=False, indent=2)
    if form == "sarif":
        return json.dumps(as_sarif(problems, rules), ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(as_github(p) for p in problems)
    return "\n\n".join(as_text(p) for p in problems)
