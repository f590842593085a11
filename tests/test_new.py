"""The command new.py: it writes files that pass `check`, and where it can't, it says why and writes nothing."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import editions
import new
import tiny
from edition.read.pins import digest, sums
from edition.write.kinds import COUNTED, KINDS
from edition.write.names import proposed
from edition.write.publish import Refused, publish
from edition.write.values import leaves

NOTE = ["annotation", "--source", "thread", "--by", "ana", "--created", "2026-11-21", "--body", "A [mask](term:mask)."]
CLEAN = (0, "")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small edition, and a git that remembers nothing."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return editions.copy(tmp_path / "edition")


def run(root: Path, *arguments: str) -> int:
    """The exit status, that of a mistake of usage included."""
    try:
        return new.main(["--root", str(root), *arguments])
    except SystemExit as ended:
        return int(ended.code or 0)


def asked(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Types these lines, and then Ctrl-D."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in answers)))


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def added(root: Path) -> dict[str, str]:
    """What the edition holds beyond the small one, which must all be as it was."""
    before, after = contents(editions.SMALL), contents(root)
    assert {path: after.get(path) for path in before} == before
    return {path: content.decode() for path, content in after.items() if path not in before}


WRITTEN: dict[str, tuple[list[str], dict[str, str]]] = {
    "a note": (
        [*NOTE, "--exact", "Then who takes", "--motivation", "questioning"],
        {
            "docs/annotations/thread/then-who-takes.md": (
                '---\ntarget:\n  source: thread\n  exact: "Then who takes"\nmotivation: questioning\n'
                "by: ana\ncreated: 2026-11-21\n---\nA [mask](term:mask).\n"
            )
        },
    ),
    "a note on several places with stances": (
        [*NOTE, "--exact", "Two simulacra", "--exact", "A mask can have goals", "--source", "list",
         "--exact", "Hello,  this", "--asserts", "two-in-one-text", "--name", "both"],
        {
            "docs/annotations/thread/both.md": (
                '---\ntarget:\n  - source: thread\n    exact: "Two simulacra"\n  - source: thread\n'
                '    exact: "A mask can have goals"\n  - source: list\n    exact: "Hello, this"\n'
                "motivation: commenting\nby: ana\ncreated: 2026-11-21\nstance:\n  asserts: two-in-one-text\n"
                "---\nA [mask](term:mask).\n"
            )
        },
    ),
    "an entry with two senses": (
        ["entry", "--lemma", "role", "--form", "roles", "--definition", "What an actor plays.", "--people", "ann,cleo",
         "--definition", "A duty.", "--sense-id", "duty", "--people", "bob", "--attested-source", "thread",
         "--attested-exact", "committed to the role", "--related", "mask", "--body", "Two senses."],
        {
            "docs/glossary/role.md": (
                '---\nlemma: "role"\nforms: ["roles"]\nsenses:\n  - id: what-an-actor-plays\n'
                '    definition: "What an actor plays."\n    people: [ann, cleo]\n  - id: duty\n'
                '    definition: "A duty."\n    people: [bob]\n    attestations:\n      - source: thread\n'
                '        exact: "committed to the role"\nrelated: [mask]\n---\nTwo senses.\n'
            )
        },
    ),
    "a claim and the note on words that take a stance on it": (
        ["claim", "--claim", "Somebody takes the mask off.", "--title", "Taken off", "--source", "thread",
         "--exact", "who takes the mask off?", "--stance", "doubts", "--by", "ana", "--created", "2026-11-21",
         "--note", "cleo asks.", "--note-name", "asking"],
        {
            "docs/claims/taken-off.md": '---\nclaim: "Somebody takes the mask off."\ntitle: "Taken off"\n---\n',
            "docs/annotations/thread/asking.md": (
                '---\ntarget:\n  source: thread\n  exact: "who takes the mask off?"\nmotivation: commenting\n'
                "by: ana\ncreated: 2026-11-21\nstance:\n  doubts: taken-off\n---\ncleo asks.\n"
            ),
        },
    ),
    "an argument": (
        ["argument", "--premise", "actor-plays-a-role", "--premise", "actor-has-no-goal", "--undercuts",
         "someone-takes-it-off", "--source", "thread", "--exact", "the role is all there is"],
        {
            "docs/arguments/the-role-is-all-there-is.md": (
                "---\nargument:\n  premises: [actor-plays-a-role, actor-has-no-goal]\n"
                '  undercuts: someone-takes-it-off\nmade_at:\n  source: thread\n'
                '  exact: "the role is all there is"\n---\n'
            )
        },
    ),
    "a debate": (
        ["debate", "--question", "Who wears it?", "--claims", "mask-can-be-taken-off, two-in-one-text"],
        {
            "docs/debates/who-wears-it.md": (
                '---\ndebate:\n  question: "Who wears it?"\n  claims: [mask-can-be-taken-off, two-in-one-text]\n---\n'
            )
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRITTEN)
def test_what_is_given_by_flags_is_written_and_passes(root: Path, what: str, capsys: pytest.CaptureFixture) -> None:
    arguments, files = WRITTEN[what]
    assert run(root, *arguments) == 0
    assert capsys.readouterr().out == "".join(f"{path}\n" for path in files) + "Next: make check\n"
    assert added(root) == files
    assert editions.checked(root) == CLEAN


def test_every_field_of_every_kind_has_its_flag(capsys: pytest.CaptureFixture) -> None:
    for kind in KINDS:
        assert run(editions.SMALL, kind.name, "--help") == 0
        told = " ".join(capsys.readouterr().out.split())
        for leaf in leaves(kind.table):
            if leaf.path[:1] not in COUNTED:
                assert " ".join(leaf.field.note.split()) in told, leaf.path


def test_a_text_is_copied_byte_for_byte_and_pinned(root: Path) -> None:
    capture = "Größe  zählt.\n“Nothing”\tis mended. \n"
    (root.parent / "found.txt").write_bytes(capture.encode())
    (root.parent / "cuts.yml").write_text('units:\n  - {id: c01, author: Åsa, lines: 1-2, basis: "one: a signature"}\n')
    given = ["--title", "Found", "--reader", "comment-list", "--author", "Åsa", "--rights", "None known."]
    files = ["--capture", str(root.parent / "found.txt"), "--structure", str(root.parent / "cuts.yml")]
    assert run(root, "source", *given, *files) == 0
    assert added(root) == {
        "sources/found/capture.txt": capture,
        "sources/found/capture.sums": sums(capture),
        "sources/found/source.yml": (
            "# yaml-language-server: $schema=../../.vscode/schemas/source.json\n"
            f'title: "Found"\nreader: comment-list\nauthors: ["Åsa"]\nsha256: "{digest(capture)}"\n'
            'rights: "None known."\nstructure:\n  units:\n    - id: c01\n      author: "Åsa"\n      lines: "1-2"\n'
            '      basis: "one: a signature"\n'
        ),
    }
    assert editions.checked(root) == CLEAN
    editions.repin(root, "found")
    assert (root / "sources/found/capture.sums").read_text() == sums(capture), "pin.py finds nothing to mend"


TEXT = ["source", "--title", "Lost", "--reader", "comment-list", "--author", "A", "--rights", "None known."]
REFUSED: dict[str, tuple[list[str], str]] = {
    "words that stand twice": (
        [*NOTE, "--exact", "wears it can"],
        "docs/annotations/thread/wears-it-can.md:4:10: These words stand 2 times in thread. [anchor-unique]\n"
        '      exact: "wears it can"\n'
        "             ^^^^^^^^^^^^^^\n"
        '    hint: add prefix: "mask. Whoever" for bob (line 15), or suffix: "also take it off again. Nobody" for ann '
        "(line 17)\n",
    ),
    "words that do not stand there, and a link that leads nowhere": (
        ["annotation", "--source", "thread", "--exact", "Then who tokes", "--by", "ana", "--body", "[m](term:maks)"],
        "docs/annotations/thread/then-who-tokes.md:4:10: These words do not stand in thread. [anchor]\n"
        '      exact: "Then who tokes"\n'
        "             ^^^^^^^^^^^^^^^^\n"
        "    hint: did you mean “Then who takes”?\n"
        "\n"
        "docs/annotations/thread/then-who-tokes.md:9:5: There is no glossary entry `maks`. [link]\n"
        "    [m](term:maks)\n"
        "        ^^^^^^^^^\n"
        "    hint: did you mean `term:mask`?\n",
    ),
    "values that no field takes, all at once": (
        ["annotation", "--source", "Thread!", "--exact", "a\u202eb", "--by", "@ana", "--motivation", "comenting",
         "--created", "21/11/2026", "--body", "x\x1b[2J", "--name", "My note"],
        "`--source` must be lower-case letters, digits and single hyphens.\n"
        "    hint: did you mean `thread`?\n"
        "\n"
        "`--exact` holds an invisible character, U+202E.\n"
        "    hint: Delete it.\n"
        "\n"
        "`--motivation` can't be `comenting`.\n"
        "    hint: did you mean `commenting`?\n"
        "\n"
        "`--by` must be lower-case letters, digits and single hyphens.\n"
        "    hint: did you mean `ana`?\n"
        "\n"
        "`--created` must be a date.\n"
        "    hint: did you mean 2026-11-21?\n"
        "\n"
        "`--body` holds a control character, U+001B.\n"
        "    hint: Delete it.\n"
        "\n"
        "`--name` must be lower-case letters, digits and single hyphens.\n"
        "    hint: did you mean `my-note`?\n",
    ),
    "a claim that nobody holds": (
        ["claim", "--claim", "Nobody says so."],
        "docs/claims/nobody-says-so.md:2:8: Nobody in the texts takes a stance on this claim. [unheld]\n"
        '    claim: "Nobody says so."\n'
        "           ^^^^^^^^^^^^^^^^^\n"
        "    hint: Add `stance: {asserts: nobody-says-so}`, or denies, doubts or concedes, to a note on words that "
        "take one.\n"
        '    hint: or quote them with it: --source S --exact "…" --stance asserts --note "…" writes the note too.\n',
    ),
    "a note's name that a note on another text has": (
        ["annotation", "--source", "list", "--exact", "Hello, this", "--by", "ana", "--body", "x", "--name", "role"],
        "The name `role` is taken by another note: docs/annotations/thread/role.md.\n"
        "    hint: Choose another --name.\n",
    ),
    "a name that is a page's": (
        ["debate", "--question", "Index?", "--claims", "two-in-one-text", "--name", "index"],
        "The name `index` is taken by another debate, and is the page that lists them all.\n"
        "    hint: Choose another --name.\n",
    ),
    "a text with lines of which nothing is said": (
        [*TEXT, "--capture", str(editions.SMALL / "sources/list/capture.txt")],
        "sources/lost/capture.txt:1:1: Lines 1-8 are neither carried nor omitted. [account]\n"
        "    Hello, this is my first comment here.\n"
        "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    hint: Put them into a unit or into `omit` in sources/lost/source.yml, with the basis.\n",
    ),
    "a capture that is not there": (
        [*TEXT, "--capture", "nowhere.txt"],
        "nowhere.txt:1:1: This file is missing. [file]\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_check_would_refuse_is_refused(root: Path, what: str, capsys: pytest.CaptureFixture) -> None:
    arguments, said = REFUSED[what]
    assert run(root, *arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.endswith("\n\nNothing was written.\n")
    assert added(root) == {}


BAD = {
    "an unknown text": ["--source", "thred", "--exact", "Then who takes"],
    "an unknown claim": ["--source", "thread", "--exact", "Then who takes", "--denies", "no-goal-behind-mask"],
    "a contradiction": ["--source", "thread", "--exact", "the role is all there is", "--denies", "actor-has-no-goal"],
    "an unknown work": ["--source", "thread", "--exact", "Then who takes", "--body", "See [@smith2020token]."],
    "too long a note": ["--source", "thread", "--exact", "Then who takes", "--body", "long " * 5000],
}


@pytest.mark.parametrize("what", BAD)
def test_the_refusal_is_in_the_words_of_check(root: Path, what: str, capsys: pytest.CaptureFixture) -> None:
    """The file that is refused, put there by hand, brings the same problems from check."""
    arguments = ["annotation", "--by", "ana", "--body", "x", "--name", "bad", *BAD[what]]
    del arguments[3 : 5 if arguments.count("--body") > 1 else 3]
    assert run(root, *arguments, "--dry-run") == 1
    told = capsys.readouterr()
    path, _, text = told.out.strip("\n").partition("\n")
    editions.write(root / path, re.sub("^    ", "", text, flags=re.MULTILINE) + "\n")
    status, said = editions.checked(root)
    assert status == 1
    assert told.err.removesuffix("\nNothing was written.\n") == said.rpartition("\n\n")[0] + "\n"


def test_what_is_missing_is_told_at_once(root: Path, capsys: pytest.CaptureFixture) -> None:
    assert run(root, "annotation", "--exact", "Then") == 2
    assert capsys.readouterr().err == (
        "To write a note, give also:\n"
        "  --source  the text that is quoted: a folder of sources/\n"
        "  --by      the handle of who wrote the note (`git config edition.by HANDLE` gives it from then on)\n"
        "  --body    what a note says, in Markdown\n"
        "Nothing was written.\n"
    )
    assert run(root, "claim", "--claim", "It is.", "--stance", "denies", "--by", "a") == 2
    assert re.findall(r"^  (--\w+)", capsys.readouterr().err, re.MULTILINE) == ["--source", "--exact", "--note"]
    assert run(root, "source") == 2
    wanted = ["--title", "--reader", "--authors", "--rights", "--capture"]
    assert re.findall(r"^  (--\w+)", capsys.readouterr().err, re.MULTILINE) == wanted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["debate", "--question", "A?", "--question", "B?"],
            "--question is given twice, and the field holds one value",
        ),
        ([*NOTE, "--exact", "x", "--body-file", "y"], "give --body or --body-file, not both"),
        (["annotation", "--body-file", "nowhere.md"], "nowhere.md: No such file or directory"),
    ],
)
def test_mistakes_of_usage(root: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture) -> None:
    assert run(root, *arguments) == 2
    assert capsys.readouterr().err.endswith(f"error: {said}\n")
    assert added(root) == {}


def test_the_handle_is_the_one_that_git_remembers_and_the_day_is_today(root: Path) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "config", "edition.by", "remembered"], check=True)
    before = date.today()
    assert run(root, "annotation", "--source", "thread", "--exact", "Then who takes", "--body", "x") == 0
    text = (root / "docs/annotations/thread/then-who-takes.md").read_text()
    assert "\nby: remembered\n" in text
    assert any(f"\ncreated: {day.isoformat()}\n" in text for day in (before, date.today()))


def test_the_name_that_commits_are_signed_with_is_offered_and_never_taken_unseen(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    subprocess.run(["git", "-C", str(root), "config", "user.name", "Ana María"], check=True)
    given = ["annotation", "--source", "thread", "--exact", "Then who takes", "--body", "x"]
    assert run(root, *given) == 2
    asked(monkeypatch, "", "", "", "", "", "n", "", "", "")
    assert run(root, *given, "--ask") == 0
    told = capsys.readouterr().out
    assert "by [ana-maria]> " in told
    assert "git config edition.by ana-maria" in told


@pytest.mark.parametrize("flags", [["--body", "-"], ["--body-file", "-"]])
def test_a_body_comes_from_standard_input(root: Path, monkeypatch: pytest.MonkeyPatch, flags: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Two\r\n\r\nparagraphs – ok.\r\n".encode())))
    assert run(root, *NOTE[:-2], "--exact", "Then who takes", *flags) == 0
    (text,) = added(root).values()
    assert text.endswith("---\nTwo\n\nparagraphs – ok.\n")


def test_a_body_that_is_no_text_is_refused(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "body.md").write_bytes(b"caf\xe9")
    assert run(root, *NOTE[:-2], "--exact", "Then who takes", "--body-file", str(tmp_path / "body.md")) == 1
    assert "`--body` is not UTF-8." in capsys.readouterr().err


def test_a_dry_run_shows_the_file_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture) -> None:
    arguments, files = WRITTEN["a note"]
    assert run(root, *arguments, "--dry-run") == 0
    ((path, text),) = files.items()
    assert capsys.readouterr().out == f"\n{path}\n" + "".join(f"    {line}\n" for line in text.splitlines()) + "\n"
    assert added(root) == {}


def test_a_fault_elsewhere_is_mentioned_and_hinders_nothing(root: Path, capsys: pytest.CaptureFixture) -> None:
    editions.edit(root, [{"file": "docs/claims/two-in-one-text.md", "find": "claim:", "put": "clam:"}])
    assert run(root, *NOTE, "--exact", "Then who takes") == 0
    assert capsys.readouterr().err == (
        "1 problem elsewhere in the edition, which this does not cause: `make check` tells.\n\n"
    )


def test_a_problem_that_the_new_file_causes_in_another_is_its_own(root: Path, capsys: pytest.CaptureFixture) -> None:
    """bob's earlier argument is where the contradiction is told, and the new note is what brings it about."""
    arguments = ["--source", "thread", "--exact", "another way of saying mask", "--denies", "mask-can-be-taken-off"]
    assert run(root, *NOTE[:1], *arguments, "--by", "ana", "--body", "x") == 1
    told = capsys.readouterr().err
    assert told.startswith("docs/arguments/someone-takes-it-off.md:3:23: bob denies `mask-can-be-taken-off`")
    assert "elsewhere" not in told


