"""check.py as a command: what it returns and prints, for whom, from where; and that no file makes it fail."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import check
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import editions
from edition.load import load
from edition.problem import errors, render

CHECK = editions.HERE.parent / "scripts" / "check.py"
ROLE = "docs/annotations/thread/role.md"
MASK = "docs/glossary/mask.md"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return editions.copy(tmp_path / "small")


@pytest.fixture
def broken(small: Path) -> Path:
    """An edition with an error in a note and one in an entry."""
    editions.edit(small, [{"file": ROLE, "find": "term:mask", "put": "term:maks"}])
    editions.edit(small, [{"file": MASK, "find": "related: [simulacrum]", "put": "related: [simulacra]"}])
    return small


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CHECK), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


def test_a_clean_edition_is_0_and_silence(small: Path) -> None:
    assert editions.checked(small) == (0, "")


def test_problems_are_1_and_are_counted(broken: Path) -> None:
    status, told = editions.checked(broken)
    assert status == 1
    assert told.endswith("\n\n2 problems\n")


def test_warnings_alone_are_0_and_are_told(small: Path) -> None:
    editions.edit(small, [{"file": MASK, "find": "people: [ann, cleo]", "put": "people: [ann]"}])
    status, told = editions.checked(small)
    assert status == 0
    assert told.endswith("0 problems, 1 warning\n")


def test_a_folder_that_is_no_edition_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main(["--root", str(tmp_path)])
    assert stopped.value.code == 2
    assert "is no edition" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--format", "html"], ["--no-such"], ["no/such/file.md"]])
def test_wrong_usage_is_2(small: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        check.main(["--root", str(small), *arguments])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: check.py")


def test_json_is_a_list_and_nothing_else(broken: Path, small: Path) -> None:
    _, told = editions.checked(broken, "--format", "json")
    assert [(one["rule"], one["path"]) for one in json.loads(told)] == [("link", ROLE), ("related", MASK)]
    assert [list(one) for one in json.loads(told)] == [
        ["rule", "severity", "path", "line", "column", "message", "hint"]
    ] * 2


def test_json_of_a_clean_edition_is_an_empty_list(small: Path) -> None:
    status, told = editions.checked(small, "--format", "json")
    assert (status, json.loads(told)) == (0, [])


def test_github_gets_a_line_for_each_problem(broken: Path) -> None:
    status, told = editions.checked(broken, "--format", "github")
    assert status == 1
    assert told.splitlines()[0] == (
        f"::error file={ROLE},line=11,col=24,title=link::"
        "There is no glossary entry `maks`.%0Ahint: did you mean `term:mask`?"
    )
    assert len(told.splitlines()) == 2


def test_sarif_names_every_rule(broken: Path) -> None:
    status, told = editions.checked(broken, "--format", "sarif")
    run = json.loads(told)["runs"][0]
    assert status == 1
    assert {one["ruleId"] for one in run["results"]} == {"link", "related"}
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in run["tool"]["driver"]["rules"])


@pytest.mark.parametrize(
    ("path", "count"),
    [
        (ROLE, 1),
        (MASK, 1),
        ("docs/glossary", 1),
        ("docs/annotations/thread/", 1),
        ("docs", 2),
        (".", 2),
        ("docs/index.md", 0),
    ],
)
def test_a_path_tells_only_what_is_wrong_there(broken: Path, path: str, count: int) -> None:
    status, told = editions.checked(broken, "--format", "json", path)
    assert len(json.loads(told)) == count
    assert status == (1 if count else 0)


def test_a_file_is_no_prefix_of_another(broken: Path) -> None:
    editions.write(broken / "docs" / "gloss.md", "# A page\n")
    _, told = editions.checked(broken, "--format", "json", "docs/gloss.md")
    assert json.loads(told) == []


def test_several_paths_are_told_together(broken: Path) -> None:
    _, told = editions.checked(broken, "--format", "json", ROLE, MASK)
    assert len(json.loads(told)) == 2


def test_it_runs_from_any_directory(broken: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run("--root", "../small", ROLE, cwd=elsewhere)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{ROLE}:11:24: There is no glossary entry `maks`. [link]\n")
    within = run("--root", "../../..", "role.md", cwd=broken / "docs" / "annotations" / "thread")
    assert within.stdout == done.stdout


def test_a_path_outside_the_edition_is_2(small: Path, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("x")
    done = run("--root", "small", "other.md", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no such file or folder in" in done.stderr


def test_it_writes_nothing(small: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in small.rglob("*")}
    editions.checked(small)
    assert {path: path.stat().st_mtime_ns for path in small.rglob("*")} == before


def test_a_link_to_a_file_is_not_followed(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("a secret\n")
    (small / ROLE).unlink()
    (small / ROLE).symlink_to(secret)
    status, told = editions.checked(small)
    assert status == 1
    assert told == (
        f"{ROLE}:1:1: This is a symbolic link. [file]\n"
        "    hint: Put the file itself here: links are not followed.\n\n1 problem\n"
    )


@pytest.mark.parametrize(
    "path", ["sources/thread/capture.txt", "sources/thread/source.yml", "sources/references.bib", "docs/index.md", MASK]
)
def test_no_file_may_be_a_link_even_to_nowhere(small: Path, path: str) -> None:
    (small / path).unlink()
    (small / path).symlink_to("nowhere")
    status, told = editions.checked(small, path)
    assert status == 1
    assert "This is a symbolic link. [file]" in told


def test_a_link_to_a_folder_is_not_followed(small: Path, tmp_path: Path) -> None:
    editions.copy(tmp_path / "other")
    (small / "sources" / "more").symlink_to(tmp_path / "other" / "sources" / "thread")
    status, told = editions.checked(small)
    assert status == 1
    assert told.startswith("sources/more:1:1: A source is a folder, not a link to one")


def test_a_folder_in_the_place_of_a_file_is_told(small: Path) -> None:
    (small / "sources" / "list" / "capture.txt").unlink()
    (small / "sources" / "list" / "capture.txt").mkdir()
    status, told = editions.checked(small)
    assert status == 1
    assert told.startswith("sources/list/capture.txt:1:1: The file can't be read: Is a directory. [file]\n")


def test_a_file_that_may_not_be_read_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refused(
        path: Path, *how: str, **more: str
    ) -> object:  # to root nothing is unreadable, so the refusal is played
        if path == small / ROLE:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refused)
    assert f"{ROLE}:1:1: The file can't be read: Permission denied. [file]" in editions.checked(small)[1]


def test_a_name_that_is_no_unicode_can_still_be_told(small: Path) -> None:
    os.rename(small / ROLE, os.fsencode(small / "docs" / "annotations" / "thread") + b"/\xff.md")
    done = run("--root", str(small))
    assert done.returncode == 1
    assert "thread/?.md:1:1: The file's name must be" in done.stdout


@pytest.mark.parametrize(
    "part", ["sources", "docs", "docs/glossary", "docs/annotations", "sources/references.bib", "mkdocs.yml"]
)
def test_an_edition_may_lack_a_part(small: Path, part: str) -> None:
    editions.edit(small, [{"file": part, "delete": "file" if (small / part).is_file() else "folder"}])
    status, told = editions.checked(small)
    assert status in (0, 1)
    assert (status == 0) == ("[" not in told)


FILES = sorted(
    path.relative_to(editions.SMALL).as_posix()
    for path in editions.SMALL.rglob("*")
    if path.is_file() and path.suffix != ".sums"
)
TOLD = {
    "docs/annotations": "annotations",
    "docs/glossary": "entries",
    "docs/claims": "claims",
    "docs/arguments": "arguments",
}


@pytest.fixture(scope="module")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that one test writes to again and again."""
    return editions.copy(tmp_path_factory.mktemp("spare") / "small")


