"""What contributors are told is so: the guide's first note, its error message, and the pages made from the code."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import editions
import tiny
from edition.load import load
from edition.model import fields as f
from edition.problem import errors
from edition.render.guide import FILES, Guide
from edition.resolve.joined import Joined
from edition.rules import RULES
from edition.rules.example import examples

GUIDE = (tiny.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NOTE = "docs/annotations/no-really-it-predicts-next-tokens/punchline.md"
SLIPS = {"It's": "It’s", "questioning": "questoning", "term:mask": "term:maks"}


def shown(language: str) -> str:
    """The guide's first block of code in a language."""
    return GUIDE.partition(f"```{language}\n")[2].partition("```")[0]


def with_note(root: Path, note: str) -> Path:
    """The real edition with one note more."""
    for folder in ("sources", "docs"):
        shutil.copytree(tiny.ROOT / folder, root / folder, ignore=shutil.ignore_patterns("assets"))
    (root / NOTE).write_text(note, encoding="utf-8")
    return root


def test_the_first_note_fits(tmp_path: Path) -> None:
    assert NOTE in GUIDE
    joined, problems = load(with_note(tmp_path, shown("markdown")))
    assert not errors(problems)
    assert "punchline" in joined.anchors


def test_its_slips_are_told_as_the_guide_says(tmp_path: Path) -> None:
    note = shown("markdown")
    for right, wrong in SLIPS.items():
        assert note.count(right) == 1
        note = note.replace(right, wrong)
    assert editions.checked(with_note(tmp_path, note), NOTE) == (1, shown("text"))


def words(page: str) -> str:
    """A page's source without its tags, characters as themselves."""
    return unescape(re.sub(r"<[^>]*>", "", page))


def names(table: tuple[f.Field, ...]) -> set[str]:
    """The fields of a table and of the tables in it."""
    found = {field.name for field in table}
    for field in table:
        kind = field.kind.kind if isinstance(field.kind, f.ListOf) else field.kind
        if isinstance(kind, f.Table):
            found |= names(kind.fields)
    return found


def test_the_page_of_fields_holds_every_field(joined: Joined) -> None:
    page = Guide(joined).fields()
    rows = set(re.findall(r"^\| (\S+)", words(page), re.MULTILINE))
    tables = {value for name, value in vars(f).items() if name.isupper() and isinstance(value, tuple) and value
              and isinstance(value[0], f.Field)}  # fmt: skip
    assert rows - {"field", "|---|---|---|"} == set().union(*map(names, tables))
    assert {table for _, _, table in FILES} <= tables


def test_the_page_of_rules_holds_every_rule_and_example(joined: Joined) -> None:
    page = words(Guide(joined).rules())
    for rule in RULES:
        assert f"\n## {rule.ID} " in page
        for example in examples(rule.__doc__ or ""):
            assert example.lines.replace("\u200b", "⟨U+200B⟩") in page
