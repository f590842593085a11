"""The policy of pull requests: what needs a maintainer, what nobody may do, and that no name or history hides it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policy
from edition import approval
from edition.problem import Problem, as_github, as_text
from edition.read import files
from edition.read.changes import Change, Repository, read_changes
from edition.text import number_of

OLD, NEW = "1" * 40, "2" * 40
NOTE = "docs/annotations/thread/under.md"
MACROS = frozenset({"index.md", "about.md"})
MODES = {"A": ("000000", "100644"), "M": ("100644", "100644"), "D": ("100644", "000000"), "T": ("100644", "120000")}
CONFIGURATION = b"plugins:\n  - macros\nhooks: !ENV [HOOKS, scripts/hooks.py]\n"


def change(path: str, status: str = "M", *, old: str = "", new: str = "") -> Change:
    before, after = MODES[status]
    return Change(old or before, new or after, OLD, NEW, status, path)


def judged(*changes: Change, approved: bool = False, size: int = 10, texts: dict[str, bytes] | None = None):
    return approval.judge(changes, approved, MACROS, {NEW: size}, (texts or {OLD: b"", NEW: b""}).__getitem__)


def messages(problems: list[Problem]) -> list[str]:
    return [f"{one.place.document.path}: {one.message}" for one in problems]


@pytest.mark.parametrize("status", ["A", "M", "D"])
@pytest.mark.parametrize(
    "path",
    [
        NOTE,
        "docs/glossary/mask.md",
        "docs/claims/a-claim.md",
        "docs/arguments/an-argument.md",
        "docs/debates/a-debate.md",
        "docs/how-to-read.md",
        "docs/contributing/editor.md",
        "sources/thread/source.yml",
        "sources/thread/capture.sums",
        "sources/references.bib",
        "README.md",
    ],
)
def test_what_a_contribution_is_made_of_needs_nobody(path: str, status: str) -> None:
    assert judged(change(path, status)) == []


def test_a_new_text_needs_nobody() -> None:
    assert judged(change("sources/new/capture.txt", "A"), change("sources/new/source.yml", "A")) == []


@pytest.mark.parametrize("status", ["A", "M", "D"])
@pytest.mark.parametrize(
    "path",
    [
        "scripts/hooks.py",
        "scripts/edition/read/body.py",
        "theme/main.html",
        "docs/assets/javascripts/notes.js",
        "tests/test_pages.py",
        "tests/cases/anchor/a-case.yml",
        "mkdocs.yml",
        ".github/workflows/check.yml",
        ".github/CODEOWNERS",
        "requirements.txt",
        "requirements-dev.in",
        "Makefile",
        "pyproject.toml",
        ".ci/run",
        ".githooks/pre-commit",
        ".gitattributes",
        ".gitmodules",
        "conftest.py",
        "sources/thread/reader.py",
        "docs/annotations/thread/.gitattributes",
        "docs/annotations/thread/page.html",
        "docs/glossary/deep/er.md",
        "Docs/glossary/mask.md",
        "docs/glossary/mask.MD",
        "docs/index.md",
        "docs/about.md",
        "-x",
    ],
)
def test_everything_else_needs_a_maintainer(path: str, status: str) -> None:
    (problem,) = judged(change(path, status))
    assert problem.place.document.path == path
    assert "only a maintainer changes" in problem.message.lower()
    assert approval.LABEL in problem.hint
    assert judged(change(path, status), approved=True) == []


def test_every_file_of_this_repository_that_runs_is_a_maintainers() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=policy.command.REPOSITORY, capture_output=True, check=True)
    paths = [os.fsdecode(path) for path in listed.stdout.split(b"\0") if path]
    free = {path for path in paths if not judged(change(path))}
    assert {Path(path).suffix for path in free} <= {".md", ".yml", ".bib", ".sums"}
    assert not [path for path in free if path.endswith(".yml") and not path.startswith("sources/")]


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (change(NOTE, "T"), "This is a symbolic link."),
        (change("scripts/x.py", "A", new="120000"), "This is a symbolic link."),
        (change("vendor", "A", new="160000"), "This is another repository (a submodule)."),
        (change(NOTE, "M", new="100755"), "This file is marked as a program."),
        (change(NOTE, "A", new="040000"), "This is no plain file: its mode is 040000."),
        (change("sources/thread/capture.txt"), "A capture is frozen: it is neither edited, moved nor deleted."),
        (change("sources/thread/capture.txt", "D"), "A capture is frozen: it is neither edited, moved nor deleted."),
    ],
)
def test_some_things_no_label_allows(changed: Change, said: str, approved: bool) -> None:
    found = judged(changed, approved=approved)
    assert said in [one.message for one in found]
    assert all(one.hint for one in found)


def test_a_program_among_the_maintainers_files_is_theirs_to_allow() -> None:
    (problem,) = judged(change(".githooks/pre-commit", "A", new="100755"))
    assert "and it is to be a program" in problem.message
    assert judged(change(".githooks/pre-commit", "A", new="100755"), approved=True) == []


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        (NOTE, files.NOTE_LIMIT),
        ("docs/how-to-read.md", files.PAGE_LIMIT),
        ("sources/new/capture.txt", files.CAPTURE_LIMIT),
        ("sources/new/source.yml", files.SOURCE_LIMIT),
        ("sources/references.bib", files.BIBLIOGRAPHY_LIMIT),
        ("docs/assets/fonts/new.woff2", approval.OTHER_LIMIT),
    ],
)
def test_a_file_has_the_limit_of_its_reader_label_or_not(path: str, limit: int) -> None:
    assert judged(change(path, "A"), approved=True, size=limit) == []
    (problem,) = judged(change(path, "A"), approved=True, size=limit + 1)
    assert problem.message == f"The file has {number_of(limit + 1, 'byte')}, and {limit:,} are allowed."


@pytest.mark.parametrize(
    ("after", "tag", "line"),
    [
        (CONFIGURATION + b"x: !!python/name:os.system\n", "!!python/name:os.system", 4),
        (CONFIGURATION + b"x: !<tag:yaml.org,2002:python/name:a.b>\n", "!<tag:yaml.org,2002:python/name:a.b>", 4),
        (CONFIGURATION + b"? [a, !!python/object/apply:os.system ['id']]\n: b\n", "!!python/object/apply:os.system", 4),
        (b"%TAG ! tag:yaml.org,2002:python/\n---\n" + CONFIGURATION, "%TAG ! tag:yaml.org,2002:python/", 1),
        (CONFIGURATION + b"x: !INHERIT a.yml\n", "!INHERIT", 4),
    ],
)  # fmt: skip
def test_a_new_tag_of_the_configuration_is_told_at_its_line(after: bytes, tag: str, line: int) -> None:
    found = judged(change("mkdocs.yml"), texts={OLD: CONFIGURATION, NEW: after})
    told = [one for one in found if one.message.startswith("The tag")]
    assert [(one.message, one.place.line) for one in told] == [
        (f"The tag {tag} is new here, and tags can run code.", line)
    ]


def test_a_tag_that_was_there_is_not_told() -> None:
    found = judged(change("mkdocs.yml"), texts={OLD: CONFIGURATION, NEW: CONFIGURATION + b"y: !ENV [A, b]\n"})
    assert messages(found) == [
        "mkdocs.yml: Only a maintainer changes this file. It says what runs when the site is built."
    ]


def test_a_configuration_that_is_no_yaml_is_told() -> None:
    found = judged(change("mkdocs.yml"), texts={OLD: CONFIGURATION, NEW: b"a: 'b\n\0"})
    assert "mkdocs.yml: From here on this is no YAML." in messages(found)


HOSTILE = ["a\nb.md", "::error ::x", "\t::add-mask::x", "-x", "--output=x", "שלום.md", "\udcff.md", "a\x1b[2J", "‮.md"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_file_steers_what_is_printed(name: str) -> None:
    (problem,) = judged(change(name, "A"))
    first, *others = as_text(problem).split("\n")
    assert first.endswith("[policy]")
    assert len(others) == 1
    assert not {"\x1b", "‮", "\n"} & set(first)
    assert as_github(problem).count("\n") == 0
    assert as_github(problem).startswith("::error file=")
    as_text(problem).encode("utf-8")


names = st.binary(min_size=1, max_size=30).filter(lambda name: b"\0" not in name)


@given(st.lists(st.tuples(names, st.sampled_from("AMDT"))))
def test_every_change_of_a_list_is_read_whatever_files_are_called(entries: list[tuple[bytes, str]]) -> None:
    raw = b"".join(b":100644 100644 %s %s %s\0%s\0" % (b"1" * 40, b"2" * 40, s.encode(), n) for n, s in entries)
    assert [(os.fsencode(one.path), one.status) for one in read_changes(raw)] == entries


@pytest.mark.parametrize("raw", [b":100644", b":100644 100644 a b M\0x\0", b"x\0y\0", b":1\0", b"\0\0"])
def test_a_list_of_changes_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="change"):
        read_changes(raw)


class Clone:
    """A repository with a branch `main` and a pull request on the branch `pull`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.write("mkdocs.yml", CONFIGURATION.decode() + "extra:\n  macro_pages: [index.md]\n")
        self.write("scripts/hooks.py", "# one\n" * 20)
        self.write("docs/claims/old.md", "A claim, and enough of it to be known again.\n" * 5)
        self.write("sources/thread/capture.txt", "words\n" * 20)
        self.commit()
        self.git("branch", "pull")

    def git(self, *arguments: str) -> str:
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        alone = who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=os.environ | alone, capture_output=True, text=True, check=True
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def judge(self, *flags: str) -> tuple[int, list[str]]:
        """What the policy says of the pull request while main is checked out."""
        self.git("checkout", "--quiet", "main")
        repository = Repository(self.root)
        changes = repository.changes("main", "pull")
        found = approval.judge(changes, "--approved" in flags, MACROS, repository.sizes(changes), repository.text)
        return policy.main(["--root", str(self.root), *flags, "main", "pull"]), messages(found)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(tmp_path / "clone")
    made.git("checkout", "--quiet", "pull")
    return made


