"""The hook before a commit: it checks what is staged, as it is staged, and leaves the clone as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import editions
import tiny

ROLE = "docs/annotations/thread/role.md"
MASK = "docs/glossary/mask.md"


class Clone:
    """The small edition in a repository whose commits are checked by our hook and our code."""

    def __init__(self, root: Path) -> None:
        self.root = editions.copy(root)
        shutil.copytree(tiny.ROOT / ".githooks", root / ".githooks")
        (root / ".venv" / "bin").mkdir(parents=True)
        (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
        (root / "scripts").symlink_to(tiny.ROOT / "scripts")
        (root / ".gitignore").write_text(".venv\nscripts\n", encoding="utf-8")
        self.git("init", "--quiet")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--message", "x")
        self.git("config", "core.hooksPath", ".githooks")

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        alone = who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.run(
            ["git", *arguments], cwd=self.root, env=os.environ | alone, capture_output=True, text=True, check=False
        )

    def change(self, path: str, find: str, put: str) -> None:
        editions.edit(self.root, [{"file": path, "find": find, "put": put}])

    def commit(self, *arguments: str) -> tuple[bool, str]:
        """Whether a commit comes about, and what is said."""
        done = self.git("commit", "--quiet", "--message", "x", *arguments)
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path / "clone")


def test_a_good_note_is_committed_without_a_word(clone: Clone) -> None:
    clone.change(ROLE, "created: 2026-11-20", "created: 2026-11-21")
    clone.git("add", ROLE)
    assert clone.commit() == (True, "")


def test_a_mistake_stops_the_commit_at_its_line(clone: Clone) -> None:
    clone.change(ROLE, "term:mask", "term:maks")
    clone.git("add", ROLE)
    done, said = clone.commit()
    assert not done
    assert f"{ROLE}:" in said
    assert "There is no glossary entry `maks`. [link]" in said
    assert said.endswith("Nothing was committed: mend this, `git add` it, and commit again.\n")


def test_what_is_not_staged_is_no_concern_of_the_commit(clone: Clone) -> None:
    clone.change(MASK, "related: [simulacrum]", "related: [simulacra]")
    clone.change(ROLE, "created: 2026-11-20", "created: 2026-11-21")
    clone.git("add", ROLE)
    assert clone.commit() == (True, "")


def test_a_mistake_that_is_mended_but_not_staged_again_stops_the_commit(clone: Clone) -> None:
    clone.change(ROLE, "term:mask", "term:maks")
    clone.git("add", ROLE)
    clone.change(ROLE, "term:maks", "term:mask")
    assert not clone.commit()[0]


def test_a_commit_of_named_files_is_checked_as_it_will_be(clone: Clone) -> None:
    clone.change(ROLE, "term:mask", "term:maks")
    assert not clone.commit("--", ROLE)[0]


def test_what_is_deleted_is_missed_wherever_it_is_needed(clone: Clone) -> None:
    clone.git("rm", "--quiet", MASK)
    done, said = clone.commit()
    assert not done
    assert f"{ROLE}:" in said


@pytest.mark.parametrize("name", ["a b.md", "-x.md", "ü.md", "a\nb.md", "$(touch x).md"])
def test_a_strange_name_is_told_and_never_run(clone: Clone, name: str) -> None:
    (clone.root / "docs/glossary" / name).write_text("x\n", encoding="utf-8")
    clone.git("add", "--all", "docs")
    done, said = clone.commit()
    assert not done
    assert "[name]" in said
    assert not (clone.root / "x").exists()


def test_a_link_that_is_staged_is_told_and_not_followed(clone: Clone) -> None:
    (clone.root / "docs/glossary/link.md").symlink_to("/etc/passwd")
    clone.git("add", "--all", "docs")
    assert "This is a symbolic link. [file]" in clone.commit()[1]


def test_a_commit_of_other_files_is_not_held_up(clone: Clone) -> None:
    shutil.rmtree(clone.root / ".venv")
    (clone.root / "README.md").write_text("x\n", encoding="utf-8")
    clone.git("add", "README.md")
    assert clone.commit() == (True, "")


def test_where_nothing_is_installed_it_says_what_to_do(clone: Clone) -> None:
    shutil.rmtree(clone.root / ".venv")
    clone.change(ROLE, "created: 2026-11-20", "created: 2026-11-21")
    clone.git("add", ROLE)
    done, said = clone.commit()
    assert not done
    assert said.startswith("The check before a commit needs what `make setup` installs: run it once")
    assert clone.commit("--no-verify")[0]


def test_it_writes_nothing_and_leaves_nothing_behind(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    clone.change(ROLE, "term:mask", "term:maks")
    clone.change(MASK, "related: [simulacrum]", "related: [simulacra]")
    clone.git("add", ROLE)
    before = clone.git("status", "--porcelain", "--ignored").stdout
    assert not clone.commit()[0]
    assert clone.git("status", "--porcelain", "--ignored").stdout == before
    assert list((tmp_path / "temporary").iterdir()) == []