LINES = sorted({line for path in FILES for line in (editions.SMALL / path).read_text(encoding="utf-8").splitlines()})
SHUFFLED = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=12)), max_size=25).map("\n".join)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(FILES),
    data=st.one_of(st.binary(max_size=200), SHUFFLED.map(lambda text: text.encode("utf-8", "surrogatepass"))),
    keep=st.booleans(),
)
@example(
    path="sources/thread/capture.txt",
    data=b"T\npost by a \xc2\xb7 2023-04-18T03:47:21Z \xc2\xb7 LW \xc2\xb7 GW \xc2\xb7 0 commentsContents",
    keep=False,
)
@example(
    path="sources/thread/capture.txt",
    data=b"T\npost by a \xc2\xb7 2023-04-18T03:47:21Z \xc2\xb7 LW \xc2\xb7 GW \xc2\xb7 0 comments\n- ^\n0 comments",
    keep=False,
)
@example(path=ROLE, data=b"\n[x](passage:thread/post/p" + b"9" * 5000 + b")", keep=True)
def test_whatever_a_file_holds_is_told_and_nothing_fails(spare: Path, path: str, data: bytes, keep: bool) -> None:
    original = (editions.SMALL / path).read_bytes()
    (spare / path).write_bytes(original + data if keep else data)
    try:
        joined, problems = load(spare)
        for form in ("text", "github", "json", "sarif"):
            render(problems, form, {}).encode("utf-8")
        for problem in problems:
            assert problem.hint
            assert problem.place.line >= 1
        met = {one.sort_key for one in (*joined.edition.problems, *joined.problems)}
        assert met <= {one.sort_key for one in problems}, "whatever reading and anchoring met is told by a rule"
        folder = "/".join(path.split("/")[:2])
        if folder in TOLD and Path(path).stem not in getattr(joined.edition, TOLD[folder]):
            assert any(one.place.document.path == path for one in errors(problems)), "what can't be read is told"
    finally:
        (spare / path).write_bytes(original)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), letter=st.sampled_from("xQ7"))
def test_one_letter_changed_in_a_capture_is_told_at_its_word(spare: Path, at: int, letter: str) -> None:
    capture = spare / "sources" / "thread" / "capture.txt"
    text = capture.read_text(encoding="utf-8")
    at %= len(text)
    if text[at].isspace() or text[at] == letter:
        return
    capture.write_text(text[:at] + letter + text[at + 1 :], encoding="utf-8")
    try:
        _, problems = load(spare)
    finally:
        capture.write_text(text, encoding="utf-8")
    (fault,) = [problem for problem in problems if problem.rule == "capture"]
    assert fault.place.document.path == "sources/thread/capture.txt"
    assert fault.place.start <= at < fault.place.end