def test_nothing_can_be_quoted_from_a_text_that_cannot_be_read(root: Path, capsys: pytest.CaptureFixture) -> None:
    editions.edit(root, [{"file": "sources/list/source.yml", "find": "reader: comment-list", "put": "reader: none"}])
    assert run(root, "annotation", "--source", "list", "--exact", "Anything", "--by", "ana", "--body", "x") == 1
    assert capsys.readouterr().err == (
        "The text `list` has faults that keep it from being read, so nothing in it can be quoted yet.\n"
        "    hint: See: python scripts/check.py sources/list\n\nNothing was written.\n"
    )


def test_a_proposed_name_is_never_one_that_is_taken(root: Path) -> None:
    assert run(root, *NOTE, "--exact", "Then who takes") == 0
    assert run(root, *NOTE, "--exact", "who takes ") == 0
    assert run(root, *NOTE, "--exact", "Then who takes") == 0
    assert {Path(path).name for path in added(root)} == {"then-who-takes.md", "who-takes.md", "then-who-takes-2.md"}


def test_a_name_is_whole_words_of_the_record_and_at_most_fifty_characters() -> None:
    words = "It isn't “a mask”: it is, as far as anybody can tell, what stands behind every mask."
    assert proposed(words, (), "a-note") == "it-isnt-a-mask-it-is-as-far-as-anybody-can-tell"
    assert proposed("x" * 99, (), "a-note") == "x" * 50
    assert proposed("מסכה", {"a-note"}, "a-note") == "a-note-2"


