"""Each rule is its own documentation: what its docstring shows as bad is told, and what it shows as good is not."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

import editions
from edition import approval
from edition.load import load
from edition.rules import RULES, summaries
from edition.rules.example import Example, examples, prose

SCRIPTS = editions.HERE.parent / "scripts"
IDS = [rule.ID for rule in RULES]

# Where a fault of one file shows in another: the line that is lost, the marker without a decision, the undecided word.
SHOWS_IN = {
    "account": "sources/list/capture.txt",
    "marker": "sources/thread/capture.txt",
    "unheld": "docs/claims/two-in-one-text.md",
    "undecided": "sources/thread/capture.txt",
}
FOLLOWS = {"capture": {"anchor"}}  # words that a note quotes are no longer there


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_opens_with_one_sentence(rule: ModuleType) -> None:
    first = prose(rule.__doc__ or "").split("\n\n")[0]
    assert re.fullmatch(r"[A-Z][^\n]*\.", first.split("\n")[0]), "the first line is the rule's summary in check.py"
    assert summaries()[rule.ID] == first.split("\n")[0]


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_a_rule_shows_bad_and_good(rule: ModuleType) -> None:
    kinds = [example.good for example in examples(rule.__doc__ or "")]
    assert kinds == [False, True] * (len(kinds) // 2)
    assert kinds


PAIRS = [
    (rule.ID, bad, good)
    for rule in RULES
    for bad, good in zip(examples(rule.__doc__ or "")[::2], examples(rule.__doc__ or "")[1::2], strict=True)
]


@pytest.mark.parametrize(("rule", "bad", "good"), PAIRS, ids=[f"{rule}-{n}" for n, (rule, _, _) in enumerate(PAIRS)])
def test_what_is_shown_as_bad_is_told(rule: str, bad: Example, good: Example, tmp_path: Path) -> None:
    root = editions.copy(tmp_path / "small")
    file = root / good.path
    lines = "" if bad.lines == "(nothing)" else unescape(bad.lines)
    editions.write(file, editions.swap(editions.read(file), good.lines, lines))
    if bad.path != good.path:
        file.rename(root / bad.path)
    _, problems = load(root)
    told = {(problem.rule, problem.place.document.path) for problem in problems}
    assert (rule, SHOWS_IN.get(rule, bad.path)) in told
    assert {name for name, _ in told} - {rule} == FOLLOWS.get(rule, set())


def unescape(lines: str) -> str:
    r"""An example's lines with `\u200b` as the character it names: nobody could read it otherwise."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), lines)


def test_the_small_edition_breaks_no_rule() -> None:
    assert load(editions.SMALL)[1] == []


def test_a_rule_is_called_as_its_file_is() -> None:
    assert len(set(IDS)) == len(IDS)
    for rule in RULES:
        assert rule.__name__.rpartition(".")[2].replace("_", "-") == rule.ID
    files = {path.stem.replace("_", "-") for path in (SCRIPTS / "edition" / "rules").glob("*.py")}
    assert files - {"--init--", "reading", "example"} == set(IDS), "every rule stands in the list"


def test_every_problem_is_of_a_rule_in_the_list() -> None:
    """A problem of a rule that nobody runs would be found and never told; those of a pull request policy.py tells."""
    named: set[str] = set()
    for path in (SCRIPTS / "edition").rglob("*.py"):
        if path.name == "approval.py":
            assert approval.RULE == "policy"
            assert set(re.findall(r"\bProblem\(\s*([\w\"-]+),", path.read_text(encoding="utf-8"))) == {"RULE"}
            continue
        source = path.read_text(encoding="utf-8")
        constants = dict(re.findall(r'^(ID|RULE) = "([\w-]+)"', source, re.MULTILINE))
        for first in re.findall(r"\bProblem\(\s*([\w\"-]+),", source):
            named.add(constants.get(first, first.strip('"')))
    assert named - {"rule", "RULE"} <= set(IDS)
    assert len(named) > 15
