"""What browsers of the last years lack is taken away from a new one: the reader gets along, and no script fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tiny

STYLES = tiny.ROOT / "docs/assets/stylesheets"


# What a style sheet must say twice, or otherwise, for some of them


@pytest.mark.parametrize("sheet", sorted(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_lines_and_signs_are_told_in_words_that_all_know(sheet: Path) -> None:
    """Safari draws no line from a `text-decoration` of several words; older ones no sign that is said otherwise too."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert [line for line in re.findall(r"text-decoration:[^;]*", text) if len(line.split()) > 2] == []
    for block in re.findall(r"\{([^{}]*)\}", text):
        contents = re.findall(r"\bcontent: ([^;]*)", block)
        for at, content in enumerate(contents):
            if " / " in content:
                assert contents[:at], f"{content} has no plain form before it"