def test_a_link_in_place_of_a_folder_is_not_followed(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "docs/annotations/list").symlink_to(tmp_path / "elsewhere")
    assert run(root, "annotation", "--source", "list", "--exact", "Hello, this", "--by", "ana", "--body", "x") == 1
    assert capsys.readouterr().err.startswith("docs/annotations/list is a symbolic link: the edition follows none.")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_place_of_a_folder_is_told(root: Path, capsys: pytest.CaptureFixture) -> None:
    (root / "docs/annotations/list").write_text("no folder")
    assert run(root, "annotation", "--source", "list", "--exact", "Hello, this", "--by", "ana", "--body", "x") == 1
    assert capsys.readouterr().err == "docs/annotations/list is no folder.\n\nNothing was written.\n"


def test_of_two_files_none_is_written_where_one_cannot_be(root: Path) -> None:
    """Somebody writes a file of that name between the check and the writing."""
    before = contents(root)
    with pytest.raises(Refused, match=r"role\.md exists already"):
        publish(root, {"docs/claims/new/one.md": b"1", "docs/annotations/thread/role.md": b"2"})
    assert contents(root) == before
    assert not (root / "docs/claims/new").exists()
    assert not list(root.glob(".new*"))


def test_an_edition_that_cannot_be_written_to_stays_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    assert run(root, *NOTE, "--exact", "Then who takes") == 1
    assert capsys.readouterr().err == "The edition: No space left on device. Nothing was written.\n"
    assert added(root) == {}


