"""The version that a download tells of itself: its commit, what changed since, and no program of the checkout run."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from edition.press.imprint import Imprint, imprint

WHO = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
MOMENT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def git(root: Path, *arguments: str) -> str:
    """What git says, without a configuration of this machine."""
    alone = WHO | {"GIT_COMMITTER_DATE": "2026-11-21T01:30:00+02:00", "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        ["git", *arguments], cwd=root, env=os.environ | alone, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one commit of an edition's files, and some that are none of it."""
    place = tmp_path / "edition"
    for name in ("docs/index.md", "docs/a b/ü.md", "sources/x/capture.txt", "mkdocs.yml", "theme/.icons/mask.svg", "x"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(f"{name}\n", encoding="utf-8")
    (place / "docs/link.md").symlink_to("index.md")
    git(place, "init", "-q")
    git(place, "add", "-A")
    git(place, "commit", "-q", "-m", "x")
    return place


def version(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")[:10]


def changed(root: Path) -> bool:
    told = imprint(root)
    assert told in (
        Imprint(version(root), MOMENT),
        Imprint(f"{version(root)}, with changes that are not committed", MOMENT),
    )
    return "changes" in told.version


def test_a_commit_is_named_with_its_moment_in_utc(root: Path) -> None:
    assert imprint(root) == Imprint(version(root), MOMENT)


def test_the_same_commit_is_named_alike_in_a_clone_with_more_and_with_less(root: Path, tmp_path: Path) -> None:
    git(root, "config", "core.abbrev", "40")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    assert imprint(tmp_path / "shallow") == imprint(root)


def test_a_later_committers_note_or_tag_does_not_matter(root: Path) -> None:
    told = imprint(root)
    git(root, "tag", "v1")
    git(root, "notes", "add", "-m", "x")
    assert imprint(root) == told


@pytest.mark.parametrize("how", ["write", "new", "delete", "link", "become a link", "hidden but kept", "staged"])
def test_a_change_that_is_not_committed_is_told(root: Path, how: str) -> None:
    assert not changed(root)
    index = root / "docs/index.md"
    if how in ("write", "staged"):
        index.write_text("docs/index.mD\n")
    elif how == "new":
        (root / "docs/new.md").write_text("x")
    elif how == "delete":
        index.unlink()
    elif how == "link":
        (root / "docs/link.md").unlink()
        (root / "docs/link.md").symlink_to("other.md")
    elif how == "become a link":
        index.unlink()
        index.symlink_to("link.md")
    else:
        (root / "theme/.icons/mask.svg").write_text("x")
    if how == "staged":
        git(root, "add", "-A")
    assert changed(root)


@pytest.mark.parametrize("name", ["site/index.html", "x", "docs/.x.md.swp", "scripts/__pycache__/x.pyc", ".venv/y"])
def test_what_is_no_part_of_the_edition_is_no_change(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("other")
    assert not changed(root)


def test_a_file_that_was_touched_or_has_the_same_words_again_is_no_change(root: Path) -> None:
    os.utime(root / "docs/index.md", (0, 0))
    (root / "mkdocs.yml").write_text("other")
    (root / "mkdocs.yml").write_text("mkdocs.yml\n")
    assert not changed(root)


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "docs/pipe.md")
    assert not changed(root)


def test_an_edition_in_a_folder_of_a_repository_has_its_commit(root: Path) -> None:
    inner = root / "inner"
    (inner / "docs").mkdir(parents=True)
    (inner / "docs/a.md").write_text("a")
    assert imprint(inner) == Imprint("", None)  # the repository knows nothing of it
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "y")
    assert imprint(inner) == Imprint(version(root), MOMENT)
    (root / "docs/index.md").write_text("changed, but not in this edition")
    assert imprint(inner) == Imprint(version(root), MOMENT)


# Where git knows nothing


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert imprint(tmp_path) == Imprint("", None)


def test_a_repository_without_a_commit_has_no_version(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert imprint(tmp_path) == Imprint("", None)


def test_without_git_there_is_no_version(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert imprint(root) == Imprint("", None)


def test_a_repository_that_git_refuses_is_as_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(root))  # whose .gitconfig allows nothing
    if os.getuid() == 0:
        os.chown(root, 12345, 12345)
        os.chown(root / ".git", 12345, 12345)
    else:
        (root / ".git/HEAD").write_text("nonsense")
    assert imprint(root) == Imprint("", None)


@pytest.mark.parametrize("damage", [".git/HEAD", ".git/config"])
def test_a_damaged_repository_is_as_none(root: Path, damage: str) -> None:
    (root / damage).write_text("[nonsense")
    assert imprint(root) == Imprint("", None)


@pytest.mark.parametrize(("said", "date"), [
    ("1000000000", datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)), ("0", datetime(1970, 1, 1, tzinfo=UTC)),
    ("", None), ("-1", None), ("1e9", None), ("999999999999", None), ("٣", None), ("9" * 400, None),
])  # fmt: skip
def test_where_there_is_no_commit_the_date_can_be_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, date: datetime | None
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    assert imprint(tmp_path) == Imprint("", date)


def test_a_commit_is_dated_by_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert imprint(root).date == MOMENT


def test_another_repository_in_the_environment_is_not_asked(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = imprint(root)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert imprint(root) == told == Imprint(told.version, MOMENT)


# A checkout whose configuration names programs


def hostile(root: Path, marker: Path) -> dict[str, list[str]]:
    """Ways by which a repository has a program run; each with the git command that shows that it would."""
    program = root.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch {marker}\ncat\n")
    program.chmod(0o755)
    (root / ".gitattributes").write_text("*.md filter=bad\n")
    (root / ".git/info/attributes").write_text("*.md filter=bad\n")
    hook = root / ".git/hooks/post-index-change"
    hook.write_text(program.read_text())
    hook.chmod(0o755)
    for key in ("core.fsmonitor", "filter.bad.clean", "filter.bad.process", "gpg.program", "core.sshCommand"):
        git(root, "config", key, str(program))
    git(root, "config", "log.showSignature", "true")
    (root / "docs/index.md").write_text("changed")
    return {
        "a monitor": ["status"],
        "a filter": ["-c", "core.fsmonitor=false", "status"],
        "a hook": ["-c", "core.fsmonitor=false", "-c", "filter.bad.process=", "-c", "filter.bad.clean=cat", "status"],
    }


@pytest.mark.parametrize("attack", ["a monitor", "a filter", "a hook"])
def test_no_program_of_a_checkout_is_run(root: Path, tmp_path: Path, attack: str) -> None:
    marker = tmp_path / "it ran".replace(" ", "-")
    plain = hostile(root, marker)[attack]
    marker.unlink(missing_ok=True)
    assert changed_without_git(root)
    assert not marker.exists()
    subprocess.run(["git", *plain], cwd=root, capture_output=True, check=False)
    assert marker.exists(), "this attack is none"


def changed_without_git(root: Path) -> bool:
    return imprint(root).version.endswith("with changes that are not committed")


def test_what_a_partial_clone_lacks_is_not_fetched(root: Path, tmp_path: Path) -> None:
    marker = tmp_path / "it-ran"
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "remote.origin.promisor", "true")
    git(root, "config", "remote.origin.url", f"ext::sh -c touch% {marker}")
    git(root, "config", "protocol.ext.allow", "always")
    commit = git(root, "rev-parse", "HEAD")
    (root / ".git/objects" / commit[:2] / commit[2:]).unlink()
    assert imprint(root) == Imprint("", None)
    assert not marker.exists()
    subprocess.run(["git", "cat-file", "commit", commit], cwd=root, capture_output=True, check=False)
    assert marker.exists(), "this attack is none"
