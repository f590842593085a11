"""check.py on a forge that shows ten problems: which ten, and where the others go."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import editions
from edition.problem import SUMMARY_LIMIT, Problem, as_summary, as_text, changed_first
from edition.text import Document, Place

ROLE = "docs/annotations/thread/role.md"
MASK = "docs/glossary/mask.md"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """An edition with an error in a note and one in an entry."""
    root = editions.copy(tmp_path / "small")
    editions.edit(root, [{"file": ROLE, "find": "term:mask", "put": "term:maks"}])
    editions.edit(root, [{"file": MASK, "find": "related: [simulacrum]", "put": "related: [simulacra]"}])
    return root


def shown(told: str) -> list[str]:
    """The files that a run annotates, in order."""
    return re.findall(r"^::\w+ file=([^,]+),", told, re.MULTILINE)


def test_without_a_list_all_are_told_in_their_order(broken: Path) -> None:
    status, told = editions.checked(broken, "--format", "github")
    assert (status, shown(told)) == (1, [ROLE, MASK])


@pytest.mark.parametrize("listed", [f"{MASK}\0", f"{MASK}\n", f"docs/gone.md\0{MASK}\0"])
def test_the_files_that_changed_come_first(broken: Path, tmp_path: Path, listed: str) -> None:
    (tmp_path / "changed").write_text(listed, encoding="utf-8")
    _, told = editions.checked(broken, "--format", "github", "--changed", str(tmp_path / "changed"))
    assert shown(told) == [MASK, ROLE]


def test_the_list_can_come_from_git(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(f"\udcff.md\0{MASK}\0".encode("utf-8", "surrogateescape")))
    )
    _, told = editions.checked(broken, "--format", "github", "--changed", "-")
    assert shown(told) == [MASK, ROLE]


def test_the_others_are_counted_and_stand_in_the_summary(broken: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    status, told = editions.checked(broken, "--format", "github", "--most", "1", "--summary", str(summary))
    assert status == 1
    assert shown(told) == [ROLE]
    assert told.endswith("\n1 problem more\n")
    _, whole = editions.checked(broken, MASK)
    problem = whole.removesuffix("\n\n1 problem\n")
    assert (
        summary.read_text(encoding="utf-8")
        == f"before\n### 1 problem not shown on the lines\n\n```text\n{problem}\n```\n"
    )


def test_a_problem_that_is_not_shown_still_fails_the_check(broken: Path) -> None:
    assert editions.checked(broken, "--format", "github", "--most", "0") == (1, "2 problems more\n")


def test_a_clean_edition_is_silent_and_writes_no_summary(tmp_path: Path) -> None:
    root, summary = editions.copy(tmp_path / "small"), tmp_path / "summary.md"
    assert editions.checked(root, "--format", "github", "--most", "1", "--summary", str(summary)) == (0, "")
    assert not summary.exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--most", "1"], "--changed, --most and --summary go with --format github"),
        (["--format", "github", "--changed", "nowhere"], "nowhere: No such file or directory"),
        (["--format", "github", "--most", "0", "--summary", "."], ".: Is a directory"),
        (["--format", "github", "--most", "ten"], "argument --most: invalid int value: 'ten'"),
    ],
)
def test_flags_that_can_not_be_followed_are_mistakes_of_usage(
    broken: Path, flags: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        editions.checked(broken, *flags)
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(f"check.py: error: {said}\n")


def problem(path: str, severity: str = "error", line: str = "words", message: str = "It is wrong.") -> Problem:
    return Problem("link", Place(Document(path, line), 0, 1), message, "Mend it.", severity)  # type: ignore[arg-type]


def test_errors_come_before_warnings_and_changed_files_before_both() -> None:
    a, b, c, d = problem("a", "warning"), problem("b"), problem("c", "warning"), problem("d")
    assert changed_first([a, b, c, d], {"c", "d"}) == [d, c, b, a]


LINES = [
    "::add-mask::x",
    "  ::error::x",
    "\t::warning::x",
    "##[add-mask]x",
    "a ##[error]b",
    "```",
    "~~~~",
    "</code>",
    "@all #1",
]


@pytest.mark.parametrize("line", LINES)
def test_no_line_that_a_problem_quotes_is_a_command_to_the_runner(line: str) -> None:
    """It obeys `::name` where a line begins, spaces or not, and `##[name` anywhere."""
    for told in as_text(problem("docs/a.md", line=line, message=line)), as_text(problem(line)):
        for row in told.splitlines():
            assert not row.lstrip().startswith("::")
            assert "##[" not in row


@pytest.mark.parametrize("line", LINES)
def test_no_line_that_a_problem_quotes_leaves_the_summarys_block(line: str) -> None:
    summary = as_summary([problem("docs/a.md", line=line, message=line), problem(line, line="`" * 300)], "2 problems")
    assert [token.type for token in MarkdownIt().parse(summary)] == ["heading_open", "inline", "heading_close", "fence"]


def test_a_summary_stays_within_what_github_takes() -> None:
    many = [problem(f"docs/{number}.md", line="é" * 300, message="m" * 1000) for number in range(1000)]
    summary = as_summary(many, "1,000 problems")
    assert len(summary.encode()) <= SUMMARY_LIMIT + 200
    left = re.search(r"\n\nand (\d+) more\n$", summary)
    assert left
    assert summary.count("[link]") + int(left[1]) == len(many)
