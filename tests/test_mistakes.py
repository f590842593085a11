"""The likeliest mistakes of somebody's first note: each file of mistakes/ is what was written, all that is said of it,
what the hint says to type, and the note once that is typed, which passes.

`UPDATE_CASES=1` writes what is said now into the cases: read every line of the difference as whoever made the mistake.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

import editions

MISTAKES = sorted((editions.HERE / "mistakes").glob("*.yml"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_who_makes_a_mistake_is_told_what_to_type(path: Path, tmp_path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    case = yaml.safe_load(source)
    root = editions.copy(tmp_path / "small")
    editions.write(root / case["file"], case["written"])
    status, output = editions.checked(root)
    if os.environ.get("UPDATE_CASES"):
        rows = "".join(f"  {line}".rstrip() + "\n" for line in output.splitlines())
        before, _, rest = source.partition("output: |\n")
        path.write_text(f"{before}output: |\n{rows}" + rest[rest.index("typed:") :], encoding="utf-8")
        return
    assert (status, output) == (1, case["output"])
    (hint,) = re.findall(r"^    hint: (.*)", output, re.MULTILINE)
    for words in case["typed"]:
        assert words in hint
    (root / case["file"]).unlink()
    editions.write(root / case.get("moved", case["file"]), case["mended"])
    assert editions.checked(root) == (0, "")


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_it_is_told_at_the_line_that_is_to_be_changed(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "moved" in case:
        assert case["mended"] == case["written"]
        assert Path(case["moved"]).name in case["output"]
        return
    before, after = case["written"].split("\n"), case["mended"].split("\n")
    changed = next(number for number, (old, new) in enumerate(zip(before, after, strict=False), 1) if old != new)
    told = int(re.match(r"[^:]+:(\d+):", case["output"])[1])
    assert changed - told in (0, 1), "in this line, or right below it where a line is to be added"


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_nothing_else_is_typed(path: Path) -> None:
    """What the mended note has and the first one had not is what the hint says, in its words."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    had = case["written"].splitlines()
    for line in case["mended"].splitlines():
        assert line in had or any(words in line for words in (*case["typed"], *case.get("of_their_own", ())))


def test_there_are_ten_and_more() -> None:
    assert len(MISTAKES) >= 10
