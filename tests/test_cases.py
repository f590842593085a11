"""The rules as specification: each file of cases/ is a sentence, an edit of the small edition, and all that is said.

`UPDATE_CASES=1` writes what is said now into the cases: read every line of the difference as a contributor would.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

import editions
from edition.rules import RULES

CASES = sorted((editions.HERE / "cases").glob("*/*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}: {path.stem}")
def test_case(path: Path, tmp_path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    case = yaml.safe_load(written)
    root = editions.copy(tmp_path / "small")
    editions.edit(root, case["edit"])
    _, output = editions.checked(root)
    if os.environ.get("UPDATE_CASES"):
        rows = "".join(f"  {line}".rstrip() + "\n" for line in output.splitlines())
        path.write_text(written.partition("output:")[0] + f"output: |\n{rows}", encoding="utf-8")
        return
    assert output == case["output"]
    assert f"[{path.parent.name}]" in output


def test_every_rule_has_cases() -> None:
    counted = {rule.ID: sum(path.parent.name == rule.ID for path in CASES) for rule in RULES}
    assert not {rule for rule, count in counted.items() if count < 2}
    assert {path.parent.name for path in CASES} == set(counted)
