"""The report of a pull request: what it says of a change, that nothing in it is live, and that it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import report as command
import tiny
from edition.load import load
from edition.render.brief import WORDS, code
from edition.render.report import LIMIT, NOTHING, report

Files = Mapping[str, str | None]
NOTE = "docs/annotations/thread/under.md"
NEW = "docs/annotations/thread/new.md"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.edition(tmp_path_factory.mktemp("base") / "edition", tiny.DEBATE)


@pytest.fixture
def reported(base: Path, tmp_path: Path):
    """The report of an edition that differs from the base in these files."""

    def write(files: Files) -> str:
        return report(load(base), load(tiny.edition(tmp_path / "head", tiny.DEBATE | dict(files))))

    return write


def sections(text: str) -> dict[str, list[str]]:
    """The rows of the report by heading, without the count."""
    found: dict[str, list[str]] = {}
    for part in text.split("\n#### ")[1:]:
        heading, _, rest = part.partition("\n")
        found[heading.rpartition(" (")[0]] = re.findall(r"^- (.*)$", rest, re.MULTILINE)
    return found


def note(exact: str = "It does, for now.", by: str = "ann", more: str = "", body: str = "A word.") -> str:
    fields = {"target": {"source": "thread", "exact": exact}, "motivation": "questioning", "by": by}
    rows = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
    return f"---\n{rows}created: 2026-11-21\n{more}---\n{body}\n"


def test_no_change_is_said_to_be_none(base: Path) -> None:
    assert report(load(base), load(base)) == f"### What this changes in the edition\n\n{NOTHING}"


def test_a_new_note_is_told_with_its_author_its_words_its_links_and_its_stance(reported) -> None:
    body = "See the [mask](term:mask) and [a reply](passage:thread/c01/p9)."
    told = reported({NEW: note(more="stance: {doubts: mask-has-goals}\n", body=body)})
    assert sections(told) == {
        "Notes added": [
            "`new` by `ann`, `questioning`, on `It does, for now.` in `thread`; doubts `mask-has-goals`; "
            "links `mask` to `term:mask`, `a reply` to `passage:thread/c01/p9`"
        ],
        "Stances added": ["`Ann` doubts `mask-has-goals`: `It does, for now.` at `thread/c02/p12`"],
    }
    assert "| Notes | 3 | 4 |\n" in told
    assert "| Stances | 5 | 6 |\n" in told


def test_a_changed_note_says_what_changed_and_where_its_anchor_went(reported) -> None:
    changed = tiny.NOTE.replace("under the mask", "an actor").replace("by: ed", "by: ann")
    told = sections(reported({NOTE: changed}))
    assert [row.partition(" by ")[0] for row in told["Notes changed"]] == ["`under`"]
    assert told["Notes changed"][0].endswith("(changed: words, author)")
    assert told["Anchors changed or lost"] == [
        "note `under`: `under the mask` at `thread/post/p3`, now `an actor` at `thread/post/p3`"
    ]


def test_an_anchor_that_is_lost_is_told_with_the_problem(reported) -> None:
    told = reported({NOTE: tiny.NOTE.replace("under the mask", "under the mast")})
    assert sections(told)["Anchors changed or lost"] == [
        "note `under`: `under the mask` at `thread/post/p3`, now nowhere"
    ]
    assert (
        "### 1 problem\n\n```text\ndocs/annotations/thread/under.md:2:33: These words do not stand in thread." in told
    )


def test_what_is_removed_is_told(reported) -> None:
    told = sections(reported({"docs/annotations/thread/for-now.md": None}))
    assert [row.partition(" by ")[0] for row in told["Notes removed"]] == ["`for-now`"]
    assert told["Stances removed"] == ["`Ann` asserts `mask-has-goals`: `It does, for now.` at `thread/c02/p12`"]


def test_new_texts_people_senses_claims_arguments_debates_and_references_are_told(reported) -> None:
    text = tiny.as_list("lines", ["The mask is a role."])
    sense = "  - {id: role, definition: A part that is played., people: [cy]}\n"
    argument = "argument: {premises: [roles-are-played], attacks: mask-has-goals}\n"
    made_at = 'made_at: {source: lines, exact: "The mask is a role."}\n'
    new = {
        "sources/lines/source.yml": text["sources/lines/source.yml"].replace('"author": "Ann"', '"author": "Cy"'),
        "docs/glossary/mask.md": tiny.ENTRY.replace("senses:\n", f"senses:\n{sense}"),
        "docs/glossary/actor.md": tiny.ENTRY.replace("mask", "actor").replace("under the actor", "actor is"),
        "docs/claims/roles-are-played.md": "---\nclaim: Roles are played.\n---\n",
        "docs/arguments/so.md": f"---\n{argument}{made_at}---\n",
        "docs/debates/roles.md": "---\ndebate: {question: 'Are roles played?', claims: [roles-are-played]}\n---\n",
        "sources/references.bib": tiny.BIB + tiny.BIB.replace("smith2020tokens", "smith2021masks"),
        "docs/new-page.md": "# A page\n",
    }
    told = sections(reported(text | new))
    assert told["Texts added"] == ["`lines`: `Lines`, 1 line"]
    assert told["People added"] == ["`Cy`"]
    assert "`mask#role`: `A part that is played.`" in told["Senses added"]
    assert told["Entries added"] == ["`actor`: `actor`, `actors`"]
    assert told["Claims added"] == ["`roles-are-played`: `Roles are played.`"]
    assert told["Arguments added"] == ["`so`: from `roles-are-played` it attacks `mask-has-goals`"]
    assert told["Debates added"] == ["`roles`: `Are roles played?`"]
    assert told["References added"] == ["`smith2021masks`: `Tokens`"]
    assert told["Pages added"] == ["`new-page.md`"]
    assert "`Cy` denies `mask-has-goals`: `The mask is a role.` at `lines/c01/p1`" in told["Stances added"]


@pytest.mark.parametrize("broken", ["", "---\n: : :\n---\n", "\0", "---\ntarget: [" + "[" * 400, "no front matter"])
def test_a_file_that_can_not_be_read_is_named_and_is_no_removal(reported, broken: str) -> None:
    told = reported({NOTE: broken})
    assert sections(told)["Not compared, for they can't be read"] == [f"`{NOTE}`"]
    assert "Notes removed" not in sections(told)
    assert "### 1 problem" in told or "problems" in told


def test_a_file_that_could_not_be_read_before_is_no_addition(base: Path, tmp_path: Path) -> None:
    before = tiny.edition(tmp_path / "before", tiny.DEBATE | {NOTE: "no front matter"})
    told = report(load(before), load(base))
    assert sections(told)["Not compared, for they can't be read"] == [f"`{NOTE}`"]
    assert "Notes added" not in sections(told)


def test_a_folder_that_holds_no_edition_is_compared_as_an_empty_one(base: Path, tmp_path: Path) -> None:
    assert "| Notes | 0 | 3 |" in report(load(tmp_path), load(base))
    assert "| Notes | 3 | 0 |" in report(load(base), load(tmp_path))


HOSTILE = [
    "@everyone and @team/owners",
    "#1 GH-1 team/edition#2 a5c3785ed8d6a35868bc169f07e40e889087fd2e",
    "https://evil.example www.evil.example mail@evil.example",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)> <!-- <details>",
    "`` ` ``` ` @everyone",
    "`" * 90 + "@everyone",
    "\\` @everyone \\",
    "::error ::x ##[add-mask]x ::add-mask::x",
    "| a | b |",
    "*bold* _it_ ~~s~~ :tada: $x$",
    "# heading",
    "&#64;everyone &lt;img&gt;",
    "\u202edesrever\u2066 \u200b",
]  # fmt: skip


def hostile(words: str) -> Files:
    """Files that hold these words wherever somebody may write."""
    quoted = json.dumps(words)
    label = words.replace("[", "(").replace("]", ")")
    return {
        NEW: note(body=f"A [{label}](term:mask).\n\n{words}", by=words),
        "docs/annotations/thread/lost.md": note(exact=words),
        "docs/claims/hostile.md": f"---\nclaim: {quoted}\ntitle: {quoted}\n---\n",
        "docs/debates/hostile.md": f"---\ndebate: {{question: {quoted}, claims: [{quoted}]}}\n---\n",
        "docs/glossary/hostile.md": f"---\nlemma: {quoted}\nsenses: [{{id: a, definition: {quoted}}}]\n---\n",
        "sources/references.bib": tiny.BIB.replace("{{Tokens}}", "{{" + words.replace("\\", "") + "}}"),
        **tiny.source("thread", tiny.CAPTURE.replace("comment by Bob", f"comment by {words}")),
    }


def live(markdown: str) -> tuple[set[str], str]:
    """What a forge would make of Markdown: the kinds of its tokens, and the text in which it looks for links."""
    tokens = [
        token
        for block in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
        for token in (block, *(block.children or ()))
    ]
    return {token.type for token in tokens}, "\n".join(token.content for token in tokens if token.type == "text")


HARMLESS = {
    f"{kind}_{end}"
    for kind in ("heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td")
    for end in ("open", "close")
} | {"inline", "text", "code_inline", "fence", "softbreak"}


def assert_inert(told: str) -> None:
    kinds, text = live(told)
    assert kinds <= HARMLESS
    assert not re.search(r"[@#<>&`\\*_~$|:]{2}|[@#]\w|https?:|www\.|\w@\w|evil|everyone", text)
    assert not re.search(r"^\s*::|##\[", told, re.MULTILINE)
    assert len(told) <= LIMIT


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_contributed_is_live_in_the_comment(reported, words: str) -> None:
    """Wherever it stands: in names of people and links, in sentences, titles, references, and in problems."""
    assert_inert(reported(hostile(words)))


@given(st.text(max_size=300))
@settings(max_examples=300)
def test_words_never_leave_their_code_span(words: str) -> None:
    shown = f"- {code(words)} and *more*"
    kinds, text = live(shown)
    assert kinds - HARMLESS <= {"em_open", "em_close"}
    assert re.fullmatch(r"(?:\(nothing\))?\s*and\s*more\s*", text.lstrip())
    assert len(code(words)) <= WORDS + 3


def test_a_large_change_is_cut_and_says_how_much_more_there_is(reported) -> None:
    files: dict[str, str | None] = {}
    for number in range(70):
        id_, sentence = f"{'long-' * 14}{number}", f"What somebody holds {number}, " + "and goes on to say " * 8
        forms = ", ".join(f"{word} {number} {'and on ' * 8}" for word in ("one", "two", "three"))
        sense = f"{{id: {'s' * 60}, definition: '{sentence}.'}}"
        files[f"docs/claims/{id_}.md"] = f"---\nclaim: '{sentence}.'\n---\n"
        files[f"docs/debates/{id_}.md"] = f"---\ndebate: {{question: '{sentence}?', claims: [{id_}]}}\n---\n"
        files[f"docs/glossary/{id_}.md"] = f"---\nlemma: w{number}\nforms: [{forms}]\nsenses: [{sense}]\n---\n"
    told = reported(files)
    assert LIMIT / 3 < len(told) <= LIMIT
    for heading in ("Claims", "Debates", "Entries", "Senses"):
        assert f"#### {heading} added (70)" in told
    assert set(re.findall(r"^- and (\d+) more$", told, re.MULTILINE)) == {"45"}, "25 of each are told"


def test_problems_are_cut_too(reported) -> None:
    told = reported({f"docs/claims/claim-{number}.md": "---\nclam: x\n---\n" * 3 for number in range(60)})
    assert re.search(r"^### \d+ problems, the first 20 of them$", told, re.MULTILINE)
    assert len(told) <= LIMIT


def test_warnings_are_told_only_where_they_are_new(base: Path, tmp_path: Path) -> None:
    entry = "---\nlemma: goals\nsenses: [{id: a, definition: One.}, {id: b, definition: Two.}]\n---\n"
    head = load(tiny.edition(tmp_path / "head", tiny.DEBATE | {"docs/glossary/goals.md": entry}))
    assert "undecided" in {problem.rule for problem in head[1] if problem.severity == "warning"}
    assert "[undecided]" in report(load(base), head)
    assert "[undecided]" not in report(head, head)


def test_the_command_writes_the_whole_file_or_prints_it(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "deep" / "report.md"
    assert command.main(["--root", str(base), "--base", str(base), "--to", str(to)]) == 0
    assert capsys.readouterr().out == ""
    assert command.main(["--root", str(base), "--base", str(base)]) == 0
    assert capsys.readouterr().out == to.read_text(encoding="utf-8")


def test_a_base_that_is_no_folder_is_a_mistake_of_usage(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["--root", str(base), "--base", str(base / "nowhere")])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("nowhere: there is no such folder\n")
