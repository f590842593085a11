"""The threat model says what is so: its limits are the code's, its tests exist, and what it adds is proved here."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import dom
import editions
import tiny
from edition.load import load
from edition.problem import errors
from edition.read import assets, files, listing
from edition.render.site import generated_pages
from edition.text import HIDDEN

PAGE = (tiny.ROOT / "docs/contributing/threats.md").read_text(encoding="utf-8")
CPU, MEMORY = 60, 2_000_000_000  # seconds and bytes that no input within the limits may take
SOON = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({cpu}, {cpu}))
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
sys.path.insert(0, {scripts!r})
import check
raise SystemExit(check.main(["--root", sys.argv[1], "--format", "json"]))
"""
BUILT = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, ({cpu}, {cpu}))
sys.argv = ["mkdocs", "build", "-q", "-f", {config!r}, "-d", {to!r}]
runpy.run_module("mkdocs", run_name="__main__")
"""


def checked_within_bounds(root: Path) -> tuple[int, str]:
    """The status and output of `check`, which must end within bounds of time and memory."""
    code = SOON.format(cpu=CPU, memory=MEMORY, scripts=str(tiny.ROOT / "scripts"))
    done = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_every_test_that_the_page_names_exists() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (tiny.ROOT / "tests").glob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", PAGE))
    assert len(named) > 40
    assert {name for name in named if f"def {name}(" not in tests} == set()


def test_every_threat_names_its_test() -> None:
    rows = PAGE.partition("## Threats and what closes them")[2].partition("\n## ")[0].split("\n| ")[2:]
    assert len(rows) > 25
    assert [row for row in rows if "`test_" not in row.split(" | ")[-1]] == []


def test_the_limits_of_the_page_are_those_of_the_code() -> None:
    rows = re.findall(r"\| ([\d,]+)[^|]* \| `(\w+)` \|", PAGE)
    told = {name: int(number.replace(",", "")) for number, name in rows}
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (tiny.ROOT / "scripts").rglob("*.py"))
    code = {name: int(number) for name, number in re.findall(r"^([A-Z_]+) = ([\d_]+)\b", scripts, re.MULTILINE)}
    assert told == {name: code[name] for name in told}
    limits = {name for name in vars(files) | vars(listing) if name.endswith("_LIMIT") or name == "CAPTURE_LINES"}
    assert limits <= set(told)


def test_a_page_that_runs_macros_calls_ours_and_nothing_else(tmp_path: Path) -> None:
    root = tiny.edition(tmp_path / "edition", {"docs/index.md": "# Home\n\n{{ cycler.__init__ }} {{ texts() }}\n"})
    status, told = editions.checked(root)
    assert (status, told.count("[macro]")) == (1, 1)


@pytest.mark.parametrize(
    "path", ["docs/annotations/thread/pipe.md", "docs/pipe.md", "sources/thread/source.yml", "sources/references.bib"]
)
def test_a_pipe_in_the_place_of_a_file_is_told(tmp_path: Path, path: str) -> None:
    root = tiny.edition(tmp_path / "edition")
    (root / path).unlink(missing_ok=True)
    os.mkfifo(root / path)
    status, told = checked_within_bounds(root)
    assert status == 1
    assert path in told


SCRIPTS = {
    "Hebrew with points": "שָׁלוֹם עֲלֵיכֶם",
    "Arabic with a mark": "العربية\u200f (مثال)",
    "Persian with a joiner": "می\u200cخواهم",
    "a family": "👩\u200d👩\u200d👧\u200d👦",
    "a heart with its selector": "❤\ufe0f",
    "a flag of letters": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "accents apart": "e\u0301 n\u0303",
    "accents together": "é ñ",
    "mathematics": "𝔐 ∮ ≠",
    "Devanagari": "क्ष\u200dत्रिय",
}


def test_letters_of_every_script_reach_the_page_as_they_were_written(tmp_path: Path) -> None:
    lines = list(SCRIPTS.values())
    notes = {
        f"docs/annotations/lines/n{number}.md": tiny.NOTE.replace("thread, exact", "lines, exact")
        .replace("under the mask", words)
        .replace("A note on", f"Of {words} on")
        for number, words in enumerate(lines)
    }
    root = tiny.edition(tmp_path / "edition", tiny.as_list("lines", lines) | notes)
    joined, problems = load(root)
    assert errors(problems) == []
    site = tiny.built(root, tmp_path / "site")
    words = dom.page(site, "texts/lines.html").text()
    for line in lines:
        assert f"Of {line} on" in words
        assert words.count(line) >= 2
    assert "lines" in joined.edition.sources
    assert generated_pages(joined)


@pytest.mark.parametrize(
    "sign", [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000 and HIDDEN.match(chr(code))]
)
def test_characters_that_hide_words_are_refused(tmp_path: Path, sign: str) -> None:
    note = tiny.NOTE.replace("A note on", f"A no{sign}te on")
    status, told = editions.checked(tiny.edition(tmp_path / "edition", {"docs/annotations/thread/under.md": note}))
    assert (status, "[file]" in told) == (1, True)


LIMITED = {
    "docs/annotations/thread/under.md": files.NOTE_LIMIT,
    "docs/about.md": files.PAGE_LIMIT,
    "sources/references.bib": files.BIBLIOGRAPHY_LIMIT,
    "sources/thread/source.yml": files.SOURCE_LIMIT,
    "sources/thread/capture.txt": files.CAPTURE_LIMIT,
}


@pytest.mark.parametrize(("path", "limit"), LIMITED.items(), ids=LIMITED)
def test_a_file_above_its_limit_is_told_and_not_read(tmp_path: Path, path: str, limit: int, monkeypatch) -> None:
    root = tiny.edition(tmp_path / "edition", {path: "[" * (limit + 1)})
    seen: list[int] = []
    clean = files._clean
    monkeypatch.setattr(files, "_clean", lambda document: seen.append(len(document.text)) or clean(document))
    status, told = editions.checked(root)
    assert status == 1
    assert f"{path}:1:1: The file is larger than {limit:,} bytes. [file]" in told
    assert max(seen) <= 10_000  # nothing of it reached a reader


def test_ten_thousand_files_are_read_and_more_than_the_limit_are_told(tmp_path: Path, monkeypatch) -> None:
    root = tiny.edition(tmp_path / "edition")
    for number in range(10_000):
        (root / f"docs/annotations/thread/note-{number}.md").write_text("", encoding="utf-8")
    status, told = checked_within_bounds(root)
    assert status == 1
    assert told.count("The file is empty.") == 10_000
    monkeypatch.setattr(listing, "FILES_LIMIT", 1_000)
    monkeypatch.setattr(assets, "FILES_LIMIT", 1_000)
    assert "More than 1,000 files" in editions.checked(root)[1]


LINE = "word " * 3_900
QUOTED = {
    "nowhere": "wort " * 700,
    "everywhere": "word",
    "nearly everywhere": "word " * 700 + "end",
    "as an expression": "(w+)+" * 500,
}


@pytest.mark.parametrize("exact", QUOTED.values(), ids=QUOTED)
def test_quotations_that_fit_everywhere_or_nowhere_are_answered(tmp_path: Path, exact: str) -> None:
    note = tiny.NOTE.replace("thread, exact", "lines, exact").replace("under the mask", exact.strip())
    notes = {f"docs/annotations/lines/n{number}.md": note for number in range(20)}
    root = tiny.edition(tmp_path / "edition", tiny.as_list("lines", [LINE.strip()] * 20) | notes)
    status, told = checked_within_bounds(root)
    assert status == 1
    assert told.count('"anchor') == 20


PATHOLOGICAL = [
    "[a",
    "[^1]",
    "<![CDATA[",
    "*a_ ",
    "![",
    "`" * 3 + "a",
    "> ",
    "- ",
    "(((",
    "a**b",
    "[a](",
    "<!--",
    "|a",
    "&#x",
    "\\[",
    "[@a;@b;",
]


@pytest.mark.parametrize("pattern", PATHOLOGICAL)
def test_hostile_markdown_is_built_within_its_limits(tmp_path: Path, pattern: str) -> None:
    """A note and a captured line as long as they may be: told or built, but not for ever."""
    body = (pattern * files.NOTE_LIMIT)[: files.NOTE_LIMIT - 400]
    line = (pattern * files.LINE_LIMIT)[: files.LINE_LIMIT - 10].strip()
    records = {"docs/annotations/thread/under.md": tiny.NOTE.rpartition("---\n")[0] + f"---\nx {body}\n"}
    root = tiny.edition(tmp_path / "edition", records | tiny.as_list("lines", [line, "The end."]))
    status, _ = checked_within_bounds(root)
    if status == 0:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                BUILT.format(cpu=2 * CPU, config=str(root / "mkdocs.yml"), to=str(tmp_path / "site")),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        )
        assert done.returncode == 0, done.stderr[-2000:]


def test_every_package_is_pinned_with_its_hash() -> None:
    for path in tiny.ROOT.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        packages = re.findall(r"^[A-Za-z0-9].*(?:\n    .*)*", text, re.MULTILINE)
        assert len(packages) > 0
        assert [one for one in packages if not re.search(r"^[\w.\[\]-]+==[^ ]+.*--hash=sha256:", one, re.DOTALL)] == []


def test_the_bounds_would_stop_what_does_not_end() -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode < 0
    assert resource.getrlimit(resource.RLIMIT_CPU)