HOOK = "scripts/hooks.py: Only a maintainer changes this file. It runs whenever the site is built."
FROZEN = "sources/thread/capture.txt: A capture is frozen: it is neither edited, moved nor deleted."


def test_a_note_passes(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    clone.write(NOTE, "A note.\n")
    clone.commit()
    assert clone.judge() == (0, [])
    assert capsys.readouterr().out == ""


def test_a_changed_hook_waits_for_its_label(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    clone.write("scripts/hooks.py", "# two\n")
    clone.commit()
    assert clone.judge() == (1, [HOOK])
    assert capsys.readouterr().out == (
        "scripts/hooks.py:1:1: Only a maintainer changes this file. It runs whenever the site is built. [policy]\n"
        "    hint: Leave it out, or ask a maintainer for the label maintainer-approved: "
        "it is set anew after every push.\n\n1 problem\n"
    )
    assert clone.judge("--approved") == (0, [])


def test_a_renamed_file_counts_where_it_was_and_where_it_is(clone: Clone) -> None:
    clone.git("mv", "scripts/hooks.py", "docs/claims/innocent.md")
    clone.git("mv", "sources/thread/capture.txt", "docs/claims/words.md")
    clone.commit()
    assert clone.judge() == (1, [HOOK, FROZEN])
    assert clone.judge("--approved") == (1, [FROZEN])


def test_links_programs_and_submodules_are_seen_in_the_modes(clone: Clone) -> None:
    clone.write(NOTE, "A note.\n")
    (clone.root / NOTE).chmod(0o755)
    (clone.root / "docs/claims/link.md").symlink_to("/etc/passwd")
    clone.git("add", "--all")
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{'3' * 40},docs/claims/other.md")
    clone.git("commit", "--quiet", "--message", "x")
    clone.git("update-index", "--force-remove", "docs/claims/other.md")
    clone.git("reset", "--quiet", "--hard")
    status, found = clone.judge("--approved")
    assert status == 1
    assert found == [
        f"{NOTE}: This file is marked as a program.",
        "docs/claims/link.md: This is a symbolic link.",
        "docs/claims/other.md: This is another repository (a submodule).",
    ]


def test_what_changed_on_the_base_is_not_laid_to_the_pull_request(clone: Clone) -> None:
    clone.write(NOTE, "A note.\n")
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    clone.write("scripts/hooks.py", "# two\n")
    clone.commit()
    assert clone.judge() == (0, [])


def test_a_merge_that_takes_the_bases_work_back_is_seen(clone: Clone) -> None:
    """Its own commits touch a note alone; the merge with `ours` undoes what main did to the hook."""
    clone.write(NOTE, "A note.\n")
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    clone.write("scripts/hooks.py", "# two\n")
    clone.commit()
    clone.git("checkout", "--quiet", "pull")
    clone.git("merge", "--quiet", "--strategy=ours", "--message", "x", "main")
    assert clone.judge() == (1, [HOOK])


def test_a_large_file_is_seen_by_its_size(clone: Clone) -> None:
    clone.write(NOTE, "x" * (files.NOTE_LIMIT + 1))
    clone.commit()
    assert clone.judge("--approved") == (1, [f"{NOTE}: The file has 20,001 bytes, and 20,000 are allowed."])


def test_names_that_git_would_quote_come_through(clone: Clone) -> None:
    for name in ("a\nb.md", "::error ::x.py", "-x", "é.txt"):
        clone.write(name, "x")
    clone.commit()
    status, found = clone.judge()
    assert status == 1
    assert sorted(one.partition(": Only")[0] for one in found) == ["-x", "::error ::x.py", "a\nb.md", "é.txt"]


@pytest.mark.parametrize("commit", ["nowhere", "--help", "-x", "main:mkdocs.yml", "pull..main"])
def test_what_is_no_commit_is_a_mistake_of_usage(clone: Clone, commit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        policy.main(["--root", str(clone.root), "--", commit, "pull"])
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_commits_that_conflict_are_not_judged(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    clone.write("docs/claims/old.md", "One.\n")
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    clone.write("docs/claims/old.md", "Two.\n")
    clone.commit()
    with pytest.raises(SystemExit) as ended:
        policy.main(["--root", str(clone.root), "main", "pull"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("policy.py: error: pull conflicts with main: merge main into it first\n")


def test_on_github_the_first_ten_stand_at_their_files_and_the_others_in_the_summary(
    clone: Clone, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        clone.write(f"tests/x{number:02}.py", "x")
    clone.commit()
    clone.git("checkout", "--quiet", "main")
    summary = tmp_path / "summary"
    arguments = ["--root", str(clone.root), "--format", "github", "--summary", str(summary), "main", "pull"]
    assert policy.main(arguments) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[:8] for line in lines] == ["::error "] * 10 + ["2 proble"]
    assert "tests/x11.py:1:1" in summary.read_text(encoding="utf-8")