def test_who_is_asked_points_at_a_place_and_the_words_around_it_are_added(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    place = ["thred", "thread", "wears it cn", "wears it can", "2", ""]
    fields = ["", "ana", "21/11/2026", "2026-11-21", "y", "", "", "mask-can-be-taken", "mask-can-be-taken-off", "", ""]
    asked(monkeypatch, *place, *fields, "What of it?", ".", "", "")
    assert run(root, "annotation", "--ask") == 0
    assert added(root) == {
        "docs/annotations/thread/wears-it-can.md": (
            '---\ntarget:\n  source: thread\n  exact: "wears it can"\n  suffix: "also take it off again. Nobody"\n'
            "motivation: commenting\nby: ana\ncreated: 2026-11-21\nstance:\n  doubts: mask-can-be-taken-off\n"
            "---\nWhat of it?\n"
        )
    }
    told = capsys.readouterr().out
    for said in (
        "source: the text that is quoted: a folder of sources/\n  thread, list, twice\n",
        "There is no `thred`.\n    hint: did you mean `thread`?",
        "These words do not stand in thread.\n    hint: did you mean “wears it can”?",
        "These words stand 2 times in thread:\n"
        "   1  bob, line 15: Whoever [wears it can] also take it off again.\n"
        "   2  ann quoting bob, line 17: Whoever [wears it can] also take it off again.\n",
        "`created` must be a date.",
        "There is no `mask-can-be-taken`.\n    hint: did you mean `mask-can-be-taken-off`?",
        "\ndocs/annotations/thread/wears-it-can.md\n    ---\n    target:\n      source: thread\n",
    ):
        assert said in told
    assert editions.checked(root) == CLEAN


def test_what_is_refused_can_be_changed_without_typing_the_rest_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [
        *NOTE[:-2],
        "--exact",
        "the role",
        "--prefix",
        "to",
        "--motivation",
        "commenting",
        "--body",
        "[x](term:maks)",
    ]
    asked(monkeypatch, "n", "", "", "body", "Better: [mask](term:mask).", ".", "")
    assert run(root, *given, "--ask") == 0
    (text,) = added(root).values()
    assert text.endswith(
        'prefix: "to"\nmotivation: commenting\nby: ana\ncreated: 2026-11-21\n---\nBetter: [mask](term:mask).\n'
    )


def test_an_argument_is_asked_for_what_it_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["actor-has-no-goal two-in-one-text", "attack", "attacks", "mask-can-be-taken-off", "", "", "thread",
               "Nobody wears", "", ".", "", ""]  # fmt: skip
    asked(monkeypatch, *answers)
    assert run(root, "argument", "--ask") == 0
    assert added(root) == {
        "docs/arguments/nobody-wears.md": (
            "---\nargument:\n  premises: [actor-has-no-goal, two-in-one-text]\n  attacks: mask-can-be-taken-off\n"
            'made_at:\n  source: thread\n  exact: "Nobody wears"\n---\n'
        )
    }


def test_a_claim_is_asked_for_the_words_that_take_a_stance_on_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["Somebody asks.", "", ".", "", "", "thread", "Then who", "", "asserts", "", "ana", "2026-11-21",
               "Does cleo?", ".", "", ""]  # fmt: skip
    asked(monkeypatch, *answers)
    assert run(root, "claim", "--ask") == 0
    assert set(added(root)) == {"docs/claims/somebody-asks.md", "docs/annotations/thread/then-who.md"}
    assert editions.checked(root) == CLEAN


def test_who_first_wants_no_note_with_a_claim_can_still_write_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = ["", "thread", "Then who", "", "doubts", "", "ana", "2026-11-21", "Does cleo?", ".", "asking", ""]
    asked(monkeypatch, "Somebody asks.", "", ".", "", "n", "note", *note)
    assert run(root, "claim", "--ask") == 0
    assert set(added(root)) == {"docs/claims/somebody-asks.md", "docs/annotations/thread/asking.md"}


def test_an_entry_is_asked_for_its_senses(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["role", "roles; rôle", "What is played.", "", "", "played", "n", "", "A word.", ".", "", ""]
    asked(monkeypatch, *answers)
    assert run(root, "entry", "--ask") == 0
    assert added(root) == {
        "docs/glossary/role.md": (
            '---\nlemma: "role"\nforms: ["roles", "rôle"]\nsenses:\n  - id: played\n    definition: "What is played."\n'
            "---\nA word.\n"
        )
    }


def test_a_text_is_asked_for_its_files_until_they_pass(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    (tmp_path / "found.txt").write_text("One line.\n")
    (tmp_path / "cuts.yml").write_text('units: [{id: c01, author: Ada, lines: "1", basis: "one line"}]\n')
    fields = ["Found", "comment-lists", "comment-list", "Ada; Ben", "", "", "None known.", ""]
    asked(
        monkeypatch,
        *fields,
        "nowhere.txt",
        str(tmp_path / "found.txt"),
        "",
        "",
        "structure",
        str(tmp_path / "cuts.yml"),
        "",
    )
    assert run(root, "source", "--ask") == 0
    told = capsys.readouterr()
    assert "There is no file `nowhere.txt`." in told.out
    assert "sources/found/capture.txt:1:1: Line 1 is neither carried nor omitted. [account]" in told.err
    files = added(root)
    assert set(files) == {f"sources/found/{name}" for name in ("capture.txt", "capture.sums", "source.yml")}
    assert 'authors: ["Ada", "Ben"]' in files["sources/found/source.yml"]
    assert editions.checked(root) == CLEAN


@pytest.mark.parametrize("answers", [(), ("thread", "Then who takes"), ("thread", "Then who takes", "", "", "ana")])
def test_who_breaks_off_has_written_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture, answers: tuple[str, ...]
) -> None:
    asked(monkeypatch, *answers)
    assert run(root, "annotation", "--ask") == 1
    assert capsys.readouterr().err == "\nNothing was written.\n"
    assert added(root) == {}


def test_who_says_no_has_written_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, "n", "", "", "n")
    assert run(root, *NOTE, "--exact", "Then who takes", "--motivation", "commenting", "--ask") == 1
    assert added(root) == {}


def test_nobody_is_asked_for_claims_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    root = tiny.edition(tmp_path / "edition")
    asked(monkeypatch, "Is it?")
    assert run(root, "debate", "--ask") == 1
    assert capsys.readouterr().err == (
        "`claims` names what the edition has none of yet: write that first.\nNothing was written.\n"
    )


# Makes the standard input a terminal of the program's own, so that Ctrl-C reaches it as in a window.
OWN_TERMINAL = """
import fcntl, os, signal, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""


def at_a_terminal(root: Path, talk: list[tuple[str, bytes]], *arguments: str, editor: str = "") -> tuple[int, str]:
    """new.py as a person starts it; after each of the words shown the keys are pressed. Its status, what it shows."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR", "INPUTRC")}
    environment |= {"TERM": "dumb", "EDITOR": editor, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(tiny.ROOT / "scripts/new.py"), "--root", str(root), *arguments]
    shell = [sys.executable, "-c", OWN_TERMINAL]
    with subprocess.Popen([*shell, *command], stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as it:
        os.close(theirs)
        shown, rest = "", list(talk)
        while select.select([ours], [], [], 60)[0]:
            try:
                more = os.read(ours, 4096)
            except OSError:  # Linux tells the end of a terminal so
                break
            shown += more.decode("utf-8", "replace")
            if rest and shown.rstrip().endswith(rest[0][0]):
                os.write(ours, rest.pop(0)[1])
        else:
            it.kill()
    os.close(ours)
    return it.returncode, shown


def test_at_a_terminal_what_is_missing_is_asked_tab_completes_and_the_editor_takes_the_body(
    root: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\npath = sys.argv[-1]\ntext = open(path).read()\nassert 'exact: Then who takes' in text\n"
        "open(path, 'w').write('Typed in an editor.\\n' + text)\n"
    )
    talk = [("source>", b"thr\t\n"), ("motivation [commenting]>", b"quest\t\n"), ("[y/N]", b"\n"), ("argues>", b"\n"),
            ("name [then-who-takes]>", b"\n"), ("Write it? [Y/n]", b"\n")]  # fmt: skip
    given = ["annotation", "--exact", "Then who takes", "--by", "ana", "--created", "2026-11-21"]
    status, shown = at_a_terminal(root, talk, *given, editor=f"{sys.executable} {editor}")
    assert status == 0, shown
    (text,) = added(root).values()
    assert text == (
        '---\ntarget:\n  source: thread\n  exact: "Then who takes"\nmotivation: questioning\nby: ana\n'
        "created: 2026-11-21\n---\nTyped in an editor.\n"
    )


# The line end wakes Python where Ctrl-C comes between its prompt and its waiting, which no hand is quick enough for.
@pytest.mark.parametrize("key", [b"\x03\n", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_at_a_terminal_who_breaks_off_reads_one_line(root: Path, key: bytes) -> None:
    status, shown = at_a_terminal(root, [("source>", b"thread\n"), ("exact>", key)], "annotation")
    assert (status, shown.splitlines()[-1]) == (1, "Nothing was written.")
    assert "Traceback" not in shown
    assert added(root) == {}


HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "---",
        "{{ 7 * 7 }}",
        "<script>",
        "a: b\n#",
        "\u202e",
        "\x00"[:0] + "\x1b[2J",
        "null",
        "~",
        "../../etc/passwd",
        "\udcff",
        "[a" * 99,
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_given_is_written_so_that_it_passes_or_refused_in_words(root: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["annotation", "entry", "claim", "argument", "debate"]))
    text = HOSTILE.filter(lambda one: not one.startswith("-"))
    wide = {
        "annotation": [*NOTE[:-1], data.draw(text), "--exact", data.draw(st.sampled_from(["Then who takes"]) | text)],
        "entry": ["entry", "--lemma", data.draw(text), "--definition", data.draw(text), "--body", data.draw(text)],
        "claim": ["claim", *WRITTEN["a claim and the note on words that take a stance on it"][0][5:],
                  "--claim", data.draw(text), "--title", data.draw(text)],
        "argument": [*WRITTEN["an argument"][0], "--title", data.draw(text), "--body", data.draw(text)],
        "debate": ["debate", "--question", data.draw(text), "--claims", data.draw(text | st.just("two-in-one-text"))],
    }  # fmt: skip
    status = run(root, *wide[kind])
    files = added(root)
    assert (status == 0) == bool(files)
    assert status in (0, 1, 2)
    if status == 0:
        assert editions.checked(root)[0] == 0
    for path in files:
        (root / path).unlink()
